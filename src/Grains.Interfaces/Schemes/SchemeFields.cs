namespace Leaderboard.Schemes;

/// <summary>What a figure of a scheme is counted in.</summary>
public enum SchemeUnit
{
    /// <summary>Hundredths; 100 is 1.00.</summary>
    Factor = 1,

    /// <summary>Hundredths of a point.</summary>
    Points = 2,

    /// <summary>Hundredths of the whole; 100 is all.</summary>
    Share = 3,

    /// <summary>Calendar days.</summary>
    Days = 4,

    Minutes = 5,
}

/// <summary>One figure of a scheme.</summary>
/// <param name="Path">Its name in the API, behind the name of its group.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Least">Inclusive.</param>
/// <param name="Most">Inclusive.</param>
/// <param name="Otherwise">What it is when it is left out; null with <paramref name="IsRequired"/> false: without it the rule does not exist.</param>
/// <param name="IsRequired">Whether it cannot be left out.</param>
/// <param name="Get">Its value in rules; null where the rule does not exist.</param>
/// <param name="Set">The same rules with another value.</param>
public sealed record SchemeField(
    string Path, SchemeUnit Unit, long Least, long Most, bool IsRequired, long? Otherwise, Func<SchemeRules, long?> Get, Func<SchemeRules, long, SchemeRules> Set)
{
    /// <summary>Decimals of what people and programs write.</summary>
    public int Decimals => Unit is SchemeUnit.Days or SchemeUnit.Minutes ? 0 : 2;

    /// <summary>The first part of the path, or all of it.</summary>
    public string Group => Path.Split('.')[0];

    /// <summary>The part of the path behind its group.</summary>
    public string Name => Path[(Path.IndexOf('.', StringComparison.Ordinal) + 1)..];
}

/// <summary>
/// Every figure of a scheme, with its limits: the one table that the validator, the API, the published schema and the form go by.
/// </summary>
public static class SchemeFields
{
    private const long MaxFactor = 5_00;
    private const long MaxClearingDays = 90;
    private const long MaxCap = 1_000_000_00;
    private const long MinutesPerDay = 1440;
    private const long MaxMerit = 100_000_00;
    private const long MaxLevel = 10_000_000_00;
    private const long MaxStreakDays = 250;
    private const long MaxExpiryDays = 3660;
    private const long MaxNoticeDays = 366;

    /// <summary>In the order in which they are read.</summary>
    public static IReadOnlyList<SchemeField> All { get; } =
    [
        Required("pointsPer100", SchemeUnit.Points, 1, 100_00, r => r.PointsPer100, (r, v) => r with { PointsPer100 = (int)v }),
        Kind("cash", k => k.Cash, (k, v) => k with { Cash = v }),
        Kind("writtenOffRecovery", k => k.WrittenOffRecovery, (k, v) => k with { WrittenOffRecovery = v }),
        Kind("debtSale", k => k.DebtSale, (k, v) => k with { DebtSale = v }),
        Kind("assetInLieu", k => k.AssetInLieu, (k, v) => k with { AssetInLieu = v }),
        Kind("restructured", k => k.Restructured, (k, v) => k with { Restructured = v }),
        Bucket("unknown", b => b.Unknown, (b, v) => b with { Unknown = v }),
        Bucket("M0", b => b.M0, (b, v) => b with { M0 = v }),
        Bucket("M1", b => b.M1, (b, v) => b with { M1 = v }),
        Bucket("M2", b => b.M2, (b, v) => b with { M2 = v }),
        Bucket("M3", b => b.M3, (b, v) => b with { M3 = v }),
        Bucket("M4", b => b.M4, (b, v) => b with { M4 = v }),
        Bucket("M5", b => b.M5, (b, v) => b with { M5 = v }),
        Bucket("M6", b => b.M6, (b, v) => b with { M6 = v }),
        Bucket("M6+", b => b.M6Plus, (b, v) => b with { M6Plus = v }),
        Clearing("cash", c => c.Cash, (c, v) => c with { Cash = v }),
        Clearing("transfer", c => c.Transfer, (c, v) => c with { Transfer = v }),
        Clearing("wechat", c => c.Wechat, (c, v) => c with { Wechat = v }),
        Clearing("alipay", c => c.Alipay, (c, v) => c with { Alipay = v }),
        Clearing("card", c => c.Card, (c, v) => c with { Card = v }),
        Clearing("cheque", c => c.Cheque, (c, v) => c with { Cheque = v }),
        Optional("caps.collectorPerDay", SchemeUnit.Points, 1, MaxCap, null, r => r.Caps.CollectorPerDay, (r, v) => r with { Caps = r.Caps with { CollectorPerDay = v } }),
        Optional("caps.accountPerDay", SchemeUnit.Points, 1, MaxCap, null, r => r.Caps.AccountPerDay, (r, v) => r with { Caps = r.Caps with { AccountPerDay = v } }),
        Optional("coolDown.minutes", SchemeUnit.Minutes, 1, MinutesPerDay, null, r => r.CoolDown.Minutes, (r, v) => r with { CoolDown = r.CoolDown with { Minutes = (int)v } }),
        Optional("coolDown.factor", SchemeUnit.Factor, 0, 99, 0, r => r.CoolDown.Factor, (r, v) => r with { CoolDown = r.CoolDown with { Factor = (int)v } }),
        Optional("conduct.minorComplaint", SchemeUnit.Share, 0, 100, 0, r => r.Conduct.MinorComplaint, (r, v) => r with { Conduct = r.Conduct with { MinorComplaint = (int)v } }),
        Optional("conduct.seriousBreach", SchemeUnit.Share, 0, 100, 0, r => r.Conduct.SeriousBreach, (r, v) => r with { Conduct = r.Conduct with { SeriousBreach = (int)v } }),
        Optional("streaks.days", SchemeUnit.Days, 2, MaxStreakDays, null, r => r.Streaks.Days, (r, v) => r with { Streaks = r.Streaks with { Days = (int)v } }),
        Optional("streaks.points", SchemeUnit.Points, 1, MaxMerit, null, r => r.Streaks.Points, (r, v) => r with { Streaks = r.Streaks with { Points = v } }),
        Badge("firstReceipt", b => b.FirstReceipt, (b, v) => b with { FirstReceipt = v }),
        Badge("personalBest", b => b.PersonalBest, (b, v) => b with { PersonalBest = v }),
        Badge("fiveDayStreak", b => b.FiveDayStreak, (b, v) => b with { FiveDayStreak = v }),
        Badge("oldDebt", b => b.OldDebt, (b, v) => b with { OldDebt = v }),
        Level("level2", l => l.Level2, (l, v) => l with { Level2 = v }),
        Level("level3", l => l.Level3, (l, v) => l with { Level3 = v }),
        Level("level4", l => l.Level4, (l, v) => l with { Level4 = v }),
        Level("level5", l => l.Level5, (l, v) => l with { Level5 = v }),
        Level("level6", l => l.Level6, (l, v) => l with { Level6 = v }),
        Level("level7", l => l.Level7, (l, v) => l with { Level7 = v }),
        Level("level8", l => l.Level8, (l, v) => l with { Level8 = v }),
        Optional("expiry.days", SchemeUnit.Days, 1, MaxExpiryDays, null, r => r.Expiry.Days, (r, v) => r with { Expiry = r.Expiry with { Days = (int)v } }),
        Optional("expiry.noticeDays", SchemeUnit.Days, 1, MaxNoticeDays, null, r => r.Expiry.NoticeDays, (r, v) => r with { Expiry = r.Expiry with { NoticeDays = (int)v } }),
    ];

    /// <summary>Rules in which every figure is 0 and no limit exists: what figures are set in.</summary>
    public static SchemeRules Blank { get; } = new()
    {
        PointsPer100 = 0,
        Kinds = new KindFactors { Cash = 0, WrittenOffRecovery = 0, DebtSale = 0, AssetInLieu = 0, Restructured = 0 },
        Buckets = new BucketFactors { Unknown = 0, M0 = 0, M1 = 0, M2 = 0, M3 = 0, M4 = 0, M5 = 0, M6 = 0, M6Plus = 0 },
        Clearing = new ClearingDays { Cash = 0, Transfer = 0, Wechat = 0, Alipay = 0, Card = 0, Cheque = 0 },
        Conduct = new ConductMeasure { MinorComplaint = 0, SeriousBreach = 0 },
    };

    private static SchemeField Kind(string name, Func<KindFactors, long> get, Func<KindFactors, int, KindFactors> set) =>
        Required("kindFactors." + name, SchemeUnit.Factor, 0, MaxFactor, r => get(r.Kinds), (r, v) => r with { Kinds = set(r.Kinds, (int)v) });

    private static SchemeField Bucket(string name, Func<BucketFactors, long> get, Func<BucketFactors, int, BucketFactors> set) =>
        Required("bucketFactors." + name, SchemeUnit.Factor, 0, MaxFactor, r => get(r.Buckets), (r, v) => r with { Buckets = set(r.Buckets, (int)v) });

    private static SchemeField Clearing(string name, Func<ClearingDays, long> get, Func<ClearingDays, int, ClearingDays> set) =>
        Required("clearingDays." + name, SchemeUnit.Days, 0, MaxClearingDays, r => get(r.Clearing), (r, v) => r with { Clearing = set(r.Clearing, (int)v) });

    private static SchemeField Badge(string name, Func<BadgePoints, long?> get, Func<BadgePoints, long, BadgePoints> set) =>
        Optional("badges." + name, SchemeUnit.Points, 1, MaxMerit, null, r => get(r.Badges), (r, v) => r with { Badges = set(r.Badges, v) });

    private static SchemeField Level(string name, Func<LevelThresholds, long> get, Func<LevelThresholds, long, LevelThresholds> set) =>
        Optional("levels." + name, SchemeUnit.Points, 1, MaxLevel, get(new LevelThresholds()), r => get(r.Levels), (r, v) => r with { Levels = set(r.Levels, v) });

    private static SchemeField Required(string path, SchemeUnit unit, long least, long most, Func<SchemeRules, long?> get, Func<SchemeRules, long, SchemeRules> set) =>
        new(path, unit, least, most, IsRequired: true, Otherwise: null, get, set);

    private static SchemeField Optional(string path, SchemeUnit unit, long least, long most, long? otherwise, Func<SchemeRules, long?> get, Func<SchemeRules, long, SchemeRules> set) =>
        new(path, unit, least, most, IsRequired: false, otherwise, get, set);
}
