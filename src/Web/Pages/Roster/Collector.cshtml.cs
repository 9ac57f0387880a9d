using Leaderboard.Boards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Me;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Roster;

/// <summary>One collector: places, points, history, and the latest entries with their why.</summary>
[Requires(Right.ReadCollector, Collector = "id")]
internal sealed class CollectorModel(
    IGrainFactory grains, PlaceReader places, ReceiptLines receipts, Trends trends, LocalTimes times, RosterDoors doors, IStringLocalizer<Words> words) : PageModel
{
    private const int TrendDays = 30;
    private const int TrendMonths = 12;
    private const int LatestEntries = 50;

    private CollectorView? _collector;

    public CollectorView Collector => _collector ?? throw new InvalidOperationException("Read first.");

    public string TeamName { get; private set; } = "";

    /// <summary>Null when the team's page is not open to the reader.</summary>
    public string? TeamPath { get; private set; }

    public PlaceView? Month { get; private set; }

    public PlaceView? Day { get; private set; }

    public PointsView? Points { get; private set; }

    public IReadOnlyList<TrendView> Histories { get; private set; } = [];

    public IReadOnlyList<ReceiptLine> Receipts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        var who = new CollectorId(id);
        if (!Field.IsId(id) || await grains.Collector(who).Get() is not { } collector)
            return NotFound();
        _collector = collector;
        TeamName = (await grains.Roster().Teams()).FirstOrDefault(t => t.Id == collector.Team)?.Name ?? words["live.noTeam"];
        TeamPath = collector.Team == TeamId.None ? null : (await doors.OfAsync(User)).ToTeam(collector.Team.Value);
        (Day, Month) = (await places.ReadAsync(User, who, BoardPeriod.Day), await places.ReadAsync(User, who, BoardPeriod.Month));
        var grain = grains.Collector(who);
        Points = PointsView.Of(await grain.GetPoints(), times);
        var ((days, tomorrow), (months, nextMonth)) = (trends.Days(TrendDays), trends.Months(TrendMonths));
        Histories =
        [
            trends.View("days", words["trend.days", TrendDays], await grain.History(days, tomorrow), byMonth: false),
            trends.View("months", words["trend.months", TrendMonths], await grain.History(months, nextMonth), byMonth: true),
        ];
        Receipts = receipts.Of(await grain.Latest(Moment.MinValue, Moment.MaxValue, LatestEntries), withDay: true);
        return Page();
    }
}
