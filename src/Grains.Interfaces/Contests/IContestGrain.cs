using Leaderboard.Boards;

namespace Leaderboard.Contests;

/// <summary>
/// One contest: its rules, its life, and who won. What its time is follows from the clock, so that it begins and ends whether or
/// not anything runs. Standings come from the ledger until a person certifies them; then they stand still.
/// </summary>
[Alias("lb.IContestGrain"), GrainInterfaceType("lb.contest")]
public interface IContestGrain : IGrainWithStringKey
{
    /// <summary>Keeps the rules of a draft, new or not. The same again changes nothing.</summary>
    [Alias("Draft")]
    Task<ContestOutcome> Draft(ContestRules rules, string by);

    /// <summary>
    /// Freezes the rules, and reserves the most that prizes can pay where they name a budget. Its window may have begun, or ended. Again
    /// changes nothing.
    /// </summary>
    [Alias("Schedule")]
    Task<ContestOutcome> Schedule(string by);

    /// <summary>Ends it without a result; not once it is certified. Again changes nothing.</summary>
    [Alias("Cancel")]
    Task<ContestOutcome> Cancel(string by);

    /// <summary>
    /// Stores the result, then pays every line of it, once, however often and from wherever this is called. Refused before the
    /// end of settling.
    /// </summary>
    [Alias("Certify")]
    Task<ContestOutcome> Certify(string by);

    /// <summary>Null when there is none.</summary>
    [Alias("Get")]
    Task<ContestView?> Get();

    /// <summary>
    /// Standings <paramref name="offset"/> (from 0) to <paramref name="offset"/> + <paramref name="limit"/> (1–1000): as they are now, or as they
    /// were certified. Null when there is no such contest.
    /// </summary>
    [Alias("Standings")]
    Task<BoardPage?> Standings(int offset, int limit);

    /// <summary>One row for each collector and line that was paid, in the order of the lines; empty before it is certified. Null when there is none.</summary>
    [Alias("Payouts")]
    Task<ContestPayout[]?> Payouts();

    /// <summary>Whom prizes passed over, for the collector, managers and compliance alone; empty before it is certified. Null when there is none.</summary>
    [Alias("PassedOver")]
    Task<ContestPassedOver[]?> PassedOver();

    /// <summary>Where the ledger says something else than what was certified; empty before. Null when there is none.</summary>
    [Alias("Restatements")]
    Task<Restatement[]?> Restatements();
}

/// <summary>Contests by their documents; holds no state.</summary>
[Alias("lb.IContestsGrain"), GrainInterfaceType("lb.contests")]
public interface IContestsGrain : IGrainWithStringKey
{
    /// <summary>The newest by their beginning, at most 500; of all states when <paramref name="state"/> is null.</summary>
    [Alias("List")]
    Task<ContestView[]> List(ContestState? state);

    /// <summary>What the rules would have done before; nothing is kept.</summary>
    [Alias("Try")]
    Task<ContestTrial> Try(ContestRules rules, int rows);

    /// <summary>A target that entrants have been used to reach; nothing is kept.</summary>
    [Alias("Suggest")]
    Task<SuggestedTarget> Suggest(ContestRules rules);

    /// <summary>Has contests finished whose scheduling, cancelling or certifying broke off. So does every silo by the clock.</summary>
    [Alias("Finish")]
    Task Finish();
}

/// <summary>What became of a call.</summary>
public enum ContestOutcome
{
    Done = 1,
    NoSuchContest = 2,

    /// <summary>Its state does not allow it.</summary>
    IllegalMove = 3,

    /// <summary>Its time, with the days for settling, is not over.</summary>
    TooEarly = 4,

    /// <summary>Its budget has less left than its prizes can pay.</summary>
    BudgetExhausted = 30,

    /// <summary>There is no budget of that id.</summary>
    BudgetUnknown = 31,

    /// <summary>A prize is in another unit than its budget.</summary>
    BudgetUnit = 32,

    /// <summary>Its prizes have no bound: tiers, or pools of teams that are not named.</summary>
    BudgetUnbounded = 33,

    /// <summary>It ends outside of the budget's period.</summary>
    BudgetPeriod = 34,

    /// <summary>The budget is another team's.</summary>
    BudgetTeam = 35,
}

/// <summary>Why a collector had no prize.</summary>
public enum PassedOverCause
{
    /// <summary>A hold was in force when it was certified.</summary>
    Hold = 1,

    /// <summary>A serious complaint of the contest's time was upheld.</summary>
    SeriousBreach = 2,
}

/// <summary>A collector whom prizes passed over.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestPassedOver")]
public sealed record ContestPassedOver
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required PassedOverCause Cause { get; init; }
}

/// <summary>A contest as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestView")]
public sealed record ContestView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ContestRules Rules { get; init; }

    [Id(2)] public required ContestState State { get; init; }

    /// <summary>SHA-256 of the rules as they are frozen; null before it is scheduled.</summary>
    [Id(3)] public Digest? RulesHash { get; init; }

    [Id(4)] public required Moment CreatedAt { get; init; }

    /// <summary>Id of a person, or <c>key</c>.</summary>
    [Id(5)] public required string CreatedBy { get; init; }

    [Id(6)] public Moment? ScheduledAt { get; init; }

    [Id(7)] public string? ScheduledBy { get; init; }

    /// <summary>From then on it may be certified.</summary>
    [Id(8)] public required Moment SettledAt { get; init; }

    /// <summary>What the result is of; null before it is certified.</summary>
    [Id(9)] public Moment? CertifiedAt { get; init; }

    [Id(10)] public string? CertifiedBy { get; init; }

    /// <summary>Of all entries that the result includes, by partition; empty before.</summary>
    [Id(11)] public Journal.PartitionHead[] Heads { get; init; } = [];
}

/// <summary>A line that was paid.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestPayout")]
public sealed record ContestPayout
{
    /// <summary>Contest, line of the prizes, collector, and from a second team of the same line on a number: what makes it unique.</summary>
    [Id(0)] public required string Key { get; init; }

    /// <summary>The entrant that won it.</summary>
    [Id(1)] public required string SubjectId { get; init; }

    /// <summary>The collector's team then.</summary>
    [Id(2)] public TeamId? Team { get; init; }

    [Id(3)] public required CollectorId Collector { get; init; }

    [Id(4)] public required int Rank { get; init; }

    [Id(5)] public required PrizeUnit Unit { get; init; }

    /// <summary>Hundredths of a point, or minor units.</summary>
    [Id(6)] public required long Value { get; init; }

    [Id(7)] public required Moment At { get; init; }
}

/// <summary>An entrant of whom the ledger says something else than what was certified.</summary>
[GenerateSerializer, Immutable, Alias("lb.Restatement")]
public sealed record Restatement
{
    [Id(0)] public required string SubjectId { get; init; }

    /// <summary>In the unit of the measure; null: was not there.</summary>
    [Id(1)] public long? FromValue { get; init; }

    [Id(2)] public long? ToValue { get; init; }

    [Id(3)] public int? FromRank { get; init; }

    [Id(4)] public int? ToRank { get; init; }

    [Id(5)] public required RestatementCause Cause { get; init; }

    /// <summary>Of a contest by leagues; null: was not there, or there are none.</summary>
    [Id(6)] public int? FromLeague { get; init; }

    [Id(7)] public int? ToLeague { get; init; }
}

/// <summary>Why an entrant stands elsewhere.</summary>
public enum RestatementCause
{
    /// <summary>A receipt of the contest's time came in after it was certified.</summary>
    LatePosting = 1,

    /// <summary>Something was taken back.</summary>
    Reversal = 2,

    /// <summary>Nothing of the entrant's own: others moved.</summary>
    Others = 3,

    /// <summary>What is recovered is the same, what it is divided by is not: a balance, a target or a benchmark.</summary>
    Base = 4,
}

/// <summary>What a target may be, and what that was reckoned from.</summary>
[GenerateSerializer, Immutable, Alias("lb.SuggestedTarget")]
public sealed record SuggestedTarget
{
    /// <summary>In the unit of the measure: of the entrants' medians the median; null when fewer than three windows can be compared.</summary>
    [Id(0)] public long? Value { get; init; }

    /// <summary>Earlier windows looked back on, at most six: the weeks, months or quarters before, or stretches of equal length.</summary>
    [Id(1)] public required int Windows { get; init; }

    /// <summary>Entrants who had at least three of them.</summary>
    [Id(2)] public required int Entrants { get; init; }
}

/// <summary>What rules would have done on the stretch of equal length that ends where they begin, or now if that is earlier.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestTrial")]
public sealed record ContestTrial
{
    /// <summary>The first rows, of several leagues of each.</summary>
    [Id(0)] public required Standing[] Standings { get; init; }

    /// <summary>Entrants that would have won anything.</summary>
    [Id(1)] public required int Winners { get; init; }

    /// <summary>All points together.</summary>
    [Id(2)] public required long PointsHundredths { get; init; }

    /// <summary>All money together, minor units.</summary>
    [Id(3)] public required long MoneyMinor { get; init; }
}
