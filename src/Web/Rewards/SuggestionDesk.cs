using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Makes suggestions for the catalogue, votes on them, and answers them.</summary>
internal sealed class SuggestionDesk(IGrainFactory grains, AuditLog audit)
{
    public const int MaxNoteLength = 200;

    /// <summary>What was typed as it is kept; null where it is too long, or has control characters, or is empty.</summary>
    public static string? Clean(string? typed, int most) => typed?.Trim() is { Length: > 0 } text && text.Length <= most && !text.Any(char.IsControl) ? text : null;

    public async Task<bool> AnswerAsync(HttpContext http, string id, SuggestionState state, string? note)
    {
        if (await grains.Suggestion(id).Answer(state, note, Caller.By(http.User)) != SuggestionOutcome.Done)
            return false;
        await audit.WriteAsync(http, new AuditEntry(AuditActions.AnswerSuggestion, id, After: new { State = BoardRequests.NameOf(state), note }));
        return true;
    }
}
