using Leaderboard.Journal;
using Orleans.Concurrency;

namespace Leaderboard.Payroll;

/// <summary>What the people of the floor got in one local month beside their wages, from the journal: for the tax, and for the payroll.</summary>
[Alias("lb.IPayMonthGrain"), GrainInterfaceType("lb.pay-month")]
public interface IPayMonthGrain : IGrainWithStringKey
{
    /// <summary>As the journal is now, or as it was when the month was locked.</summary>
    [Alias("Get")]
    Task<PayMonthView> Get();

    /// <summary>One collector's lines of a locked month; null while it is not.</summary>
    [Alias("LockedOf"), AlwaysInterleave]
    Task<PayLine[]?> LockedOf(CollectorId collector);

    /// <summary>Keeps it as it is, with the heads of the journal: from then on it is answered so, and no other way. Again changes nothing.</summary>
    /// <param name="byId">Who does, as grains know them.</param>
    /// <param name="byName">As people read it.</param>
    [Alias("Lock")]
    Task<PayLockOutcome> Lock(string byId, string byName);
}

/// <summary>What became of a call to lock a month.</summary>
public enum PayLockOutcome
{
    Done = 1,

    /// <summary>The month, and an hour for what is on its way, is not over.</summary>
    NotOver = 2,

    /// <summary>The journal has an entry that nothing explains: it is looked into first.</summary>
    Unexplained = 3,

    /// <summary>A prize of the month is still being paid: the clock goes on with it.</summary>
    BeingPaid = 4,
}

/// <summary>What somebody got. The camelCase name is the API's; the numbers are stored and never reused.</summary>
public enum PayKind
{
    /// <summary>Goods and services for points: a taxable value in kind.</summary>
    InKind = 1,

    /// <summary>Leave and training for points: worth something, and no income.</summary>
    Benefit = 2,

    /// <summary>Money for points, to be paid with the wages.</summary>
    Cash = 3,

    /// <summary>Money won in a contest, to be paid with the wages.</summary>
    Prize = 4,
}

/// <summary>One entry of the journal, as tax and payroll read it.</summary>
[GenerateSerializer, Immutable, Alias("lb.PayLine")]
public sealed record PayLine
{
    /// <summary>Of the entry in the journal.</summary>
    [Id(0)] public required EntryId Entry { get; init; }

    [Id(1)] public required CollectorId Collector { get; init; }

    /// <summary>Of the collector; as it was when the month was locked.</summary>
    [Id(2)] public required string Name { get; init; }

    [Id(3)] public required PayKind Kind { get; init; }

    /// <summary>Of the redemption, or the contest.</summary>
    [Id(4)] public required string Source { get; init; }

    /// <summary>Of the reward, or the contest.</summary>
    [Id(5)] public required string What { get; init; }

    /// <summary>Of the entry: below 0 for what was spent, above for what came back.</summary>
    [Id(6)] public required long PointsHundredths { get; init; }

    /// <summary>Minor units; below 0 for what came back.</summary>
    [Id(7)] public required long ValueMinor { get; init; }

    [Id(8)] public required Moment At { get; init; }
}

/// <summary>A month as it stands, or as it was locked.</summary>
[GenerateSerializer, Immutable, Alias("lb.PayMonthView")]
public sealed record PayMonthView
{
    /// <summary>Its first day.</summary>
    [Id(0)] public required DateOnly Month { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(1)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(2)] public required Moment To { get; init; }

    /// <summary>By collector, then in time. Each entry that spent points on a reward, or paid money, once.</summary>
    [Id(3)] public required PayLine[] Lines { get; init; }

    /// <summary>Of the journal from which the lines were read.</summary>
    [Id(4)] public required PartitionHead[] Heads { get; init; }

    /// <summary>Entries that spent points, and whose redemption is not there; 0 unless something is damaged.</summary>
    [Id(5)] public required int Unexplained { get; init; }

    /// <summary>Null until it is locked.</summary>
    [Id(6)] public Moment? LockedAt { get; init; }

    /// <summary>Null until it is locked.</summary>
    [Id(7)] public string? LockedBy { get; init; }

    public bool IsLocked => LockedAt is not null;
}
