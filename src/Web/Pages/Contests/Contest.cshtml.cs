using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Contests;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Boards;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>One contest: who leads or has won, what its rules are, what was paid; for who may, its next step.</summary>
[Requires(Right.Look)]
internal sealed class ContestModel(
    IGrainFactory grains, AccessGuard guard, ContestDesk desk, ContestWords contestWords, StandingLines lines, Figures figures, LocalTimes times, TimeProvider time) : PageModel
{
    private const int MostRows = 100;

    public ContestWords Say => contestWords;

    public ContestView View { get; private set; } = null!;

    public IReadOnlyList<StandingLine> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public IReadOnlyList<ContestPayout> Payouts { get; private set; } = [];

    public IReadOnlyList<Restatement> Restatements { get; private set; } = [];

    /// <summary>Whom prizes passed over: all for who reviews conduct, oneself for a collector, none for others.</summary>
    public IReadOnlyList<ContestPassedOver> PassedOver { get; private set; } = [];

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public Moment Now => time.Now();

    public string Period => times.Period(new BoardWindow { Key = "", Period = BoardPeriod.All, From = View.Rules.StartsAt, To = View.Rules.EndsAt }) ?? "";

    public string Measure => ContestWords.NameOf(View.Rules.Measure);

    public bool MayRun => desk.May(HttpContext, View.Rules);

    public bool MaySchedule => MayRun && View.State == ContestState.Draft;

    public bool MayCancel => MayRun && View.State is not (ContestState.Certified or ContestState.Cancelled);

    public bool MayCertify => guard.ReachOf(User, Right.CertifyContests) == Reach.All && View.State == ContestState.Settling;

    public bool IsSettled => View.SettledAt <= Now;

    public bool IsOpen => View.State is ContestState.Scheduled or ContestState.Running or ContestState.Settling;

    /// <summary>What is said first: who leads, has won, or that nobody has begun.</summary>
    public StandingLine? Leader => Rows.Count > 0 ? Rows[0] : null;

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string NameOf(string id) => Names.GetValueOrDefault(id, id);

    public string Value(long? value) => value is { } known ? figures.Value(known, View.Rules.Measure) : "–";

    public async Task<IActionResult> OnGetAsync(string id) => await ReadAsync(id) ? Page() : NotFound();

    public Task<IActionResult> OnPostScheduleAsync(string id) => MoveAsync(id, () => MaySchedule, () => desk.ScheduleAsync(HttpContext, id), "contests.said.scheduled");

    public Task<IActionResult> OnPostCancelAsync(string id) => MoveAsync(id, () => MayCancel, () => desk.CancelAsync(HttpContext, id), "contests.said.cancelled");

    public Task<IActionResult> OnPostCertifyAsync(string id) => MoveAsync(id, () => MayCertify, () => desk.CertifyAsync(HttpContext, id), "contests.said.certified");

    private async Task<IActionResult> MoveAsync(string id, Func<bool> may, Func<Task<ContestOutcome>> move, string said)
    {
        if (!await ReadAsync(id))
            return NotFound();
        if (!may())
            return StatusCode(StatusCodes.Status403Forbidden);
        var outcome = await move();
        await ReadAsync(id);
        (Said, WasRefused) = outcome switch
        {
            ContestOutcome.Done => (said, false),
            ContestOutcome.TooEarly => ("contests.said.early", true),
            >= ContestOutcome.BudgetExhausted and <= ContestOutcome.BudgetTeam => ("contests.said." + outcome, true),
            _ => ("contests.said.illegal", true),
        };
        return Page();
    }

    private async Task<bool> ReadAsync(string id)
    {
        if (await desk.FindAsync(HttpContext, id) is not { } contest)
            return false;
        View = contest;
        var page = await grains.Contest(id).Standings(0, MostRows);
        var selection = new BoardSelection { Subject = contest.Rules.Subject, Measure = contest.Rules.Measure };
        Rows = page is null ? [] : await lines.OfAsync(User, selection, page.Standings);
        Total = page?.Total ?? 0;
        Names = await NamesAsync();
        var own = Caller.Of(User)?.Collector;
        var paid = await grains.Contest(id).Payouts() ?? [];
        Payouts = guard.ReachOf(User, Right.ReadPayouts) == Reach.All ? paid : [.. paid.Where(p => p.Collector == own)];
        PassedOver = [.. (await grains.Contest(id).PassedOver() ?? []).Where(p => p.Collector == own || guard.ReachOf(User, Right.ReviewConduct) == Reach.All)];
        Restatements = contest.State == ContestState.Certified ? await grains.Contest(id).Restatements() ?? [] : [];
        return true;
    }

    private async Task<Dictionary<string, string>> NamesAsync()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var team in await grains.Roster().Teams())
            names[team.Id.Value] = team.Name;
        foreach (var collector in await grains.Roster().Collectors())
            names[collector.Id.Value] = string.IsNullOrEmpty(collector.Alias) ? collector.Name : collector.Alias;
        return names;
    }
}
