namespace Leaderboard.Schemes;

/// <summary>
/// The published points schemes. A version is never changed; a receipt is priced by the one in force when it was received, and names it.
/// </summary>
[Alias("lb.ISchemesGrain"), GrainInterfaceType("lb.schemes")]
public interface ISchemesGrain : IGrainWithStringKey
{
    /// <summary>All versions, the one that takes effect last first.</summary>
    [Alias("List")]
    Task<SchemeView[]> List();

    /// <summary>What stands against publishing it now; empty when nothing does.</summary>
    [Alias("Check")]
    Task<SchemeFault[]> Check(SchemeDraft draft);

    /// <summary>Publishes the next version under an id. The same content under the same id again changes nothing.</summary>
    [Alias("Publish")]
    Task<SchemePublication> Publish(SchemeDraft draft, string by);
}

/// <summary>Replays rules over the journal; keeps nothing. One at a time on each silo, so that receipts are not held up.</summary>
[Alias("lb.ISchemeTrialGrain"), GrainInterfaceType("lb.scheme-trial")]
public interface ISchemeTrialGrain : IGrainWithStringKey
{
    /// <summary>What the receipts of the last 90 local days would have earned, with at most <paramref name="movers"/> (1–100) who gain most, and as many who lose most.</summary>
    [Alias("Run"), ResponseTimeout("00:02:00")]
    Task<SchemeTrial> Run(SchemeRules rules, int movers);
}

/// <summary>A scheme that is to be published.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeDraft")]
public sealed record SchemeDraft
{
    /// <summary>What it is called; its versions count from 1. Alphabet of ids.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The first instant of a local day.</summary>
    [Id(1)] public required Moment EffectiveFrom { get; init; }

    [Id(2)] public required SchemeRules Rules { get; init; }
}

/// <summary>What stands against a scheme.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeFault")]
public sealed record SchemeFault
{
    /// <summary>Path of the field that is at fault.</summary>
    [Id(0)] public required string Field { get; init; }

    [Id(1)] public required SchemeObjection Objection { get; init; }
}

/// <summary>Why a scheme is refused. The camelCase name is the code of the API.</summary>
public enum SchemeObjection
{
    None = 0,

    /// <summary>It pays on the recovered amount, or the rate, alone: no measure of conduct or quality weighs in.</summary>
    ConductMissing = 1,

    /// <summary>A figure is outside of its limits.</summary>
    OutOfRange = 2,

    /// <summary>Every factor of a group is 0.</summary>
    PaysNothing = 3,

    /// <summary>It would take effect before now.</summary>
    InPast = 4,

    /// <summary>It would take effect before every node has heard of it.</summary>
    TooSoon = 5,

    /// <summary>It would take effect within a day.</summary>
    NotDayStart = 6,

    /// <summary>A rule that can never come to bear.</summary>
    NoEffect = 7,

    /// <summary>A serious breach would take less than a minor complaint.</summary>
    SeriousBelowMinor = 8,

    /// <summary>No figure, or none with so many decimals.</summary>
    NoFigure = 9,

    /// <summary>There is no such field.</summary>
    UnknownField = 10,

    InvalidId = 11,

    /// <summary>A level begins with no more points than the one before.</summary>
    NotAscending = 12,
}

/// <summary>What became of publishing.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemePublication")]
public sealed record SchemePublication
{
    /// <summary>Empty when it is published.</summary>
    [Id(0)] public SchemeFault[] Faults { get; init; } = [];

    /// <summary>Null when it was refused.</summary>
    [Id(1)] public SchemeView? Scheme { get; init; }

    /// <summary>False when it had been published before.</summary>
    [Id(2)] public bool IsNew { get; init; }
}

/// <summary>A published version.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeView")]
public sealed record SchemeView
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>From 1, for each id.</summary>
    [Id(1)] public required int Version { get; init; }

    /// <summary>Null: from the beginning.</summary>
    [Id(2)] public Moment? EffectiveFrom { get; init; }

    [Id(3)] public required SchemeRules Rules { get; init; }

    /// <summary>Null for the plan that comes with the program.</summary>
    [Id(4)] public Moment? PublishedAt { get; init; }

    /// <summary>Id of a person, or <c>key</c>; null for the plan that comes with the program.</summary>
    [Id(5)] public string? PublishedBy { get; init; }

    [Id(6)] public required SchemeState State { get; init; }

    /// <summary>As entries name it.</summary>
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}/{Version}");
}

/// <summary>Where a version stands; follows from the clock.</summary>
public enum SchemeState
{
    /// <summary>Takes effect later.</summary>
    Coming = 1,

    InForce = 2,

    /// <summary>Was in force.</summary>
    Past = 3,

    /// <summary>Another that was published later takes effect at the same time: this one never does, or no longer.</summary>
    Replaced = 4,
}

/// <summary>What receipts would have earned under other rules. Points in hundredths; those of nobody (unassigned) are left out.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeTrial")]
public sealed record SchemeTrial
{
    /// <summary>Inclusive; a local day's first instant.</summary>
    [Id(0)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(1)] public required Moment To { get; init; }

    /// <summary>Receipts looked at, those taken back too.</summary>
    [Id(2)] public required long Receipts { get; init; }

    /// <summary>All together.</summary>
    [Id(3)] public required SchemeTrialRow Total { get; init; }

    /// <summary>Collectors who would have more.</summary>
    [Id(4)] public required int Gaining { get; init; }

    [Id(5)] public required int Losing { get; init; }

    [Id(6)] public required int Unchanged { get; init; }

    /// <summary>By team credited, by id.</summary>
    [Id(7)] public required SchemeTrialRow[] Teams { get; init; }

    /// <summary>Collectors who gain most, the most first.</summary>
    [Id(8)] public required SchemeTrialRow[] Gainers { get; init; }

    /// <summary>Collectors who lose most, the most first.</summary>
    [Id(9)] public required SchemeTrialRow[] Losers { get; init; }
}

/// <summary>Points of one collector or team, or of all: as they were earned, and as they would have been.</summary>
[GenerateSerializer, Immutable, Alias("lb.SchemeTrialRow")]
public sealed record SchemeTrialRow
{
    /// <summary>Empty for all, and for what no team was credited with.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required long BeforeHundredths { get; init; }

    [Id(2)] public required long AfterHundredths { get; init; }
}
