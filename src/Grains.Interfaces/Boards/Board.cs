namespace Leaderboard.Boards;

/// <summary>Who is ranked.</summary>
public enum BoardSubject
{
    Collectors = 1,
    Teams = 2,
    Branches = 3,
    Regions = 4,
}

/// <summary>By what. The unit of a value follows: minor units, hundredths of a point, or a count.</summary>
public enum BoardMeasure
{
    /// <summary>Recoveries − reversals, minor units.</summary>
    Amount = 1,

    /// <summary>Amount × kind factor × bucket factor, minor units.</summary>
    Effective = 2,

    /// <summary>Hundredths of a point.</summary>
    Points = 3,

    /// <summary>Receipts that stand (a receipt wholly reversed does not).</summary>
    Count = 4,

    /// <summary>Amount ÷ collectors with a receipt in the window, minor units, half away from zero.</summary>
    PerHead = 5,

    /// <summary>Amount ÷ base, hundredths of a percent, half away from zero. See <see cref="RateBase"/>.</summary>
    Rate = 6,

    /// <summary>Amount ÷ target, hundredths of a percent, cut off: what is short of the target never reads 100.00.</summary>
    Attainment = 7,

    /// <summary>100 × amount ÷ what the benchmarks expect, hundredths, half away from zero; unless told otherwise small books are shrunk.</summary>
    Index = 8,

    /// <summary>Of contests alone: a weighted mix of measures, hundredths, 0 to 100.00.</summary>
    Score = 9,
}

/// <summary>What a rate is divided by. The numbers are stored and never reused.</summary>
public enum RateBase
{
    /// <summary>Balances (principal and all interest) of accounts that were overdue when the window began, and of those that became so within it.</summary>
    OpeningAndNew = 1,

    /// <summary>Balances of accounts that were overdue when the window began.</summary>
    Opening = 2,

    /// <summary>The mean over the days of the window, so far, of what was overdue when each began.</summary>
    DailyAverage = 3,

    /// <summary>The accounts of <see cref="OpeningAndNew"/>, each with its balance when it was first on file.</summary>
    Placed = 4,
}

/// <summary>Kinds of measures.</summary>
public static class BoardMeasures
{
    /// <summary>Those that boards have.</summary>
    public static IReadOnlyList<BoardMeasure> OfBoards { get; } = [.. Enum.GetValues<BoardMeasure>().Where(m => m != BoardMeasure.Score)];

    /// <summary>Those that are sums over entries: the values of members add up to the board's.</summary>
    public static IReadOnlyList<BoardMeasure> Sums { get; } = [BoardMeasure.Amount, BoardMeasure.Effective, BoardMeasure.Points, BoardMeasure.Count];

    /// <summary>Whether it is an amount divided by what is known beside the journal; numerator and denominator are told with it.</summary>
    public static bool IsRatio(this BoardMeasure measure) => measure is BoardMeasure.Rate or BoardMeasure.Attainment or BoardMeasure.Index;

    public static bool IsSum(this BoardMeasure measure) => measure is BoardMeasure.Amount or BoardMeasure.Effective or BoardMeasure.Points or BoardMeasure.Count;
}

/// <summary>The length of a window.</summary>
public enum BoardPeriod
{
    Day = 1,
    Week = 2,
    Month = 3,
    Quarter = 4,
    Year = 5,
    All = 6,
}

/// <summary>How equal values are numbered: 1 1 3, 1 1 2, or 1 2 3 by who reached the value first.</summary>
public enum TieRule
{
    Competition = 1,
    Dense = 2,
    First = 3,
}

/// <summary>
/// One view of a window. A filter keeps the entries credited to that team, branch or region, so that a filtered board adds
/// up to the team's own value even when people have moved.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.BoardSelection")]
public sealed record BoardSelection
{
    [Id(0)] public required BoardSubject Subject { get; init; }

    [Id(1)] public required BoardMeasure Measure { get; init; }

    [Id(2)] public TeamId? Team { get; init; }

    [Id(3)] public string? Branch { get; init; }

    [Id(4)] public string? Region { get; init; }

    [Id(5)] public TieRule Tie { get; init; } = TieRule.Competition;

    /// <summary>Of a rate; null: the institution's setting.</summary>
    [Id(6)] public RateBase? Base { get; init; }

    /// <summary>Of an index: whether small books are drawn towards 100; null: they are.</summary>
    [Id(7)] public bool? IsShrunk { get; init; }
}

/// <summary>One row of a board.</summary>
[GenerateSerializer, Immutable, Alias("lb.Standing")]
public sealed record Standing
{
    /// <summary>From 1.</summary>
    [Id(0)] public required int Rank { get; init; }

    /// <summary>Another member has the same value, whatever the tie rule.</summary>
    [Id(1)] public required bool Tied { get; init; }

    /// <summary>Id of the collector or team, or the name of the branch or region.</summary>
    [Id(2)] public required string Id { get; init; }

    [Id(3)] public required string Name { get; init; }

    /// <summary>Shown instead of the name on walls; null when there is none.</summary>
    [Id(4)] public string? Alias { get; init; }

    /// <summary>A collector's team now (of the filter, when filtered by team); null for other subjects.</summary>
    [Id(5)] public TeamId? Team { get; init; }

    [Id(6)] public string? TeamName { get; init; }

    /// <summary>In the unit of the measure.</summary>
    [Id(7)] public required long Value { get; init; }

    /// <summary>Latest time among the entries summed.</summary>
    [Id(8)] public required Moment ReachedAt { get; init; }

    /// <summary>Rank at the start of the institution's day minus rank now; null when not on the board then.</summary>
    [Id(9)] public int? Movement { get; init; }

    /// <summary>Difference to the next higher value; 0 for the leader and who is tied with the leader.</summary>
    [Id(10)] public required long GapToNext { get; init; }

    /// <summary>Of a rate, attainment or index, minor units: what was recovered; null for other measures.</summary>
    [Id(11)] public long? NumeratorMinor { get; init; }

    /// <summary>What it was divided by, minor units, above 0: base, target, or what was expected; null for other measures.</summary>
    [Id(12)] public long? DenominatorMinor { get; init; }

    /// <summary>Of per head: the collectors it was divided by; null for other measures.</summary>
    [Id(13)] public int? Heads { get; init; }

    /// <summary>Of a contest by leagues: from 1, the league of the smallest books. Ranks and gaps are those of the league.</summary>
    [Id(14)] public int? League { get; init; }
}

/// <summary>Rows of a board with what they belong to.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardPage")]
public sealed record BoardPage
{
    /// <summary>New with each activation of the board.</summary>
    [Id(0)] public required string Epoch { get; init; }

    /// <summary>Counts the changes of this board within an epoch.</summary>
    [Id(1)] public required long Revision { get; init; }

    [Id(2)] public required Moment AsOf { get; init; }

    /// <summary>Start of the window, inclusive; null for all time.</summary>
    [Id(3)] public Moment? From { get; init; }

    /// <summary>End of the window, exclusive; null for all time.</summary>
    [Id(4)] public Moment? To { get; init; }

    /// <summary>Members on the board after the filter.</summary>
    [Id(5)] public required int Total { get; init; }

    /// <summary>
    /// Sum of the values of those members, in the unit of the measure; for per head the amount ÷ heads of all, for a rate, attainment
    /// or index Σ numerators ÷ Σ denominators, never the mean.
    /// </summary>
    [Id(6)] public required long Sum { get; init; }

    [Id(7)] public required Standing[] Standings { get; init; }

    /// <summary>When the newest entry of this window was posted; null when there is none.</summary>
    [Id(8)] public Moment? LastPostedAt { get; init; }

    /// <summary>What stands behind <see cref="Sum"/> of a rate, attainment or index; null for other measures.</summary>
    [Id(9)] public BoardRatio? Ratio { get; init; }
}

/// <summary>What a board of ratios is made of.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardRatio")]
public sealed record BoardRatio
{
    /// <summary>Of all members, minor units.</summary>
    [Id(0)] public required long NumeratorMinor { get; init; }

    /// <summary>Of all members, minor units.</summary>
    [Id(1)] public required long DenominatorMinor { get; init; }

    /// <summary>Of a rate; null for others.</summary>
    [Id(2)] public RateBase? Base { get; init; }

    /// <summary>Added above and below in an index of shrunk books, minor units; 0 where it is not; null for others.</summary>
    [Id(3)] public long? ShrinkMinor { get; init; }
}

/// <summary>Whole boards as they were at one moment: what a result is made of.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardStatement")]
public sealed record BoardStatement
{
    /// <summary>One for each view that was asked for.</summary>
    [Id(0)] public required Standing[][] Boards { get; init; }

    /// <summary>Number of the last entry included, by partition.</summary>
    [Id(1)] public required long[] Seqs { get; init; }
}

/// <summary>Running totals of the leaders, for a chart of the race.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardRace")]
public sealed record BoardRace
{
    /// <summary>Ends of the steps, ascending; the last is now, or the end of a window that is over.</summary>
    [Id(0)] public required Moment[] Times { get; init; }

    [Id(1)] public required RaceLine[] Lines { get; init; }
}

/// <summary>One leader's running totals, one value for each time.</summary>
[GenerateSerializer, Immutable, Alias("lb.RaceLine")]
public sealed record RaceLine
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required long[] Values { get; init; }
}
