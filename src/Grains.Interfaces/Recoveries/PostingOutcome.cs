namespace Leaderboard.Recoveries;

/// <summary>What became of one posted entry.</summary>
public enum PostingStatus
{
    /// <summary>Durable in the journal before this was answered.</summary>
    Accepted = 1,

    /// <summary>The same id with the same content is in the journal already; nothing changed.</summary>
    Duplicate = 2,

    /// <summary>The same id with other content is in the journal; nothing changed.</summary>
    Conflict = 3,

    /// <summary>Refused by a rule; nothing changed.</summary>
    Rejected = 4,
}

/// <summary>Why an entry was refused. The camelCase name is the code of the API.</summary>
public enum Refusal
{
    None = 0,
    UnknownCollector = 1,
    InvalidAmount = 2,
    InvalidTime = 3,
    FutureDated = 4,
    InvalidKind = 5,
    InvalidId = 6,
    UnknownRecovery = 7,
    ExceedsRecovery = 8,
    InvalidReason = 9,
    InvalidCurrency = 10,
    InvalidField = 11,
}

/// <summary>The answer for one entry, in the place of the entry it answers.</summary>
[GenerateSerializer, Immutable, Alias("lb.PostingOutcome")]
public sealed record PostingOutcome
{
    [Id(0)] public required PostingStatus Status { get; init; }

    /// <summary><see cref="Recoveries.Refusal.None"/> unless <see cref="Status"/> is <see cref="PostingStatus.Rejected"/>.</summary>
    [Id(1)] public Refusal Refusal { get; init; }

    /// <summary>Points of the stored entry in hundredths; negative for a reversal; null when nothing is stored under this id.</summary>
    [Id(2)] public long? PointsHundredths { get; init; }

    /// <summary>Digest of the stored request under this id, when there is one: later entries of the same id are judged by it.</summary>
    [Id(3)] public Digest? StoredRequestHash { get; init; }

    public static PostingOutcome Rejected(Refusal refusal) => new() { Status = PostingStatus.Rejected, Refusal = refusal };

    /// <summary>Judges a request against what is stored under its id.</summary>
    public static PostingOutcome AgainstStored(Digest request, Digest stored, long pointsHundredths) => new()
    {
        Status = request == stored ? PostingStatus.Duplicate : PostingStatus.Conflict,
        PointsHundredths = pointsHundredths,
        StoredRequestHash = stored,
    };
}
