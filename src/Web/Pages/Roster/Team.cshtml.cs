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

/// <summary>One team: its month, its members' figures, its history and what it has recovered in all.</summary>
[Requires(Right.ReadTeam, Team = "id")]
internal sealed class TeamModel(
    IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time, Figures figures, LocalTimes times, Trends trends, RosterDoors doors, IStringLocalizer<Words> words)
    : PageModel
{
    private const int MaxMembers = 1000;

    private TeamSummary? _summary;

    public TeamView Team => (_summary ?? throw new InvalidOperationException("Read first.")).Team;

    /// <summary>Teams whose pages are open to the reader, this one among them.</summary>
    public IReadOnlyList<(string Id, string Name)> Others { get; private set; } = [];

    /// <summary>Of this month.</summary>
    public string Amount { get; private set; } = "";

    /// <summary>Place among the teams this month; null before the first receipt.</summary>
    public string? Place { get; private set; }

    /// <summary>The month.</summary>
    public string Dates { get; private set; } = "";

    /// <summary>Today.</summary>
    public string Day { get; private set; } = "";

    public IReadOnlyList<TeamMember> Members { get; private set; } = [];

    /// <summary>All-time sums, each with its measure as in addresses.</summary>
    public IReadOnlyList<(string Measure, string Value)> Totals { get; private set; } = [];

    public IReadOnlyList<TrendView> Histories { get; private set; } = [];

    /// <param name="id">Whose page it is.</param>
    /// <param name="to">Whose page is wanted instead.</param>
    public async Task<IActionResult> OnGetAsync(string id, [FromQuery] string? to)
    {
        if (Field.IsId(to))
            return RedirectToPage(new { id = to });
        var team = new TeamId(id);
        if (!Field.IsId(id) || await grains.Team(team).Get() is not { } summary)
            return NotFound();
        _summary = summary;
        var open = await doors.OfAsync(User);
        Others = [.. (await grains.Roster().Teams()).Where(t => open.ToTeam(t.Id.Value) is not null).Select(t => (t.Id.Value, t.Name)).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        Totals =
        [
            ("amount", figures.Amount(summary.AmountMinor)), ("effective", figures.Amount(summary.EffectiveMinor)),
            ("points", Figures.Points(summary.PointsHundredths)), ("count", Figures.Count(summary.Receipts)),
        ];
        await ReadMonthAsync(team, summary);
        Histories = [await trends.DaysAsync(grains.Team(team).History), await trends.MonthsAsync(grains.Team(team).History)];
        return Page();
    }

    private async Task ReadMonthAsync(TeamId team, TeamSummary summary)
    {
        var (day, month) = (calendar.Window(BoardPeriod.Day, time.Now()), calendar.Window(BoardPeriod.Month, time.Now()));
        var amounts = await ReadAsync(month, team, BoardMeasure.Amount);
        var (today, points) = (await ReadAsync(day, team, BoardMeasure.Amount), await ReadAsync(month, team, BoardMeasure.Points));
        Amount = figures.Amount(amounts.Sum);
        (Dates, Day) = (times.Period(month) ?? "", times.Period(day) ?? "");
        if (await grains.Board(month.Key).Find(new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Amount }, team.Value) is { } standing)
            Place = words["me.place", standing.Rank];

        var open = await doors.OfAsync(User);
        var rows = amounts.Standings.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var names = summary.Members.ToDictionary(m => m.Id.Value, m => m.Name, StringComparer.Ordinal);
        Members =
        [
            // Who has moved on meanwhile stays with what was credited to this team.
            .. names.Keys.Union(rows.Keys, StringComparer.Ordinal).OrderByDescending(m => rows.GetValueOrDefault(m)?.Value ?? long.MinValue).ThenBy(m => m, StringComparer.Ordinal)
                .Select(m => new TeamMember(
                    rows.GetValueOrDefault(m)?.Rank,
                    names.TryGetValue(m, out var name) ? name : rows[m].Name,
                    open.ToCollector(m),
                    names.ContainsKey(m),
                    figures.Amount(Find(today, m)),
                    figures.Amount(Find(amounts, m)),
                    Figures.Points(Find(points, m)))),
        ];
    }

    private Task<BoardPage> ReadAsync(BoardWindow window, TeamId team, BoardMeasure measure) =>
        grains.Board(window.Key).Read(new BoardSelection { Subject = BoardSubject.Collectors, Measure = measure, Team = team }, 0, MaxMembers);

    private static long Find(BoardPage page, string id) => Array.Find(page.Standings, s => string.Equals(s.Id, id, StringComparison.Ordinal))?.Value ?? 0;
}

/// <param name="Rank">Within the team, this month; null before the first receipt.</param>
/// <param name="Path">Page of the collector; null when it is not open to the reader.</param>
/// <param name="IsMember">False for who has moved on.</param>
internal sealed record TeamMember(int? Rank, string Name, string? Path, bool IsMember, string Today, string Month, string Points);
