using Leaderboard.Recoveries;

namespace Leaderboard.Accounts;

/// <summary>Balances of accounts over time; holds no state: a snapshot is a row that is never changed.</summary>
[Alias("lb.IAccountsGrain"), GrainInterfaceType("lb.accounts")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>Stores 1–1000 snapshots, in order; answers after the accepted ones are durable.</summary>
    [Alias("Put")]
    Task<PostingOutcome[]> Put(AccountSnapshot[] snapshots);

    /// <summary>What <see cref="Put"/> would answer; stores nothing.</summary>
    [Alias("Judge")]
    Task<PostingOutcome[]> Judge(AccountSnapshot[] snapshots);

    /// <summary>Who held each account at its moment, at most 1000, in the order asked; null when nobody did.</summary>
    [Alias("Holders")]
    Task<CollectorId?[]> Holders(AccountAt[] questions);

    /// <summary>From now on, until somebody says otherwise, an account has these flags and no others; all else of it stays. False when it is not on file.</summary>
    [Alias("Flag")]
    Task<bool> Flag(AccountId account, AccountFlags flags);

    /// <summary>Null when the account is not on file.</summary>
    [Alias("FlagsOf")]
    Task<FlagHistory?> FlagsOf(AccountId account);
}

/// <summary>Which flags an account has, and since when it had others.</summary>
[GenerateSerializer, Immutable, Alias("lb.FlagHistory")]
public sealed record FlagHistory
{
    [Id(0)] public required AccountId Account { get; init; }

    /// <summary>Now.</summary>
    [Id(1)] public required AccountFlags Flags { get; init; }

    /// <summary>Each time that somebody told of them, by time.</summary>
    [Id(2)] public required FlagsSince[] History { get; init; }
}

/// <summary>Flags from a moment on.</summary>
[GenerateSerializer, Immutable, Alias("lb.FlagsSince")]
public sealed record FlagsSince
{
    /// <summary>Inclusive.</summary>
    [Id(0)] public required Moment From { get; init; }

    [Id(1)] public required AccountFlags Flags { get; init; }
}

/// <summary>What is known of an account from a moment on, until the next snapshot. The first one counts for all time before it too.</summary>
[GenerateSerializer, Immutable, Alias("lb.AccountSnapshot")]
public sealed record AccountSnapshot
{
    [Id(0)] public required AccountId Id { get; init; }

    [Id(1)] public required Moment AsOf { get; init; }

    /// <summary>Who holds the account; null: nobody.</summary>
    [Id(2)] public CollectorId? Collector { get; init; }

    [Id(3)] public string? Product { get; init; }

    /// <summary>Minor units, as the three that follow.</summary>
    [Id(4)] public long? PrincipalMinor { get; init; }

    [Id(5)] public long? OnBalanceInterestMinor { get; init; }

    [Id(6)] public long? OffBalanceInterestMinor { get; init; }

    /// <summary>Days past due, 0 or more; null when not told.</summary>
    [Id(7)] public int? DaysPastDue { get; init; }

    [Id(8)] public bool? Secured { get; init; }

    [Id(9)] public Moment? PlacedAt { get; init; }

    /// <summary>Whether the sender named <see cref="AsOf"/>; when not, content equal to the newest snapshot is a duplicate.</summary>
    [Id(10)] public required bool AsOfGiven { get; init; }

    /// <summary>Digest of all other fields.</summary>
    [Id(11)] public required Digest RequestHash { get; init; }

    /// <summary>From then on, until a snapshot says otherwise; null: not told, as before.</summary>
    [Id(13)] public AccountFlags? Flags { get; init; }

    /// <summary>The borrower and contract objects as sent (JSON), for the recovery-measures report; null when absent.</summary>
    [Id(12)] public string? Particulars { get; init; }
}

/// <summary>Why money from an account earns nothing. The numbers are stored and never reused; the camelCase names are the codes of the API.</summary>
[Flags]
public enum AccountFlags
{
    None = 0,
    Vulnerable = 1,
    Hardship = 2,
    Disputed = 4,
    Deceased = 8,
    Bankrupt = 16,
    CeaseContact = 32,
}

/// <summary>An account at a moment.</summary>
[GenerateSerializer, Immutable, Alias("lb.AccountAt")]
public sealed record AccountAt
{
    [Id(0)] public required AccountId Account { get; init; }

    [Id(1)] public required Moment At { get; init; }
}
