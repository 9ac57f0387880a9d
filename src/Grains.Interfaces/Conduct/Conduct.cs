namespace Leaderboard.Conduct;

/// <summary>How grave it is. The numbers are stored and never reused.</summary>
public enum ComplaintSeverity
{
    /// <summary>Upheld, it takes a tenth of the month's points; prizes stay.</summary>
    Minor = 1,

    /// <summary>Upheld, it takes all of the month's points, and prizes pass over.</summary>
    Serious = 2,
}

/// <summary>Where a complaint has come to.</summary>
public enum ComplaintState
{
    Open = 1,
    Upheld = 2,
    Dismissed = 3,
}

/// <summary>Where a complaint comes from. The camelCase name is the code of the API.</summary>
public enum ComplaintSource
{
    Borrower = 1,
    Regulator = 2,
    Court = 3,

    /// <summary>A breach of the rules of contact, found in the logs.</summary>
    ContactReview = 4,

    /// <summary>A disclosure that was not made, found in a recording.</summary>
    DisclosureReview = 5,

    Internal = 6,
    Other = 7,
}

/// <summary>Why prizes are withheld. The camelCase name is the code of the API.</summary>
public enum HoldReason
{
    Investigation = 1,
    ContactBreach = 2,
    MissingDisclosure = 3,
    Regulator = 4,
    Other = 5,
}

/// <summary>A complaint about a collector, as compliance writes it down.</summary>
[GenerateSerializer, Immutable, Alias("lb.ComplaintReport")]
public sealed record ComplaintReport
{
    /// <summary>The caller's; unique for the collector.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ComplaintSeverity Severity { get; init; }

    [Id(2)] public required ComplaintSource Source { get; init; }

    /// <summary>When it happened, not when it was told.</summary>
    [Id(3)] public required Moment OccurredAt { get; init; }

    /// <summary>At most 1000 characters; kept masked and beside the journal. Null for none.</summary>
    [Id(4)] public string? Note { get; init; }

    /// <summary>Id of the person, or <c>key</c>.</summary>
    [Id(5)] public required string By { get; init; }
}

/// <summary>Withholds a collector's prizes for a time.</summary>
[GenerateSerializer, Immutable, Alias("lb.HoldOrder")]
public sealed record HoldOrder
{
    /// <summary>The caller's; unique for the collector.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required HoldReason Reason { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(2)] public required Moment From { get; init; }

    /// <summary>Exclusive; null: until it is lifted.</summary>
    [Id(3)] public Moment? To { get; init; }

    /// <summary>Id of the person, or <c>key</c>.</summary>
    [Id(4)] public required string By { get; init; }
}

/// <summary>What is written down of a collector's conduct.</summary>
[GenerateSerializer, Immutable, Alias("lb.ConductView")]
public sealed record ConductView
{
    [Id(0)] public required CollectorId Collector { get; init; }

    /// <summary>The latest first.</summary>
    [Id(1)] public required ComplaintView[] Complaints { get; init; }

    /// <summary>The latest first.</summary>
    [Id(2)] public required HoldView[] Holds { get; init; }
}

/// <summary>A complaint as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.ComplaintView")]
public sealed record ComplaintView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ComplaintSeverity Severity { get; init; }

    [Id(2)] public required ComplaintSource Source { get; init; }

    [Id(3)] public required Moment OccurredAt { get; init; }

    [Id(4)] public required Moment RecordedAt { get; init; }

    [Id(5)] public required ComplaintState State { get; init; }

    /// <summary>Null while it is open.</summary>
    [Id(6)] public Moment? DecidedAt { get; init; }

    /// <summary>Masked; null when there is none, or it was erased.</summary>
    [Id(7)] public string? Note { get; init; }
}

/// <summary>A hold as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.HoldView")]
public sealed record HoldView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required HoldReason Reason { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(2)] public required Moment From { get; init; }

    /// <summary>Exclusive, as ordered; null: without an end.</summary>
    [Id(3)] public Moment? To { get; init; }

    /// <summary>When it was ended before that; null: it was not.</summary>
    [Id(4)] public Moment? LiftedAt { get; init; }

    /// <summary>Now.</summary>
    [Id(5)] public required bool IsInForce { get; init; }
}

/// <summary>What conduct would take of a month's points; nothing of it is taken before the month is frozen.</summary>
[GenerateSerializer, Immutable, Alias("lb.PendingConduct")]
public sealed record PendingConduct
{
    /// <summary>Earned this month, hundredths of a point.</summary>
    [Id(0)] public required long EarnedHundredths { get; init; }

    /// <summary>What would be left of them.</summary>
    [Id(1)] public required long KeptHundredths { get; init; }
}
