using Leaderboard.Contests;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Contests;

/// <summary>A contest as kept. Methods return the next value, or this one when nothing changed; null: its state does not allow it.</summary>
internal sealed record ContestRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required ContestRules Rules { get; init; }

    public required ContestStep Step { get; init; }

    public required long CreatedAtMicros { get; init; }

    public required string CreatedBy { get; init; }

    public long? ScheduledAtMicros { get; init; }

    public string? ScheduledBy { get; init; }

    /// <summary>Hex; of the rules as frozen.</summary>
    public string? RulesHash { get; init; }

    /// <summary>The most that its prizes can pay, as it reserves it of its budget; null without one.</summary>
    public long? Reserve { get; init; }

    public string? CancelledBy { get; init; }

    /// <summary>What was certified, from the moment on at which paying began.</summary>
    public ContestResult? Result { get; init; }

    public ContestRecord? Redrafted(ContestRules rules) => Step == ContestStep.Draft ? this with { Rules = rules } : null;

    /// <summary>Where it names a budget it has to reserve of it before it is scheduled.</summary>
    public ContestRecord? Scheduled(string by, Moment now, Digest hash) => Step switch
    {
        ContestStep.Draft => this with
        {
            Step = Rules.Budget is null ? ContestStep.Scheduled : ContestStep.Reserving,
            Reserve = Rules.Budget is null ? null : PrizeBound.Of(Rules),
            ScheduledAtMicros = now.UnixMicroseconds,
            ScheduledBy = by,
            RulesHash = hash.ToString(),
        },
        ContestStep.Scheduled or ContestStep.Reserving => this,
        _ => null,
    };

    public ContestRecord Reserved() => this with { Step = ContestStep.Scheduled };

    /// <summary>The budget did not have it: a draft again.</summary>
    public ContestRecord Unscheduled() => this with { Step = ContestStep.Draft, Reserve = null, ScheduledAtMicros = null, ScheduledBy = null, RulesHash = null };

    /// <summary>Where it has reserved of a budget it has to give that back.</summary>
    public ContestRecord? Cancelled(string by) => Step switch
    {
        ContestStep.Scheduled when Rules.Budget is not null => this with { Step = ContestStep.Releasing, CancelledBy = by },
        ContestStep.Draft or ContestStep.Scheduled => this with { Step = ContestStep.Cancelled, CancelledBy = by },
        ContestStep.Cancelled or ContestStep.Releasing => this,
        _ => null,
    };

    public ContestRecord Released() => this with { Step = ContestStep.Cancelled };

    public ContestRecord Paying(ContestResult result) => this with { Step = ContestStep.Paying, Result = result };

    /// <summary>Whether a prize dated between the two, the second exclusive, may not be in the journal yet.</summary>
    public bool IsPayingFor(Moment from, Moment to) => Step == ContestStep.Paying && Result is { } result && new Moment(result.AtMicros) is var at && at >= from && at < to;

    public ContestRecord Paid() => this with { Step = ContestStep.Certified };

    /// <summary>What a person is told: between scheduled and settling it follows from the clock.</summary>
    public ContestState StateAt(Moment now) => Step switch
    {
        ContestStep.Draft or ContestStep.Reserving => ContestState.Draft,
        ContestStep.Cancelled or ContestStep.Releasing => ContestState.Cancelled,
        ContestStep.Certified => ContestState.Certified,
        ContestStep.Paying => ContestState.Settling,
        _ when now < Rules.StartsAt => ContestState.Scheduled,
        _ when now < Rules.EndsAt => ContestState.Running,
        _ => ContestState.Settling,
    };
}

/// <summary>How far a contest has come by decisions. The numbers are stored and never reused.</summary>
internal enum ContestStep
{
    Draft = 1,
    Scheduled = 2,

    /// <summary>The result is stored; not every line may be paid.</summary>
    Paying = 3,

    Certified = 4,
    Cancelled = 5,

    /// <summary>The rules are frozen; whether the budget has what it needs is not known yet.</summary>
    Reserving = 6,

    /// <summary>Cancelled; what it reserved may not be given back yet.</summary>
    Releasing = 7,
}

/// <summary>What was certified: standings, the heads they include, and every line to pay.</summary>
internal sealed record ContestResult
{
    public required long AtMicros { get; init; }

    public required string By { get; init; }

    /// <summary>By partition.</summary>
    public required IReadOnlyList<PartitionHead> Heads { get; init; }

    public required IReadOnlyList<StoredStanding> Standings { get; init; }

    public required IReadOnlyList<StoredPayout> Lines { get; init; }

    /// <summary>Whom prizes passed over; for few to read.</summary>
    public IReadOnlyList<StoredPassedOver> PassedOver { get; init; } = [];
}

/// <param name="Collector">Who had no prize.</param>
/// <param name="Cause">Why.</param>
internal sealed record StoredPassedOver(string Collector, PassedOverCause Cause);

/// <param name="Rank">As certified.</param>
/// <param name="IsTied">Whether another stood equal.</param>
/// <param name="Id">Of the entrant.</param>
/// <param name="Name">As it was then.</param>
/// <param name="Alias">Shown instead of the name; null where there was none.</param>
/// <param name="Team">Of a collector; null for others.</param>
/// <param name="TeamName">As it was then.</param>
/// <param name="Value">In the unit of the measure.</param>
/// <param name="ReachedAtMicros">The latest time among the entries summed; of a race, when the target was crossed.</param>
internal sealed record StoredStanding(int Rank, bool IsTied, string Id, string Name, string? Alias, string? Team, string? TeamName, long Value, long ReachedAtMicros)
{
    /// <summary>What a ratio was made of, minor units; null of other measures.</summary>
    public long? NumeratorMinor { get; init; }

    public long? DenominatorMinor { get; init; }

    /// <summary>Of per head: the collectors it was divided by; null of other measures.</summary>
    public int? Heads { get; init; }

    /// <summary>From 1; null where all run together.</summary>
    public int? League { get; init; }
}

/// <param name="Key">Contest, line, collector.</param>
/// <param name="SubjectId">The entrant that won it.</param>
/// <param name="Team">Of the collector then; null without one.</param>
/// <param name="Collector">Who is paid.</param>
/// <param name="Rank">As shown.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Value">In the unit, above 0.</param>
internal sealed record StoredPayout(string Key, string SubjectId, string? Team, string Collector, int Rank, PrizeUnit Unit, long Value);
