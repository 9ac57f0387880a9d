using Leaderboard.Notices;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Notices;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>What waits to be told outside, what could not be, and why; sends it again.</summary>
[Requires(Right.KeepNotices)]
internal sealed class NotificationsModel(IGrainFactory grains, NoticeDesk desk, AccessGuard guard, LocalTimes times, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>What somebody looks through; more have one cause.</summary>
    private const int MaxRows = 50;

    /// <summary>What goes out in less is not worth a time.</summary>
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<CollectorId, string> _people = new Dictionary<CollectorId, string>();

    /// <summary>Null: nothing was done.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public IReadOnlyList<string> Channels { get; private set; } = [];

    public int GivenUpCount { get; private set; }

    public int WaitingCount { get; private set; }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<NoticeView> GivenUp { get; private set; } = [];

    /// <summary>The next first.</summary>
    public IReadOnlyList<NoticeView> Waiting { get; private set; } = [];

    /// <summary>Who, what, and what became of it; for who keeps the program and does not see redemptions, its id alone, and nothing of whose points end.</summary>
    public string LineOf(NoticeView notice)
    {
        var fate = words[notice.Kind == NoticeKind.Decision ? "notices.became." + BoardRequests.NameOf(notice.Became) : "notices.reminder." + BoardRequests.NameOf(notice.Kind)];
        if (guard.ReachOf(User, Right.SeeRedemptions) != Reach.All)
            return string.Join(" · ", new[] { notice.Redemption, fate.Value }.Where(t => t.Length > 0));
        var what = notice.Quantity <= 1 ? notice.RewardName : words["approvals.many", notice.Quantity, notice.RewardName].Value;
        return string.Join(" · ", new[] { _people.GetValueOrDefault(notice.Collector) ?? notice.Collector.Value, what, fate.Value }.Where(t => t.Length > 0));
    }

    /// <summary>A channel as people call it.</summary>
    public string NameOf(string channel) => channel == NoticeChannelNames.Mail ? words["notices.channel.mail"] : channel;

    /// <summary>Where to, since when, how often, and when again.</summary>
    public string FateOf(NoticeView notice) => string.Join(" · ", new[]
    {
        NameOf(notice.Channel),
        times.DayAndTime(notice.At),
        notice.Tries > 0 ? words["notices.tries", notice.Tries].Value : "",
        notice.DueAt is { } due && (notice.Tries > 0 || due - notice.At > SecondThoughts) ? words["notices.next", times.Time(due)].Value : "",
    }.Where(t => t.Length > 0));

    public Task OnGetAsync() => ReadAsync();

    public async Task<PageResult> OnPostAsync([FromForm] string[]? ids)
    {
        var count = await desk.SendAgainAsync(HttpContext, [.. (ids ?? []).OfType<string>().Where(id => !id.Any(char.IsControl)).Distinct(StringComparer.Ordinal).Take(MaxRows)]);
        (Said, WasRefused) = (count > 0 ? words["notices.again.done", count] : words["notices.again.gone"], count == 0);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Channels = await grains.Notices().Channels();
        (GivenUpCount, WaitingCount) = (await grains.Notices().Count(NoticeState.GivenUp), await grains.Notices().Count(NoticeState.Waiting));
        (GivenUp, Waiting) = (await grains.Notices().List(NoticeState.GivenUp, 0, MaxRows), await grains.Notices().List(NoticeState.Waiting, 0, MaxRows));
        if (GivenUp.Count + Waiting.Count > 0)
            _people = (await grains.Roster().Collectors()).ToDictionary(c => c.Id, c => c.Name);
    }
}
