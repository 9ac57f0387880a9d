namespace Leaderboard.Schemes;

/// <summary>
/// The rules of a points scheme, as data. Effective amount = amount × kind factor × bucket factor; points = effective amount ÷ 100 ×
/// <see cref="PointsPer100"/>. Factors, points and shares are whole hundredths: 100 is 1.00.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeRules")]
public sealed record SchemeRules
{
    /// <summary>Points for 100 major units effective, hundredths.</summary>
    [Id(0)] public required int PointsPer100 { get; init; }

    [Id(1)] public required KindFactors Kinds { get; init; }

    [Id(2)] public required BucketFactors Buckets { get; init; }

    [Id(3)] public required ClearingDays Clearing { get; init; }

    [Id(4)] public DayCaps Caps { get; init; } = new();

    [Id(5)] public CoolDown CoolDown { get; init; } = new();

    [Id(6)] public required ConductMeasure Conduct { get; init; }

    [Id(7)] public StreakRule Streaks { get; init; } = new();

    [Id(8)] public BadgePoints Badges { get; init; } = new();

    [Id(9)] public LevelThresholds Levels { get; init; } = new();

    [Id(10)] public PointsExpiry Expiry { get; init; } = new();

    /// <summary>Whether streaks or badges earn points.</summary>
    public bool HasMerits => Streaks.Points is not null || Badges != BadgePoints.None;

    /// <summary>Whether a day's points may be fewer than its receipts add up to.</summary>
    public bool HasDayLimits => Caps.CollectorPerDay is not null || Caps.AccountPerDay is not null || CoolDown.Minutes is not null;
}

/// <summary>By the kind of the receipt, hundredths.</summary>
[GenerateSerializer, Immutable, Alias("lb.KindFactors")]
public sealed record KindFactors
{
    [Id(0)] public required int Cash { get; init; }

    [Id(1)] public required int WrittenOffRecovery { get; init; }

    [Id(2)] public required int DebtSale { get; init; }

    [Id(3)] public required int AssetInLieu { get; init; }

    [Id(4)] public required int Restructured { get; init; }
}

/// <summary>By how long the account was overdue, hundredths.</summary>
[GenerateSerializer, Immutable, Alias("lb.BucketFactors")]
public sealed record BucketFactors
{
    /// <summary>Without an account, or with none on file.</summary>
    [Id(0)] public required int Unknown { get; init; }

    [Id(1)] public required int M0 { get; init; }

    [Id(2)] public required int M1 { get; init; }

    [Id(3)] public required int M2 { get; init; }

    [Id(4)] public required int M3 { get; init; }

    [Id(5)] public required int M4 { get; init; }

    [Id(6)] public required int M5 { get; init; }

    [Id(7)] public required int M6 { get; init; }

    [Id(8)] public required int M6Plus { get; init; }
}

/// <summary>Calendar days until the money of a channel counts as cleared; 0 is at once.</summary>
[GenerateSerializer, Immutable, Alias("lb.ClearingDays")]
public sealed record ClearingDays
{
    [Id(0)] public required int Cash { get; init; }

    [Id(1)] public required int Transfer { get; init; }

    [Id(2)] public required int Wechat { get; init; }

    [Id(3)] public required int Alipay { get; init; }

    [Id(4)] public required int Card { get; init; }

    [Id(5)] public required int Cheque { get; init; }
}

/// <summary>The most that the receipts of a local day can earn, hundredths of a point; null: any number.</summary>
[GenerateSerializer, Immutable, Alias("lb.DayCaps")]
public sealed record DayCaps
{
    /// <summary>Of a collector.</summary>
    [Id(0)] public long? CollectorPerDay { get; init; }

    /// <summary>Of a collector from one account.</summary>
    [Id(1)] public long? AccountPerDay { get; init; }
}

/// <summary>
/// What splitting a payment earns. A receipt that a collector has from an account within so many minutes of the one before, on the same
/// local day, counts with a factor; exactly so many minutes later it counts in full. Both are receipts that stand, by when they were received.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.CoolDown")]
public sealed record CoolDown
{
    /// <summary>Null: none.</summary>
    [Id(0)] public int? Minutes { get; init; }

    /// <summary>Of the receipt's points, hundredths; 0: it earns nothing more.</summary>
    [Id(1)] public int Factor { get; init; }
}

/// <summary>
/// The measure of conduct that every scheme has: what upheld complaints take from the points earned in a period, once, when the period is
/// frozen. Shares in hundredths.
/// </summary>
[GenerateSerializer, Immutable, Alias("lb.ConductMeasure")]
public sealed record ConductMeasure
{
    /// <summary>An upheld minor complaint.</summary>
    [Id(0)] public required int MinorComplaint { get; init; }

    [Id(1)] public required int SeriousBreach { get; init; }
}
