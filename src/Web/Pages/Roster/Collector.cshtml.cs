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
    IGrainFactory grains, PlaceReader places, ReceiptLines receipts, MeritLines merits, Trends trends, LocalTimes times, InstitutionCalendar calendar, RosterDoors doors, AccessGuard guard, IStringLocalizer<Words> words) : PageModel
{
    private const int LatestEntries = 50;

    private CollectorView? _collector;

    public CollectorView Collector => _collector ?? throw new InvalidOperationException("Read first.");

    public string TeamName { get; private set; } = "";

    /// <summary>Null when the team's page is not open to the reader.</summary>
    public string? TeamPath { get; private set; }

    /// <summary>Collectors of the team whose pages are open to the reader, this one among them.</summary>
    public IReadOnlyList<(string Id, string Name)> Others { get; private set; } = [];

    public bool MaySeeStatements { get; private set; }

    public PlaceView? Month { get; private set; }

    public PlaceView? Day { get; private set; }

    public PointsView? Points { get; private set; }

    public MeritsView? Merits { get; private set; }

    public IReadOnlyList<TrendView> Histories { get; private set; } = [];

    public IReadOnlyList<ReceiptLine> Receipts { get; private set; } = [];

    /// <param name="id">Whose page it is.</param>
    /// <param name="to">Whose page is wanted instead.</param>
    public async Task<IActionResult> OnGetAsync(string id, [FromQuery] string? to)
    {
        if (Field.IsId(to))
            return RedirectToPage(new { id = to });
        var who = new CollectorId(id);
        if (!Field.IsId(id) || await grains.Collector(who).Get() is not { } collector)
            return NotFound();
        _collector = collector;
        TeamName = (await grains.Roster().Teams()).FirstOrDefault(t => t.Id == collector.Team)?.Name ?? words["live.noTeam"];
        var open = await doors.OfAsync(User);
        TeamPath = collector.Team == TeamId.None ? null : open.ToTeam(collector.Team.Value);
        Others = [.. (await grains.Roster().Collectors()).Where(c => c.Team == collector.Team && (c.Active || c.Id == who) && open.ToCollector(c.Id.Value) is not null).Select(c => (c.Id.Value, c.Name)).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        (Day, Month) = (await places.ReadAsync(User, who, BoardPeriod.Day), await places.ReadAsync(User, who, BoardPeriod.Month));
        MaySeeStatements = await guard.MayAsync(User, Right.SeeStatements, who);
        var grain = grains.Collector(who);
        Points = PointsView.Of(await grain.GetPoints(), times, calendar);
        Merits = merits.Of(await grain.GetMerits());
        Histories = [await trends.DaysAsync(grain.History), await trends.MonthsAsync(grain.History)];
        Receipts = receipts.Of(await grain.Latest(Moment.MinValue, Moment.MaxValue, LatestEntries), withDay: true);
        return Page();
    }
}
