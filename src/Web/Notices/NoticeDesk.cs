using Leaderboard.Notices;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Notices;

/// <summary>Has notices sent again that were given up, and writes down who did.</summary>
internal sealed class NoticeDesk(IGrainFactory grains, AuditLog audit)
{
    /// <param name="http">Of who asks for it.</param>
    /// <param name="ids">Of notices; those that were not given up are left out.</param>
    /// <returns>How many go out again.</returns>
    public async Task<int> SendAgainAsync(HttpContext http, IReadOnlyCollection<string> ids)
    {
        var again = new List<AuditEntry>();
        foreach (var id in ids)
        {
            if (await grains.Notice(id).Get() is { State: NoticeState.GivenUp } before && await grains.Notice(id).SendAgain() is { } after)
                again.Add(new AuditEntry(AuditActions.SendNoticeAgain, id, Before: Written(before), After: Written(after)));
        }

        await audit.WriteAsync(http, again);
        return again.Count;
    }

    private static object Written(NoticeView notice) => new { notice.State, notice.Tries, notice.LastError };
}
