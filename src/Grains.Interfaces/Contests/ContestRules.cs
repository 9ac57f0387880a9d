using Leaderboard.Boards;

namespace Leaderboard.Contests;

/// <summary>What wins. The numbers are stored and never reused.</summary>
public enum ContestFormat
{
    /// <summary>The highest values when it ends.</summary>
    Best = 1,

    /// <summary>Who is at the target first.</summary>
    FirstToTarget = 2,

    /// <summary>Everyone who is at the target when it ends; ranks count among those.</summary>
    AllWhoReach = 3,

    /// <summary>One against one.</summary>
    Duel = 4,

    /// <summary>Most above the own baseline: the same measure in the stretch of equal length that ends where the contest begins.</summary>
    MostImproved = 5,
}

/// <summary>Where a contest stands. Between scheduled and settling it follows from the clock alone.</summary>
public enum ContestState
{
    Draft = 1,
    Scheduled = 2,
    Running = 3,

    /// <summary>Its time is over; entries of that time still count until it is certified.</summary>
    Settling = 4,

    Certified = 5,
    Cancelled = 6,
}

/// <summary>What a prize is counted in. The numbers are stored and never reused.</summary>
public enum PrizeUnit
{
    /// <summary>Hundredths of a point.</summary>
    Points = 1,

    /// <summary>Minor units of the institution's currency, paid with the wages.</summary>
    Money = 2,
}

/// <summary>What a contest is about. Frozen when it is scheduled.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestRules")]
public sealed record ContestRules
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required BoardSubject Subject { get; init; }

    [Id(2)] public required BoardMeasure Measure { get; init; }

    [Id(3)] public required ContestFormat Format { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(4)] public required Moment StartsAt { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(5)] public required Moment EndsAt { get; init; }

    /// <summary>Whole days after the end, for late postings and reversals; 0 or more.</summary>
    [Id(6)] public required int SettleDays { get; init; }

    [Id(7)] public required TieRule Tie { get; init; }

    /// <summary>Only what is credited to these teams counts; empty: to any.</summary>
    [Id(8)] public string[] Teams { get; init; } = [];

    /// <summary>Only these members of the subject take part; empty: everybody.</summary>
    [Id(9)] public string[] Members { get; init; } = [];

    /// <summary>For everybody, in the unit of the measure; null where the format has none.</summary>
    [Id(10)] public long? Target { get; init; }

    /// <summary>Instead, by member.</summary>
    [Id(11)] public MemberGoal[] Targets { get; init; } = [];

    [Id(12)] public required ContestPrize[] Prizes { get; init; }

    /// <summary>Who holds less does not take part, minor units: by the base of a rate. Null: everybody does.</summary>
    [Id(13)] public long? MinimumBookMinor { get; init; }

    /// <summary>Instead of targets set here, those of each entrant for the week, month or quarter that the contest is.</summary>
    [Id(14)] public bool HasOwnTargets { get; init; }

    /// <summary>Instead of one measure a mix of up to ten, whose weights add up to 10,000; empty: one measure. Then <see cref="Measure"/> is the score.</summary>
    [Id(15)] public ScorePart[] Score { get; init; } = [];

    /// <summary>Of a rate, and of the book; null: the institution's setting.</summary>
    [Id(16)] public RateBase? Base { get; init; }

    /// <summary>Of an index: whether small books are drawn towards 100; null: they are.</summary>
    [Id(17)] public bool? IsShrunk { get; init; }

    /// <summary>Teams that live with the contest, in place of standing ones; empty: none. The subject is then teams.</summary>
    [Id(18)] public AdHocTeam[] AdHocTeams { get; init; } = [];

    /// <summary>
    /// From which book on each league is, minor units, ascending from 0; empty: all run together. Each league has its own ranks and prizes.
    /// The book is what was overdue and held when the contest begins.
    /// </summary>
    [Id(19)] public long[] LeaguesMinor { get; init; } = [];

    /// <summary>Id of the envelope that prizes are paid from; null: from none.</summary>
    [Id(30)] public string? Budget { get; init; }

    /// <summary>What has to be known of entrants; a measure may come twice.</summary>
    public IEnumerable<BoardMeasure> MeasuresNeeded()
    {
        foreach (var measure in Score.Length > 0 ? Score.Select(p => p.Measure) : [Measure])
            yield return measure;
        if (Measure == BoardMeasure.PerHead || Array.Exists(Score, p => p.Measure == BoardMeasure.PerHead))
            yield return BoardMeasure.Amount;
        if (MinimumBookMinor is not null)
            yield return BoardMeasure.Rate;
        if (HasOwnTargets)
            yield return BoardMeasure.Attainment;
    }

    public bool HasTarget => Format is ContestFormat.FirstToTarget or ContestFormat.AllWhoReach;

    /// <summary>A member's own target, or everybody's; null when there is none.</summary>
    public long? TargetOf(string memberId) => Array.Find(Targets, t => string.Equals(t.MemberId, memberId, StringComparison.Ordinal))?.Value ?? Target;
}

/// <summary>A team that is there for one contest. A collector is in one of them at most, and may be in any standing team.</summary>
[GenerateSerializer, Immutable, Alias("lb.AdHocTeam")]
public sealed record AdHocTeam
{
    /// <summary>Unique in the contest, and not the id of a standing team.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Ids, one or more.</summary>
    [Id(2)] public required string[] Collectors { get; init; }
}

/// <summary>A measure of a mix.</summary>
[GenerateSerializer, Immutable, Alias("lb.ScorePart")]
public sealed record ScorePart
{
    /// <summary>Any that boards have.</summary>
    [Id(0)] public required BoardMeasure Measure { get; init; }

    /// <summary>Ten-thousandths, above 0.</summary>
    [Id(1)] public required int Weight { get; init; }
}

/// <summary>A member's own target, in the unit of the measure.</summary>
[GenerateSerializer, Immutable, Alias("lb.MemberGoal")]
public sealed record MemberGoal
{
    [Id(0)] public required string MemberId { get; init; }

    [Id(1)] public required long Value { get; init; }
}

/// <summary>A line of what can be won: so much for each of some ranks, a pool, or marginal tiers over the target.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestPrize")]
public sealed record ContestPrize
{
    [Id(0)] public required PrizeUnit Unit { get; init; }

    /// <summary>From 1, inclusive.</summary>
    [Id(1)] public int FromRank { get; init; } = 1;

    /// <summary>Inclusive; null: however many there are.</summary>
    [Id(2)] public int? ToRank { get; init; }

    /// <summary>For each of the ranks, in the unit; null where it is a pool or tiers.</summary>
    [Id(3)] public long? Each { get; init; }

    /// <summary>
    /// In the unit; null where it is none. Of a contest of collectors it is shared among all who win; of one of teams every
    /// team that wins has one of its own.
    /// </summary>
    [Id(4)] public long? Pool { get; init; }

    /// <summary>Marginal: each rate is for the part of the value between its bound and the next. Empty where it is none.</summary>
    [Id(5)] public PrizeTier[] Tiers { get; init; } = [];

    /// <summary>How what is won together is shared.</summary>
    [Id(6)] public PrizeSplit Split { get; init; } = PrizeSplit.Equal;
}

/// <summary>How people share a prize. The parts make up the whole: what one does not say goes equally.</summary>
[GenerateSerializer, Immutable, Alias("lb.PrizeSplit")]
public sealed record PrizeSplit
{
    public static PrizeSplit Equal { get; } = new();

    /// <summary>The part shared by value, in ten-thousandths, 0 to 10,000; the rest is shared equally.</summary>
    [Id(0)] public int ByValue { get; init; }

    /// <summary>Whose value: amount, effective, points or count.</summary>
    [Id(1)] public BoardMeasure Measure { get; init; } = BoardMeasure.Amount;
}

/// <summary>A step of an accelerator.</summary>
[GenerateSerializer, Immutable, Alias("lb.PrizeTier")]
public sealed record PrizeTier
{
    /// <summary>Share of the target from which it counts, in ten-thousandths: 8,000 is 80 %.</summary>
    [Id(0)] public required int From { get; init; }

    /// <summary>Of the value above it, in millionths: 15,000 is 1.5 %.</summary>
    [Id(1)] public required int Rate { get; init; }
}
