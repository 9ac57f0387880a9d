using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Access;
using Leaderboard.Web.Contests;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Boards;
using Leaderboard.Web.Pages.Roster;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>A winner's certificate: one sheet, made to be printed. Who may see the collector's record reads the name, anybody else the alias.</summary>
[Requires(Right.Look)]
internal sealed class CertificateModel(IGrainFactory grains, ContestDesk desk, ContestEnds ends, StandingLines lines, RosterDoors doors, ContestWords contestWords, Figures figures, LocalTimes times) : PageModel
{
    private const int MaxRows = 1000;

    public ContestView View { get; private set; } = null!;

    public Standing Standing { get; private set; } = null!;

    public string Winner { get; private set; } = "";

    public string? CertifiedBy { get; private set; }

    public string Value => figures.Value(Standing.Value, View.Rules.Measure);

    /// <summary>Null where all ran together.</summary>
    public string? League => Standing.League is { } league ? contestWords.League(View.Rules, league) : null;

    public string Period => times.Period(new BoardWindow { Key = "", Period = BoardPeriod.All, From = View.Rules.StartsAt, To = View.Rules.EndsAt }) ?? "";

    public string CertifiedOn => View.CertifiedAt is { } at ? times.Date(at) : "";

    /// <summary>Of the chain that the result was read from: its first digits.</summary>
    public string Heads => View.Heads is [var first, ..] ? first.Hash.ToString()[..16] : "";

    public async Task<IActionResult> OnGetAsync(string id, string subjectId)
    {
        if (await desk.FindAsync(HttpContext, id) is not { State: ContestState.Certified } contest)
            return NotFound();
        if (await FindAsync(id, subjectId) is not { } standing || !ContestEnds.HasCertificate(contest, standing))
            return NotFound();
        (View, Standing) = (contest, standing);
        var isKnown = contest.Rules.Subject == BoardSubject.Collectors && (await doors.OfAsync(User)).ToCollector(standing.Id) is not null;
        Winner = isKnown ? standing.Name : lines.NameOf(standing, contest.Rules.Subject);
        CertifiedBy = (await ends.ReadAsync(contest))?.CertifiedBy;
        return Page();
    }

    private async Task<Standing?> FindAsync(string id, string subjectId) =>
        (await grains.Contest(id).Standings(0, MaxRows))?.Standings.FirstOrDefault(s => string.Equals(s.Id, subjectId, StringComparison.Ordinal));
}
