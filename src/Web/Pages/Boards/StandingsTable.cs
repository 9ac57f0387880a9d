using System.Security.Claims;
using Leaderboard.Boards;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Roster;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Boards;

/// <summary>Rows of a board as a table.</summary>
/// <param name="Id">Of the element, unique on its page.</param>
/// <param name="Caption">What it is, with its period.</param>
/// <param name="Measure">Of the values, as in addresses: <c>amount</c>.</param>
/// <param name="Period">When; empty for all time.</param>
/// <param name="ShowsMovement">False on a board of the day: nobody stood anywhere when it began.</param>
/// <param name="Divided">What a ratio is divided by; null for other measures.</param>
internal sealed record StandingsTable(string Id, string Caption, string Measure, string Period, bool ShowsMovement, IReadOnlyList<StandingLine> Rows, string? Divided = null);

/// <summary>One row, written out.</summary>
/// <param name="Movement">Places gained since the start of the day; null for who was not on the board then.</param>
/// <param name="Path">Page of the collector or team; null when it is not open to the reader.</param>
/// <param name="Gap">To the next higher value; null for who leads.</param>
/// <param name="Mark">What says that it is the reader's own; null when it is not.</param>
/// <param name="IsSought">The one that was jumped to.</param>
/// <param name="Made">Numerator and denominator of a ratio; null for other measures.</param>
internal sealed record StandingLine(
    int Rank, bool IsTied, int? Movement, string Id, string Name, string? Path, string? Team, string? TeamPath, string Value, string? Gap, string ReachedAt, string? Mark, bool IsSought, string? Made = null);

/// <summary>Writes standings for somebody: links to what they may see, their own row marked.</summary>
internal sealed class StandingLines(RosterDoors doors, Figures figures, LocalTimes times, IStringLocalizer<Words> words)
{
    /// <param name="sought">Id of the row that was jumped to; null for none.</param>
    public async Task<IReadOnlyList<StandingLine>> OfAsync(ClaimsPrincipal user, BoardSelection selection, IEnumerable<Standing> standings, string? sought = null)
    {
        var open = await doors.OfAsync(user);
        var caller = Caller.Of(user);
        return [.. standings.Select(s => Line(s))];

        StandingLine Line(Standing s) => new(
            s.Rank,
            s.Tied,
            s.Movement,
            s.Id,
            NameOf(s, selection.Subject),
            selection.Subject switch
            {
                BoardSubject.Collectors => open.ToCollector(s.Id),
                BoardSubject.Teams => open.ToTeam(s.Id),
                _ => null,
            },
            s.TeamName,
            open.ToTeam(s.Team?.Value),
            figures.Value(s.Value, selection.Measure),
            s.GapToNext > 0 ? figures.Value(s.GapToNext, selection.Measure) : null,
            times.DayAndTime(s.ReachedAt),
            MarkOf(caller, s.Id, selection.Subject),
            string.Equals(s.Id, sought, StringComparison.Ordinal),
            figures.Made(s.NumeratorMinor, s.DenominatorMinor));
    }

    /// <summary>On boards people are called as on walls: by their alias when they have one.</summary>
    public string NameOf(Standing standing, BoardSubject subject) => standing.Id is "unassigned"
        ? words[subject == BoardSubject.Collectors ? "live.unassigned" : "live.noTeam"]
        : string.IsNullOrEmpty(standing.Alias) ? standing.Name : standing.Alias;

    private string? MarkOf(Caller? caller, string id, BoardSubject subject) => subject switch
    {
        BoardSubject.Collectors when caller?.Collector?.Value == id => words["boards.mine"].Value,
        BoardSubject.Teams when caller?.Teams.Contains(new TeamId(id)) == true => words["boards.mine.team"].Value,
        _ => null,
    };
}
