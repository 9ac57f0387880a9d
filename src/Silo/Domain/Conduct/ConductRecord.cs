using Leaderboard.Conduct;

namespace Leaderboard.Domain.Conduct;

/// <summary>
/// A collector's conduct as kept. Methods return the next value, or this one when nothing changed; null: what is there under the
/// id is something else.
/// </summary>
internal sealed record ConductRecord
{
    public const int CurrentSchema = 1;

    /// <summary>Of complaints, and of holds: more is no record but a flood.</summary>
    public const int MostEntries = 1000;

    public int Schema { get; init; } = CurrentSchema;

    public required string Collector { get; init; }

    public IReadOnlyList<ComplaintEntry> Complaints { get; init; } = [];

    public IReadOnlyList<HoldEntry> Holds { get; init; } = [];

    public ComplaintEntry? ComplaintOf(string id) => Complaints.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    public HoldEntry? HoldOf(string id) => Holds.FirstOrDefault(h => string.Equals(h.Id, id, StringComparison.Ordinal));

    public ConductRecord? Recorded(ComplaintReport report, Moment now)
    {
        if (ComplaintOf(report.Id) is { } known)
            return known.IsOf(report) ? this : null;
        var entry = new ComplaintEntry
        {
            Id = report.Id,
            Severity = report.Severity,
            Source = report.Source,
            OccurredAtMicros = report.OccurredAt.UnixMicroseconds,
            RecordedAtMicros = now.UnixMicroseconds,
            RecordedBy = report.By,
        };
        return this with { Complaints = [.. Complaints, entry] };
    }

    public ConductRecord? Decided(string id, ComplaintState verdict, string by, Moment now) => ComplaintOf(id) switch
    {
        { State: ComplaintState.Open } open => With(open with { State = verdict, DecidedAtMicros = now.UnixMicroseconds, DecidedBy = by }),
        { } decided when decided.State == verdict => this,
        _ => null,
    };

    public ConductRecord? Held(HoldOrder order)
    {
        if (HoldOf(order.Id) is { } known)
            return known.IsOf(order) ? this : null;
        var entry = new HoldEntry
        {
            Id = order.Id,
            Reason = order.Reason,
            FromMicros = order.From.UnixMicroseconds,
            ToMicros = order.To?.UnixMicroseconds,
            By = order.By,
        };
        return this with { Holds = [.. Holds, entry] };
    }

    /// <summary>Null when there is no such hold.</summary>
    public ConductRecord? Lifted(string id, string by, Moment now) => HoldOf(id) switch
    {
        null => null,
        { LiftedAtMicros: not null } => this,
        var hold => this with { Holds = [.. Holds.Select(h => h == hold ? h with { LiftedAtMicros = now.UnixMicroseconds, LiftedBy = by } : h)] },
    };

    public ConductView ToView(Moment now, Func<string, string?> noteOf) => new()
    {
        Collector = new CollectorId(Collector),
        Complaints = [.. Complaints.OrderByDescending(c => c.OccurredAtMicros).ThenBy(c => c.Id, StringComparer.Ordinal).Select(c => c.ToView(noteOf(NoteIdOf(c.Id))))],
        Holds = [.. Holds.OrderByDescending(h => h.FromMicros).ThenBy(h => h.Id, StringComparer.Ordinal).Select(h => h.ToView(now))],
    };

    /// <summary>Where a complaint's free text lies, beside the journal.</summary>
    public string NoteIdOf(string complaintId) => $"complaint:{Collector}/{complaintId}";

    private ConductRecord With(ComplaintEntry changed) =>
        this with { Complaints = [.. Complaints.Select(c => string.Equals(c.Id, changed.Id, StringComparison.Ordinal) ? changed : c)] };
}

/// <summary>A complaint as kept.</summary>
internal sealed record ComplaintEntry
{
    public required string Id { get; init; }

    public required ComplaintSeverity Severity { get; init; }

    public required ComplaintSource Source { get; init; }

    public required long OccurredAtMicros { get; init; }

    public required long RecordedAtMicros { get; init; }

    public required string RecordedBy { get; init; }

    public ComplaintState State { get; init; } = ComplaintState.Open;

    public long? DecidedAtMicros { get; init; }

    public string? DecidedBy { get; init; }

    public bool IsOf(ComplaintReport report) =>
        (Severity, Source, OccurredAtMicros) == (report.Severity, report.Source, report.OccurredAt.UnixMicroseconds);

    /// <summary>Whether it counts, and happened in a window.</summary>
    /// <param name="severity">Of that severity.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public bool IsUpheld(ComplaintSeverity severity, Moment from, Moment to) =>
        State == ComplaintState.Upheld && Severity == severity && from.UnixMicroseconds <= OccurredAtMicros && OccurredAtMicros < to.UnixMicroseconds;

    public ComplaintView ToView(string? note) => new()
    {
        Id = Id,
        Severity = Severity,
        Source = Source,
        OccurredAt = new Moment(OccurredAtMicros),
        RecordedAt = new Moment(RecordedAtMicros),
        State = State,
        DecidedAt = DecidedAtMicros is { } at ? new Moment(at) : null,
        Note = note,
    };
}

/// <summary>A hold as kept.</summary>
internal sealed record HoldEntry
{
    public required string Id { get; init; }

    public required HoldReason Reason { get; init; }

    public required long FromMicros { get; init; }

    /// <summary>Exclusive; null: without an end.</summary>
    public long? ToMicros { get; init; }

    public required string By { get; init; }

    public long? LiftedAtMicros { get; init; }

    public string? LiftedBy { get; init; }

    public bool IsOf(HoldOrder order) => (Reason, FromMicros, ToMicros) == (order.Reason, order.From.UnixMicroseconds, order.To?.UnixMicroseconds);

    public bool IsInForce(Moment at) =>
        FromMicros <= at.UnixMicroseconds && !(ToMicros <= at.UnixMicroseconds) && !(LiftedAtMicros <= at.UnixMicroseconds);

    public HoldView ToView(Moment now) => new()
    {
        Id = Id,
        Reason = Reason,
        From = new Moment(FromMicros),
        To = ToMicros is { } to ? new Moment(to) : null,
        LiftedAt = LiftedAtMicros is { } lifted ? new Moment(lifted) : null,
        IsInForce = IsInForce(now),
    };
}
