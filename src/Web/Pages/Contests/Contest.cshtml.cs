using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Contests;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>One contest: the own place or who leads, the race, what it takes; once it is over who has won, what moved, what was paid; for who may, its next step.</summary>
[Requires(Right.Look)]
internal sealed class ContestModel(
    IGrainFactory grains,
    AccessGuard guard,
    ContestDesk desk,
    ContestWords contestWords,
    ContestCourses courses,
    ContestEnds ends,
    InstitutionCalendar calendar,
    Figures figures,
    LocalTimes times,
    IStringLocalizer<Words> words,
    TimeProvider time) : PageModel
{
    /// <summary>What else has moved is counted.</summary>
    public const int MostMoves = 20;

    private const int RaceLeaders = 6;
    private const int CertifiedRows = 1000;
    private HashSet<string> _certificates = new(StringComparer.Ordinal);

    public ContestWords Say => contestWords;

    public ContestView View { get; private set; } = null!;

    public LocalTimes Times => times;

    public CourseView Course { get; private set; } = null!;

    /// <summary>Null while its time is not over.</summary>
    public ContestEnd? End { get; private set; }

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

    public bool MayRun { get; private set; }

    public bool MaySchedule => MayRun && View.State == ContestState.Draft;

    public bool MayCancel => MayRun && View.State is not (ContestState.Certified or ContestState.Cancelled);

    public bool MayCertify => guard.ReachOf(User, Right.CertifyContests) == Reach.All && View.State == ContestState.Settling;

    public bool IsSettled => View.SettledAt <= Now;

    public bool IsOpen => View.State is ContestState.Scheduled or ContestState.Running or ContestState.Settling;

    /// <summary>When its next stretch begins, for a clock that runs; null when no time is left to tell.</summary>
    public string? Until => View.State switch
    {
        ContestState.Scheduled => calendar.Format(View.Rules.StartsAt),
        ContestState.Running => calendar.Format(View.Rules.EndsAt),
        _ => null,
    };

    public string NowText => calendar.Format(Now);

    /// <summary>For who has no scripts.</summary>
    public string Left => Durations.Short((View.State == ContestState.Scheduled ? View.Rules.StartsAt : View.Rules.EndsAt) - Now, CultureInfo.CurrentUICulture);

    /// <summary>Whether what entrants had can be told of every moment.</summary>
    public bool HasRace => Course.Rows.Count > 0 && ContestWords.CanFollow(View.Rules);

    /// <summary>Key of a word on why there is no race; null where there is one, or nothing to say of it.</summary>
    public string? RaceNone => HasRace || Course.Rows.Count == 0 ? null : View.Rules.Format == ContestFormat.MostImproved ? "contests.race.none.improved" : "contests.race.none.mix";

    /// <summary>Key of a word on what the lines of the race are divided by; null where nothing is divided.</summary>
    public string? RaceDivided => !HasRace ? null : View.Rules.Measure.IsRatio() ? "contests.race.ratio" : View.Rules.Measure == BoardMeasure.PerHead ? "contests.race.heads" : null;

    public string RacePath => string.Create(CultureInfo.InvariantCulture, $"/api/v1/contests/{View.Id}/race?leaders={Math.Max(1, RaceLeaders / Math.Max(1, View.Rules.LeaguesMinor.Length))}") + (Course.Own is { } own ? "&also=" + Uri.EscapeDataString(own) : "");

    /// <summary>Everybody's target as a plain number; null where each has another, or there is none.</summary>
    public string? TargetText => View.Rules is { HasTarget: true, Targets: [], Target: { } target } ? figures.Plain(target, View.Rules.Measure).ToString(CultureInfo.InvariantCulture) : null;

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string NameOf(string id) => Names.GetValueOrDefault(id, id);

    public bool HasCertificate(string subjectId) => _certificates.Contains(subjectId);

    public IReadOnlyList<MoveLine> Write(IEnumerable<Restatement> moves) =>
    [
        .. moves.Select(m => new MoveLine(
            m.SubjectId, NameOf(m.SubjectId), Value(m.FromValue), Value(m.ToValue), Rank(m.FromRank), Rank(m.ToRank), words["contests.cause." + ContestWords.NameOf(m.Cause)],
            m.FromLeague == m.ToLeague || m is { FromLeague: null } or { ToLeague: null } ? null : words["contests.league.moved", m.FromLeague, m.ToLeague].Value)),
    ];

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
        if (await courses.ReadAsync(User, contest) is not { } course)
            return false;
        Course = course;
        MayRun = await desk.MayAsync(HttpContext, contest.Rules);
        End = await ends.ReadAsync(contest);
        if (contest.State == ContestState.Certified && await grains.Contest(id).Standings(0, CertifiedRows) is { } page)
            _certificates = page.Standings.Where(s => ContestEnds.HasCertificate(contest, s)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        Names = await NamesAsync();
        var own = Caller.Of(User)?.Collector;
        var paid = await grains.Contest(id).Payouts() ?? [];
        Payouts = guard.ReachOf(User, Right.ReadPayouts) == Reach.All ? paid : [.. paid.Where(p => p.Collector == own)];
        PassedOver = [.. (await grains.Contest(id).PassedOver() ?? []).Where(p => p.Collector == own || guard.ReachOf(User, Right.ReviewConduct) == Reach.All)];
        Restatements = contest.State == ContestState.Certified ? await grains.Contest(id).Restatements() ?? [] : [];
        return true;
    }

    private static string Rank(int? rank) => rank?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private async Task<Dictionary<string, string>> NamesAsync()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var team in await grains.Roster().Teams())
            names[team.Id.Value] = team.Name;
        foreach (var collector in await grains.Roster().Collectors())
            names[collector.Id.Value] = string.IsNullOrEmpty(collector.Alias) ? collector.Name : collector.Alias;
        foreach (var team in View.Rules.AdHocTeams)
            names[team.Id] = team.Name;
        return names;
    }
}

/// <summary>An entrant that stands elsewhere, written out.</summary>
internal sealed record MoveLine(string Id, string Name, string From, string To, string FromRank, string ToRank, string Cause, string? Moved);
