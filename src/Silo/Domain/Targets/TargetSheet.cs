using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

/// <summary>The targets of one team for one window, as kept. Methods return the next value, or this one when nothing changed.</summary>
internal sealed record TargetSheet
{
    public const int CurrentSchema = 1;

    public static TargetSheet Empty { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    public SetTarget? Team { get; init; }

    /// <summary>By collector, ordinally.</summary>
    public IReadOnlyList<MemberTargetRecord> Members { get; init; } = [];

    public long? Of(CollectorId collector) => Members.FirstOrDefault(m => string.Equals(m.Collector, collector.Value, StringComparison.Ordinal))?.Target.AmountMinor;

    /// <summary>Every target that is set.</summary>
    public TargetChange[] ToChanges() =>
    [
        .. Team is null ? Enumerable.Empty<TargetChange>() : [new TargetChange { AmountMinor = Team.AmountMinor }],
        .. Members.Select(m => new TargetChange { Collector = new CollectorId(m.Collector), AmountMinor = m.Target.AmountMinor }),
    ];

    public TargetSheet With(TargetsChange change, Moment now) =>
        change.Targets.Aggregate(this, (sheet, target) => sheet.With(target, change.By, now));

    private TargetSheet With(TargetChange change, string by, Moment now)
    {
        var next = change.AmountMinor is { } amount ? new SetTarget { AmountMinor = amount, By = by, AtMicros = now.UnixMicroseconds } : null;
        if (change.Collector is not { } collector)
            return Team?.AmountMinor == change.AmountMinor ? this : this with { Team = next };
        if (Of(collector) == change.AmountMinor)
            return this;
        var others = Members.Where(m => !string.Equals(m.Collector, collector.Value, StringComparison.Ordinal));
        return this with
        {
            Members = [.. (next is null ? others : others.Append(new MemberTargetRecord { Collector = collector.Value, Target = next })).OrderBy(m => m.Collector, StringComparer.Ordinal)],
        };
    }
}

/// <summary>A target with who set it when.</summary>
internal sealed record SetTarget
{
    public required long AmountMinor { get; init; }

    /// <summary>Id of a person, or <c>key</c>.</summary>
    public required string By { get; init; }

    public required long AtMicros { get; init; }
}

internal sealed record MemberTargetRecord
{
    public required string Collector { get; init; }

    public required SetTarget Target { get; init; }
}
