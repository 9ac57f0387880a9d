using System.Security.Claims;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Boards;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>Writes how a contest goes: for who runs in it their own place first, for anybody else who leads.</summary>
internal sealed class ContestCourses(IGrainFactory grains, ContestWords contestWords, Figures figures, StandingLines lines, IStringLocalizer<Words> words)
{
    private const int PaceRows = 10;

    public async Task<CourseView?> ReadAsync(ClaimsPrincipal user, ContestView contest)
    {
        var rules = contest.Rules;
        if (await grains.ContestCourse(contest.Id).Read(await OwnAsync(user, rules)) is not { } course)
            return null;
        var selection = new BoardSelection { Subject = rules.Subject, Measure = rules.Measure };
        var rows = await LinesAsync(user, rules, selection, course.Rows);
        var ranked = contest.State == ContestState.Running && course.Own is { } own ? own : null;
        return new CourseView(
            rows,
            course.Total,
            course.Own?.Id,
            ranked is null && rules.LeaguesMinor.Length > 0 ? SayLeagues(contest, course) : Say(contest, course, ranked),
            Paces(contest, course, [.. rows, .. course.Own is { } mine && course.Rows.All(r => r.Id != mine.Id) ? await LinesAsync(user, rules, selection, [mine]) : []]));
    }

    /// <summary>The entrant that the visitor is, or runs with; null for who only looks.</summary>
    private async Task<string?> OwnAsync(ClaimsPrincipal user, ContestRules rules)
    {
        var caller = Caller.Of(user);
        return rules.Subject switch
        {
            _ when rules.AdHocTeams.Length > 0 => Array.Find(rules.AdHocTeams, t => t.Collectors.Contains(caller?.Collector?.Value, StringComparer.Ordinal))?.Id,
            BoardSubject.Collectors => caller?.Collector?.Value,
            BoardSubject.Teams when caller?.Collector is { } id => (await grains.Collector(id).Get())?.Team.Value,
            BoardSubject.Teams => caller?.Teams.Select(t => t.Value).FirstOrDefault(t => rules.Teams.Length == 0 || rules.Teams.Contains(t, StringComparer.Ordinal)),
            _ => null,
        };
    }

    /// <summary>Teams that live with the contest have no page, and are nobody's of the roster; the own one is who the collector runs for.</summary>
    private async Task<IReadOnlyList<StandingLine>> LinesAsync(ClaimsPrincipal user, ContestRules rules, BoardSelection selection, IEnumerable<Standing> standings)
    {
        var written = await lines.OfAsync(user, selection, standings);
        if (rules.AdHocTeams.Length == 0)
            return written;
        var own = await OwnAsync(user, rules);
        return [.. written.Select(l => l with { Path = null, Mark = l.Id == own ? words["boards.mine.team"].Value : null })];
    }

    /// <summary>Who leads each league.</summary>
    private ContestSaying SayLeagues(ContestView contest, ContestCourse course)
    {
        var leaders = course.Rows.GroupBy(r => r.League).Select(g => g.First()).ToList();
        return leaders.Count == 0
            ? new ContestSaying(words["contests.nobody"], null, null, null, null, null)
            : new ContestSaying(
                string.Join(words["contests.and"], leaders.Select(l => lines.NameOf(l, contest.Rules.Subject))),
                words[contest.State == ContestState.Certified ? "contests.leagues.won" : "contests.leagues.lead"],
                null,
                null,
                null,
                null);
    }

    private ContestSaying Say(ContestView contest, ContestCourse course, Standing? own)
    {
        var rules = contest.Rules;
        var paces = course.Paces.ToDictionary(p => p.Id, StringComparer.Ordinal);
        if (own is not null)
        {
            var pace = paces[own.Id];
            return new ContestSaying(
                words["me.place", own.Rank],
                words[own.Tied ? "contests.place.tied" : "contests.place.of", Figures.Count(own.League is null ? course.Total : course.Rows.Count(r => r.League == own.League)), Value(own.Value, rules)] + (own.League is { } league ? " " + contestWords.League(rules, league) : ""),
                GapOf(own, course, rules),
                pace.ToNextPerStep is { } next and > 0 ? PerStep("contests.pace.next", next, own.GapToNext, course, rules) : null,
                pace.Target is { } target ? TargetOf(own, target, pace.ToTargetPerStep, course, rules) : null,
                pace.Projected is { } end ? words["contests.pace.projected", Value(end, rules)].Value : null);
        }

        if (course.Rows is not [var first, ..])
            return new ContestSaying(words["contests.nobody"], null, null, null, null, null);
        var projected = contest.State == ContestState.Running ? paces[first.Id].Projected : null;
        return new ContestSaying(
            lines.NameOf(first, rules.Subject),
            words[contest.State == ContestState.Certified ? "contests.won" : "contests.leads", Value(first.Value, rules)],
            null,
            null,
            null,
            projected is { } finish ? words["contests.pace.leader", Value(finish, rules)].Value : null);
    }

    private string GapOf(Standing own, ContestCourse course, ContestRules rules) => own switch
    {
        { GapToNext: > 0 } when course.Ahead is { } ahead => words["me.gap", Value(own.GapToNext, rules), lines.NameOf(ahead, rules.Subject), ahead.Rank],
        { GapToNext: > 0 } => words["me.gap.next", Value(own.GapToNext, rules)],
        { Tied: true, Rank: 1 } => words["me.lead.shared"],
        _ when course.Behind is { } behind => words["me.lead", Value(own.Value - behind.Value, rules), lines.NameOf(behind, rules.Subject)],
        _ => words["me.lead.alone"],
    };

    private string? TargetOf(Standing own, long target, long? perStep, ContestCourse course, ContestRules rules) => perStep switch
    {
        null => null,
        0 => words["contests.pace.reached", Value(target, rules)],
        { } each => PerStep("contests.pace.target", each, target - own.Value, course, rules),
    };

    private string PerStep(string key, long perStep, long missing, ContestCourse course, ContestRules rules) =>
        words[key + (course.Step == PaceStep.Day ? ".days" : ".hours"), Value(perStep, rules), Value(missing, rules), course.StepsLeft];

    /// <summary>The first rows, and the own one wherever it stands.</summary>
    private List<PaceLine> Paces(ContestView contest, ContestCourse course, IReadOnlyList<StandingLine> rows)
    {
        if (contest.State is not (ContestState.Running or ContestState.Settling) || course.Paces.All(p => p is { Projected: null, Target: null }))
            return [];
        var paces = course.Paces.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var first = course.Rows.GroupBy(r => r.League).SelectMany(g => g.Take(PaceRows / Math.Max(1, contest.Rules.LeaguesMinor.Length))).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Where(r => first.Contains(r.Id) || r.Id == course.Own?.Id).Select(r => (Row: r, Pace: paces[r.Id])).Select(p => new PaceLine(
                p.Row,
                p.Pace.Projected is { } end ? Value(end, contest.Rules) : null,
                p.Pace.Target is { } target ? Value(target, contest.Rules) : null,
                p.Pace.Reached is { } reached ? Percents.Of(reached) : null,
                Math.Min(100, (p.Pace.Reached ?? 0) / 100))),
        ];
    }

    private string Value(long value, ContestRules rules) => rules.Measure == BoardMeasure.Points ? words["contests.points", figures.Value(value, rules.Measure)] : figures.Value(value, rules.Measure);
}

/// <summary>A contest's places, written out for somebody.</summary>
/// <param name="Own">Entrant that the reader is, or runs with; null when it is not there.</param>
/// <param name="Paces">Of the first and the own; empty where nothing can be projected and nothing reached.</param>
internal sealed record CourseView(IReadOnlyList<StandingLine> Rows, int Total, string? Own, ContestSaying Saying, IReadOnlyList<PaceLine> Paces)
{
    /// <summary>The rows by leagues, that of the smallest books first; empty where all run together.</summary>
    public IReadOnlyList<LeagueView> Leagues { get; init; } = [];

    public bool HasTargets => Paces.Any(p => p.Target is not null);

    public bool HasProjections => Paces.Any(p => p.Projected is not null);
}

/// <summary>The rows of a league.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">With its books.</param>
internal sealed record LeagueView(int Number, string Name, IReadOnlyList<StandingLine> Rows);

/// <summary>What is said first.</summary>
/// <param name="Hero">In large: the own place, or who leads.</param>
/// <param name="Of">What that is worth.</param>
/// <param name="Gap">To the next place, or the lead.</param>
/// <param name="Next">The pace that drawing level takes.</param>
/// <param name="Target">The pace that the target takes.</param>
/// <param name="Projected">Where this pace ends.</param>
internal sealed record ContestSaying(string Hero, string? Of, string? Gap, string? Next, string? Target, string? Projected);

/// <param name="Meter">Percent of the target, at most 100.</param>
internal sealed record PaceLine(StandingLine Row, string? Projected, string? Target, string? Reached, int Meter);
