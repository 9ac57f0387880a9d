using System.Text.Json.Serialization;
using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Web.Api;

/// <summary>Contests as the API shows them: major units, local times, the names of the request.</summary>
internal sealed class ContestJson(InstitutionSettings settings, InstitutionCalendar calendar, BoardJson boards)
{
    /// <summary>The period of a window that is a contest's own.</summary>
    public const string OwnWindow = "custom";

    public ContestAnswer Of(ContestView contest)
    {
        var rules = contest.Rules;
        return new ContestAnswer(
            contest.Id,
            rules.Name,
            BoardRequests.NameOf(rules.Subject),
            BoardRequests.NameOf(rules.Measure),
            BoardRequests.NameOf(rules.Format),
            calendar.Format(rules.StartsAt),
            calendar.Format(rules.EndsAt),
            rules.SettleDays,
            BoardRequests.NameOf(rules.Tie),
            new EntrantsAnswer(rules.Teams, rules.Members) { AdHocTeams = rules.AdHocTeams.Length > 0 ? Array.ConvertAll(rules.AdHocTeams, t => new AdHocTeamAnswer(t.Id, t.Name, t.Collectors)) : null },
            rules.Target is { } target ? boards.Value(target, rules.Measure) : null,
            rules.Targets.ToDictionary(t => t.MemberId, t => boards.Value(t.Value, rules.Measure), StringComparer.Ordinal),
            Array.ConvertAll(rules.Prizes, Of),
            BoardRequests.NameOf(contest.State),
            contest.RulesHash?.ToString(),
            calendar.Format(contest.SettledAt),
            contest.CertifiedAt is { } at ? calendar.Format(at) : null,
            [.. contest.Heads.Select(h => new ChainHead(h.Partition, h.Seq, h.Hash.ToString()))],
            rules.Budget)
        {
            OwnTargets = rules.HasOwnTargets,
            MinimumBook = rules.MinimumBookMinor is { } book ? MinorUnits.ToMajor(book, settings.CurrencyDecimals) : null,
            Score = rules.Score.Length > 0 ? Array.ConvertAll(rules.Score, p => new ScorePartAnswer(BoardRequests.NameOf(p.Measure), MinorUnits.ToMajor(p.Weight, 4))) : null,
            Base = rules.Base is { } rateBase && rules.MeasuresNeeded().Contains(BoardMeasure.Rate) ? BoardRequests.NameOf(rateBase) : null,
            Leagues = rules.LeaguesMinor.Length > 0 ? Array.ConvertAll(rules.LeaguesMinor, l => MinorUnits.ToMajor(l, settings.CurrencyDecimals)) : null,
            Shrink = rules.MeasuresNeeded().Contains(BoardMeasure.Index) ? rules.IsShrunk != false : null,
        };
    }

    public BoardAnswer Of(BoardPage page, ContestRules rules)
    {
        var answer = boards.Page(page, new BoardRequest(
            new BoardWindow { Key = InstitutionCalendar.CustomKey(rules.StartsAt, rules.EndsAt), Period = BoardPeriod.All, From = rules.StartsAt, To = rules.EndsAt },
            BoardPeriod.All,
            new BoardSelection { Subject = rules.Subject, Measure = rules.Measure, Tie = rules.Tie }));
        return answer with { Board = answer.Board with { Period = OwnWindow } };
    }

    public PayoutAnswer Of(ContestPayout payout) => new(
        payout.Key,
        payout.SubjectId,
        payout.Team?.Value,
        payout.Collector.Value,
        payout.Rank,
        payout.Unit == PrizeUnit.Points ? MinorUnits.ToMajor(payout.Value, 2) : MinorUnits.ToMajor(0, 2),
        payout.Unit == PrizeUnit.Money ? MinorUnits.ToMajor(payout.Value, settings.CurrencyDecimals) : null,
        calendar.Format(payout.At));

    public RestatementAnswer Of(Restatement restatement, BoardMeasure measure) => new(
        restatement.SubjectId,
        restatement.FromValue is { } from ? boards.Value(from, measure) : null,
        restatement.ToValue is { } to ? boards.Value(to, measure) : null,
        restatement.FromRank,
        restatement.ToRank,
        BoardRequests.NameOf(restatement.Cause))
    {
        FromLeague = restatement.FromLeague,
        ToLeague = restatement.ToLeague,
    };

    private PrizeAnswer Of(ContestPrize prize)
    {
        var split = new SplitAnswer(MinorUnits.ToMajor(10_000 - prize.Split.ByValue, 4), MinorUnits.ToMajor(prize.Split.ByValue, 4), BoardRequests.NameOf(prize.Split.Measure));
        return new PrizeAnswer(
            prize.FromRank,
            prize.ToRank,
            prize is { Unit: PrizeUnit.Points, Each: { } points } ? MinorUnits.ToMajor(points, 2) : null,
            prize is { Unit: PrizeUnit.Money, Each: { } money } ? MinorUnits.ToMajor(money, settings.CurrencyDecimals) : null,
            prize.Pool is { } pool ? MinorUnits.ToMajor(pool, prize.Unit == PrizeUnit.Points ? 2 : settings.CurrencyDecimals) : null,
            BoardRequests.NameOf(prize.Unit),
            prize.Tiers.Length > 0 ? Array.ConvertAll(prize.Tiers, t => new TierAnswer(MinorUnits.ToMajor(t.From, 4), MinorUnits.ToMajor(t.Rate, 6))) : null,
            split);
    }
}

/// <param name="RulesHash">SHA-256 of the frozen rules; null for a draft.</param>
/// <param name="SettledAt">From then on it may be certified.</param>
/// <param name="Heads">Of the entries that the certified result includes; empty before.</param>
/// <param name="Budget">Id of the envelope that prizes are paid from; null for none.</param>
internal sealed record ContestAnswer(
    string Id, string Name, string Subject, string Measure, string Format, string StartsAt, string EndsAt, int SettleDays, string Tie, EntrantsAnswer Entrants,
    decimal? Target, Dictionary<string, decimal> Targets, PrizeAnswer[] Prizes, string State, string? RulesHash, string SettledAt, string? CertifiedAt, ChainHead[] Heads, string? Budget)
{
    /// <summary>Whether each entrant's own target of the week, month or quarter is the target.</summary>
    public bool OwnTargets { get; init; }

    /// <summary>Who holds less does not take part; null: everybody does.</summary>
    public decimal? MinimumBook { get; init; }

    /// <summary>The mix, where it is one; then the measure is <c>score</c>.</summary>
    public ScorePartAnswer[]? Score { get; init; }

    /// <summary>What rates and books are reckoned by; null where there are none.</summary>
    public string? Base { get; init; }

    /// <summary>Whether small books are drawn towards 100; null where there is no index.</summary>
    public bool? Shrink { get; init; }

    /// <summary>Lower bounds of the leagues; null where all run together.</summary>
    public decimal[]? Leagues { get; init; }
}

/// <param name="Weight">Of 1.</param>
internal sealed record ScorePartAnswer(string Measure, decimal Weight);

internal sealed record EntrantsAnswer(string[] Teams, string[] Members)
{
    /// <summary>Teams that live with the contest; null where there are none.</summary>
    public AdHocTeamAnswer[]? AdHocTeams { get; init; }
}

/// <param name="Collectors">Ids; nobody is in two of a contest's teams.</param>
internal sealed record AdHocTeamAnswer(string Id, string Name, string[] Collectors);

internal sealed record PrizeAnswer(int FromRank, int? ToRank, decimal? Points, decimal? Money, decimal? Pool, string Unit, TierAnswer[]? Tiers, SplitAnswer Split);

internal sealed record TierAnswer(decimal From, decimal Rate);

internal sealed record SplitAnswer(decimal Equal, decimal ByValue, string Measure);

internal sealed record PayoutsAnswer(PayoutAnswer[] Payouts);

internal sealed record PayoutAnswer(string Key, string SubjectId, string? TeamId, string CollectorId, int Rank, decimal Points, decimal? Money, string At);

internal sealed record PassedOverAnswer(string CollectorId, string Cause);

internal sealed record RestatementAnswer(string SubjectId, decimal? FromValue, decimal? ToValue, int? FromRank, int? ToRank, string Cause)
{
    /// <summary>From 1; none where all run together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FromLeague { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ToLeague { get; init; }
}
