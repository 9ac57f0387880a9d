using System.Text.Json.Serialization;
using Leaderboard.Conduct;
using Leaderboard.Payroll;
using Leaderboard.Recoveries;

namespace Leaderboard.Statements;

/// <summary>
/// What a month came to: the entries that happened in it, and their sums. A reversal stands in the month in which the money went back, whenever it had come.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.StatementFigures")]
public sealed record StatementFigures
{
    /// <summary>Of the collector, when it was read.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Of the team at the end of the month, or now; null for none.</summary>
    [Id(1)] public string? TeamName { get; init; }

    /// <summary>Receipts, minor units.</summary>
    [Id(2)] public required long RecoveredMinor { get; init; }

    /// <summary>What went back, minor units, 0 or less.</summary>
    [Id(3)] public required long ReversedMinor { get; init; }

    /// <summary>How many receipts came in.</summary>
    [Id(4)] public required int Receipts { get; init; }

    [Id(5)] public required StatementPoints Points { get; init; }

    [Id(6)] public required StatementPlace Place { get; init; }

    /// <summary>As the payroll of the month has them, in time.</summary>
    [Id(7)] public required PayLine[] Pay { get; init; }

    /// <summary>Prizes withheld in the month, in time.</summary>
    [Id(8)] public required StatementHold[] Holds { get; init; }

    /// <summary>In time, the first 2000.</summary>
    [Id(9)] public required LedgerEntry[] Entries { get; init; }

    /// <summary>Entries beyond those; the sums have them, too.</summary>
    [Id(10)] public int MoreEntries { get; init; }

    [JsonIgnore]
    public long NetMinor => RecoveredMinor + ReversedMinor;

    /// <summary>Goods and services, at what they cost: taxable.</summary>
    [JsonIgnore]
    public long InKindMinor => Sum(PayKind.InKind);

    /// <summary>Leave and training, at what they are worth.</summary>
    [JsonIgnore]
    public long BenefitMinor => Sum(PayKind.Benefit);

    /// <summary>Cash and prizes: with the wages.</summary>
    [JsonIgnore]
    public long PaidMinor => Sum(PayKind.Cash) + Sum(PayKind.Prize);

    private long Sum(PayKind kind) => Pay.Where(p => p.Kind == kind).Sum(p => p.ValueMinor);
}

/// <summary>Points of a month, hundredths: what was there, what moved, what is left, and how much of that is whose.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementPoints")]
public sealed record StatementPoints
{
    /// <summary>The balance when the month began.</summary>
    [Id(0)] public required long Opening { get; init; }

    /// <summary>For receipts, within the limits of their days.</summary>
    [Id(1)] public required long Receipts { get; init; }

    /// <summary>Taken back by reversals; 0 or less.</summary>
    [Id(2)] public required long Reversals { get; init; }

    /// <summary>Streaks and badges, less those taken back.</summary>
    [Id(3)] public required long Merits { get; init; }

    /// <summary>Won in contests.</summary>
    [Id(4)] public required long Prizes { get; init; }

    /// <summary>For rewards, less what came back; 0 or less unless more came back than went.</summary>
    [Id(5)] public required long Spent { get; init; }

    /// <summary>0 or less.</summary>
    [Id(6)] public required long Expired { get; init; }

    /// <summary>Of the balance at the end: not spendable yet then.</summary>
    [Id(7)] public required long Provisional { get; init; }

    /// <summary>Of the balance at the end: kept for open redemptions then.</summary>
    [Id(8)] public required long Held { get; init; }

    /// <summary>What the month brought, before anything was spent or expired.</summary>
    [JsonIgnore]
    public long Earned => Receipts + Reversals + Merits + Prizes;

    /// <summary>All entries of the month.</summary>
    [JsonIgnore]
    public long Moved => Earned + Spent + Expired;

    /// <summary>The balance at the end of the month, or now.</summary>
    [JsonIgnore]
    public long Closing => Opening + Moved;

    /// <summary>Of that: of cleared money.</summary>
    [JsonIgnore]
    public long Vested => Closing - Provisional;
}

/// <summary>The place on the month's board of amounts. There a reversal counts where its receipt does, so that its amount may be another than the statement's.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementPlace")]
public sealed record StatementPlace
{
    /// <summary>From 1; 0 for who is not on the board.</summary>
    [Id(0)] public required int Rank { get; init; }

    [Id(1)] public required bool Tied { get; init; }

    /// <summary>How many are on the board.</summary>
    [Id(2)] public required int Of { get; init; }

    /// <summary>That it counts, minor units.</summary>
    [Id(3)] public required long AmountMinor { get; init; }
}

/// <summary>Prizes withheld, as far as it concerns a month.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementHold")]
public sealed record StatementHold
{
    [Id(0)] public required HoldReason Reason { get; init; }

    /// <summary>Inclusive; may be before the month.</summary>
    [Id(1)] public required Moment From { get; init; }

    /// <summary>Exclusive; null: beyond the month.</summary>
    [Id(2)] public Moment? To { get; init; }
}

/// <summary>A figure of a statement that may be another later. The camelCase name is the code of the API.</summary>
public enum StatementFigure
{
    /// <summary>Minor units, as all amounts of these.</summary>
    Net = 1,

    /// <summary>Hundredths of a point, as all points of these.</summary>
    Earned = 2,
    Spent = 3,
    Expired = 4,
    Closing = 5,

    /// <summary>From 1; 0: not on the board.</summary>
    Rank = 6,

    /// <summary>Amount on the board.</summary>
    OnBoard = 7,
    InKind = 8,
    Benefit = 9,
    Paid = 10,

    /// <summary>How many holds on prizes there are.</summary>
    Holds = 11,
}

/// <summary>A figure that is another now than it was signed, both in its unit.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementDifference")]
public sealed record StatementDifference
{
    [Id(0)] public required StatementFigure Figure { get; init; }

    [Id(1)] public required long Then { get; init; }

    [Id(2)] public required long Now { get; init; }
}
