using Leaderboard.Claims;

namespace Leaderboard.Domain.Claims;

/// <summary>A receipt's claims as kept. Methods return the next value, or this one when nothing changed.</summary>
internal sealed record ClaimRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string RecoveryId { get; init; }

    public long AmountMinor { get; init; }

    public long ReceivedAtMicros { get; init; }

    public IReadOnlyList<ClaimEntry> Claims { get; init; } = [];

    public Assignment? Assignment { get; init; }

    /// <summary>Somebody waits for a decision, or a decision for its entries; searched by.</summary>
    public bool IsOpen => Assignment is { IsDone: false } || (Assignment is null && Claims.Any(c => c.State == ClaimState.Waiting));

    /// <summary>A collector has one claim; after a refusal it may be said again.</summary>
    public ClaimRecord Claimed(ClaimRequest request, Moment now) => Of(request.Collector) is { State: ClaimState.Waiting }
        ? this
        : With(new ClaimEntry { Collector = request.Collector.Value, Reason = request.Reason, By = request.By, AtMicros = now.UnixMicroseconds, State = ClaimState.Waiting });

    /// <summary>Null when the collector has no claim that waits.</summary>
    public ClaimRecord? Refused(CollectorId collector, ClaimRefusal reason, string by, Moment now) =>
        Of(collector) is { State: ClaimState.Waiting } claim ? With(claim.Decided(ClaimState.Refused, reason, by, now)) : null;

    /// <summary>The decision, before any entry of it. Claims are decided with it.</summary>
    public ClaimRecord Assigned(CollectorId collector, long leftMinor, string by, Moment now) => this with
    {
        AmountMinor = leftMinor,
        Claims =
        [
            .. Claims.Select(c => c.State != ClaimState.Waiting ? c
                : string.Equals(c.Collector, collector.Value, StringComparison.Ordinal) ? c.Decided(ClaimState.Accepted, ClaimRefusal.None, by, now)
                : c.Decided(ClaimState.Refused, ClaimRefusal.OtherCollector, by, now)),
        ],
        Assignment = new Assignment { Collector = collector.Value, AmountMinor = leftMinor, By = by, AtMicros = now.UnixMicroseconds },
    };

    /// <summary>Some of the receipt was reversed by its sender before the assignment's own reversal: what is left is assigned.</summary>
    public ClaimRecord Shrunk(long leftMinor) => Assignment is not { } begun ? this
        : leftMinor > 0 ? this with { AmountMinor = leftMinor, Assignment = begun with { AmountMinor = leftMinor, Attempt = begun.Attempt + 1 } }
        : this with
        {
            AmountMinor = 0,
            Assignment = null,
            Claims = [.. Claims.Select(c => c.State == ClaimState.Accepted ? c with { State = ClaimState.Refused, Refusal = ClaimRefusal.NothingLeft } : c)],
        };

    public ClaimRecord Finished() => this with { Assignment = Assignment is { } begun ? begun with { IsDone = true } : null };

    public ReceiptClaims ToView(Func<string, string?> noteOf) => new()
    {
        RecoveryId = RecoveryId,
        AmountMinor = AmountMinor,
        ReceivedAt = new Moment(ReceivedAtMicros),
        Claims = [.. Claims.Select(c => c.ToView(noteOf(NoteIdOf(c))))],
        AssignedTo = Assignment is { IsDone: true } done ? new CollectorId(done.Collector) : null,
        EntryId = Assignment is { IsDone: true } ? Assigning.EntryIdOf(this) : null,
    };

    /// <summary>Where a claim's free text lies, beside the journal.</summary>
    public string NoteIdOf(ClaimEntry claim) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"claim:{RecoveryId}/{claim.Collector}/{claim.AtMicros}");

    public ClaimEntry? Of(CollectorId collector) => Claims.FirstOrDefault(c => string.Equals(c.Collector, collector.Value, StringComparison.Ordinal));

    private ClaimRecord With(ClaimEntry claim) => this with
    {
        Claims = [.. Claims.Where(c => !string.Equals(c.Collector, claim.Collector, StringComparison.Ordinal)), claim],
    };
}

/// <summary>What one collector says, and what was decided.</summary>
internal sealed record ClaimEntry
{
    public required string Collector { get; init; }

    public required ClaimReason Reason { get; init; }

    public required string By { get; init; }

    public required long AtMicros { get; init; }

    public required ClaimState State { get; init; }

    public ClaimRefusal Refusal { get; init; }

    /// <summary>Who decided; null while it waits.</summary>
    public string? DecidedBy { get; init; }

    public long? DecidedAtMicros { get; init; }

    public ClaimEntry Decided(ClaimState state, ClaimRefusal refusal, string by, Moment now) =>
        this with { State = state, Refusal = refusal, DecidedBy = by, DecidedAtMicros = now.UnixMicroseconds };

    public ClaimView ToView(string? note) => new()
    {
        Collector = new CollectorId(Collector),
        Reason = Reason,
        State = State,
        At = new Moment(AtMicros),
        DecidedAt = DecidedAtMicros is { } at ? new Moment(at) : null,
        Refusal = Refusal,
        Note = note,
    };
}

/// <summary>A decision to credit somebody, and whether its two entries are in the journal.</summary>
internal sealed record Assignment
{
    public required string Collector { get; init; }

    /// <summary>Of both entries.</summary>
    public required long AmountMinor { get; init; }

    public required string By { get; init; }

    public required long AtMicros { get; init; }

    /// <summary>Grows when the amount had to be another: ids of entries follow from it.</summary>
    public int Attempt { get; init; }

    public bool IsDone { get; init; }
}
