using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>Says in words what a contest will do: the same sentences for who sets it up and for who runs in it.</summary>
internal sealed class ContestWords(IStringLocalizer<Words> words, Figures figures, LocalTimes times)
{
    private const int TenThousandths = 100;
    private const int Millionths = 10_000;

    public static string NameOf<T>(T value)
        where T : struct, Enum => BoardRequests.NameOf(value);

    public string State(ContestState state) => words["contests.state." + NameOf(state)];

    /// <summary>What is done when: begins, ends, settles.</summary>
    public string When(ContestView contest, Moment now) => contest.State switch
    {
        ContestState.Draft => words["contests.when.draft"],
        ContestState.Scheduled => words["contests.when.scheduled", Minute(contest.Rules.StartsAt), Left(contest.Rules.StartsAt - now)],
        ContestState.Running => words["contests.when.running", Left(contest.Rules.EndsAt - now), Minute(contest.Rules.EndsAt)],
        ContestState.Settling when contest.SettledAt > now => words["contests.when.settling", Minute(contest.SettledAt)],
        ContestState.Settling => words["contests.when.settled"],
        ContestState.Certified when contest.CertifiedAt is { } at => words["contests.when.certified", times.Date(at)],
        _ => words["contests.when.cancelled"],
    };

    /// <summary>Who wins, who takes part, when, how equals are ranked, and what comes after: a sentence each.</summary>
    public IEnumerable<string> Rules(ContestRules rules, Func<string, string> nameOf)
    {
        var measure = words["measure." + NameOf(rules.Measure)].Value;
        var target = rules.Target is { } value ? figures.Value(value, rules.Measure) : words["contests.target.own"].Value;
        yield return rules.Format switch
        {
            ContestFormat.FirstToTarget => words["contests.wins.firstToTarget", measure, target],
            ContestFormat.AllWhoReach => words["contests.wins.allWhoReach", measure, target],
            ContestFormat.MostImproved => words["contests.wins.mostImproved", measure, Left(rules.EndsAt - rules.StartsAt)],
            ContestFormat.Duel => words["contests.wins.duel", string.Join(" – ", rules.AdHocTeams.Length > 0 ? rules.AdHocTeams.Select(t => t.Name) : rules.Members.Select(nameOf)), measure],
            _ => words["contests.wins.best", measure],
        };
        yield return rules.AdHocTeams.Length > 0
            ? words["contests.who.adHoc", string.Join(words["contests.between"], rules.AdHocTeams.Select(t => words["contests.who.adHoc.team", t.Name, string.Join(words["contests.and"], t.Collectors.Select(nameOf))]))]
            : rules.Teams.Length == 0
            ? words["contests.who.all." + NameOf(rules.Subject)]
            : words["contests.who.teams." + NameOf(rules.Subject), string.Join(words["contests.and"], rules.Teams.Select(nameOf))];
        if (rules.Score.Length > 0)
            yield return words["contests.score", string.Join(words["contests.and"], rules.Score.Select(p => Share(p.Weight, TenThousandths) + " " + words["measure." + NameOf(p.Measure)]))];
        var needed = rules.MeasuresNeeded().ToHashSet();
        if (needed.Contains(BoardMeasure.Rate) && rules.Base is { } rateBase)
            yield return words["help.divided.rate." + NameOf(rateBase)];
        if (needed.Contains(BoardMeasure.Index))
            yield return words[rules.IsShrunk == false ? "contests.index" : "contests.index.shrunk"];
        if (rules.MinimumBookMinor is { } book)
            yield return words["contests.book", figures.Amount(book)];
        if (rules.LeaguesMinor.Length > 0)
            yield return words["contests.leagues", rules.LeaguesMinor.Length, string.Join(words["contests.between"], rules.LeaguesMinor.Select((_, i) => League(rules, i + 1)))];
        yield return words["contests.window", Minute(rules.StartsAt), Minute(rules.EndsAt)];
        yield return words["tie." + NameOf(rules.Tie)];
        if (rules.Budget is { } budget)
            yield return words["contests.budget", budget];
        yield return rules.SettleDays == 0 ? words["contests.settle.none"] : words["contests.settle", rules.SettleDays];
    }

    /// <summary>Whether what entrants had can be told of every moment: not of a mix, and not of what is above a baseline.</summary>
    public static bool CanFollow(ContestRules rules) => rules is { Format: not ContestFormat.MostImproved, Measure: not BoardMeasure.Score };

    /// <summary>A league with its books.</summary>
    /// <param name="rules">Of a contest by leagues.</param>
    /// <param name="league">From 1.</param>
    public string League(ContestRules rules, int league) => (league, rules.LeaguesMinor) switch
    {
        (1, var bounds) => words["contests.league.first", league, figures.Amount(bounds[1])],
        var (last, bounds) when last == bounds.Length => words["contests.league.last", last, figures.Amount(bounds[^1])],
        var (middle, bounds) => words["contests.league", middle, figures.Amount(bounds[middle - 1]), figures.Amount(bounds[middle])],
    };

    /// <summary>A line of the prizes as a sentence.</summary>
    public string Prize(ContestPrize prize, BoardSubject subject) => prize switch
    {
        { Each: { } each } => words[prize.ToRank == prize.FromRank ? "contests.prize.rank" : "contests.prize.ranks", prize.FromRank, prize.ToRank ?? prize.FromRank, Won(each, prize.Unit)] + Shared(prize, subject),
        { Pool: { } pool } => words[subject == BoardSubject.Collectors ? "contests.prize.pool" : "contests.prize.pool.team", Won(pool, prize.Unit)] + Shared(prize, isShared: true),
        _ => string.Join(" ", prize.Tiers.Select((t, i) => i + 1 < prize.Tiers.Length
            ? words["contests.prize.tier", Share(t.From, TenThousandths), Share(prize.Tiers[i + 1].From, TenThousandths), Share(t.Rate, Millionths)].Value
            : words["contests.prize.tier.last", Share(t.From, TenThousandths), Share(t.Rate, Millionths)].Value)),
    };

    /// <summary>Points with their name, or money.</summary>
    public string Won(long value, PrizeUnit unit) => unit == PrizeUnit.Points ? words["contests.points", Figures.Points(value)] : figures.Amount(value);

    private string Shared(ContestPrize prize, BoardSubject subject) => Shared(prize, subject != BoardSubject.Collectors);

    private string Shared(ContestPrize prize, bool isShared) => !isShared ? ""
        : " " + (prize.Split.ByValue switch
        {
            0 => words["contests.split.equal"].Value,
            10_000 => words["contests.split.byValue", words["measure." + NameOf(prize.Split.Measure)]].Value,
            var part => words["contests.split.both", Share(10_000 - part, TenThousandths), Share(part, TenThousandths), words["measure." + NameOf(prize.Split.Measure)]].Value,
        });

    private static string Share(int fraction, int perPercent) => ((decimal)fraction / perPercent).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    private string Minute(Moment at) => times.Date(at) + " " + times.Time(at);

    private static string Left(TimeSpan length) => Durations.Short(length, CultureInfo.CurrentUICulture);
}
