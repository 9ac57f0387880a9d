using Leaderboard.Journal;
using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

/// <summary>What a close says.</summary>
internal sealed record CloseRecord
{
    public required DateOnly Day { get; init; }

    /// <summary>IANA id of the zone whose day it is.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required Moment At { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    /// <summary>The last closed day before it, with its digest; null when there was none.</summary>
    public (DateOnly Day, Digest Digest)? Previous { get; init; }

    /// <summary>By source.</summary>
    public required IReadOnlyList<SourceLine> Lines { get; init; }

    /// <summary>By partition.</summary>
    public required IReadOnlyList<PartitionHead> Heads { get; init; }

    public DayClose ToView(string text, Digest digest) => new()
    {
        At = At,
        ById = ById,
        ByName = ByName,
        Heads = [.. Heads],
        PreviousDay = Previous?.Day,
        PreviousDigest = Previous?.Digest,
        Digest = digest,
        Text = text,
    };
}
