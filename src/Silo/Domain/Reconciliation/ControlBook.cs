using Leaderboard.Reconciliation;

namespace Leaderboard.Domain.Reconciliation;

/// <summary>What the bank says of one day, by source, as kept.</summary>
internal sealed record ControlBook
{
    public static ControlBook Empty { get; } = new();

    public int Schema { get; init; } = 1;

    public IReadOnlyDictionary<string, StoredControl> Controls { get; init; } = new Dictionary<string, StoredControl>(StringComparer.Ordinal);

    public StoredControl? Of(string source) => Controls.GetValueOrDefault(source);

    public ControlBook With(string source, StoredControl control) =>
        this with { Controls = new Dictionary<string, StoredControl>(Controls, StringComparer.Ordinal) { [source] = control } };
}

/// <summary>What the bank says of one source, as kept. Sums in minor units.</summary>
internal sealed record StoredControl
{
    public required long Recoveries { get; init; }

    public required long RecoveriesMinor { get; init; }

    /// <summary>Null, as the sum, when the bank says nothing of reversals.</summary>
    public long? Reversals { get; init; }

    public long? ReversalsMinor { get; init; }

    public required string By { get; init; }

    public required long AtMicros { get; init; }

    public string? UploadId { get; init; }

    public static StoredControl Of(BankControl control, Moment now) => new()
    {
        Recoveries = control.Recoveries.Count,
        RecoveriesMinor = control.Recoveries.SumMinor,
        Reversals = control.Reversals?.Count,
        ReversalsMinor = control.Reversals?.SumMinor,
        By = control.By,
        AtMicros = now.UnixMicroseconds,
        UploadId = control.UploadId,
    };

    public BankControl ToView() => new()
    {
        Recoveries = new Tally { Count = Recoveries, SumMinor = RecoveriesMinor },
        Reversals = Reversals is { } count ? new Tally { Count = count, SumMinor = ReversalsMinor ?? 0 } : null,
        By = By,
        At = new Moment(AtMicros),
        UploadId = UploadId,
    };
}
