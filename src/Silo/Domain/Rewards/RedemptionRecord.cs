using System.Text.Json.Serialization;
using Leaderboard.Notices;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Rewards;

/// <summary>A redemption as kept. Methods return the next value, or this one when nothing changed; null: its state does not allow it.</summary>
internal sealed record RedemptionRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required string Collector { get; init; }

    public required string Reward { get; init; }

    public required string RewardName { get; init; }

    /// <summary>As it was when it was asked for.</summary>
    public RewardKind Kind { get; init; } = RewardKind.Goods;

    public required int Quantity { get; init; }

    /// <summary>Of all together.</summary>
    public required long PriceHundredths { get; init; }

    /// <summary>Of all together.</summary>
    public required long ValueMinor { get; init; }

    /// <summary>The envelope that pays for it; null for none.</summary>
    public string? Budget { get; init; }

    /// <summary>Of the envelope's unit.</summary>
    public long BudgetValue { get; init; }

    public required RedemptionStep Step { get; init; }

    /// <summary>What was refused may be asked for again, under ids of its own for whatever it reserves.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Why it is refused, from the moment on at which what it reserved is given back.</summary>
    public RedemptionOutcome? Refusal { get; init; }

    public required long RequestedAtMicros { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>As it was demanded when it was asked for.</summary>
    public bool NeedsTwo { get; init; }

    /// <summary>Who approved it first, where it takes two; null: nobody yet.</summary>
    public string? FirstApprovedBy { get; init; }

    /// <summary>Whether what came back can be had by others.</summary>
    public bool IsBackOnShelf { get; init; }

    /// <summary>Whether what it set aside are codes.</summary>
    public bool IsByCode { get; init; }

    /// <summary>Whether its owner took it by having the codes shown, and nobody handed it over.</summary>
    public bool IsClaimed { get; init; }

    /// <summary>When its owner was shown the codes; null: nobody has seen them.</summary>
    public long? ShownAtMicros { get; init; }

    /// <summary>When somebody was reminded that it waits; null: nobody was since it became what it is.</summary>
    public long? RemindedAtMicros { get; init; }

    /// <summary>When its owner was told that it ends soon; null: they were not since it became what it is.</summary>
    public long? WarnedAtMicros { get; init; }

    public IReadOnlyList<StoredDecision> Decisions { get; init; } = [];

    /// <summary>Under which it holds points and draws on stock and budget.</summary>
    [JsonIgnore]
    public string DrawId => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}/{Attempt}");

    [JsonIgnore]
    public PointsHold Hold => new() { Id = DrawId, PointsHundredths = PriceHundredths };

    [JsonIgnore]
    public bool IsRefused => Step == RedemptionStep.Refused;

    /// <summary>Whether nothing of its step is left to be done.</summary>
    [JsonIgnore]
    public bool IsSettled => Step is RedemptionStep.Requested or RedemptionStep.Approved or RedemptionStep.Fulfilled or RedemptionStep.Ended or RedemptionStep.Returned;

    public bool Is(RedemptionRequest request) =>
        string.Equals(Collector, request.Collector.Value, StringComparison.Ordinal) && string.Equals(Reward, request.Reward, StringComparison.Ordinal) && Quantity == request.Quantity;

    public RedemptionRecord Requested(bool isByCode) => this with { Step = RedemptionStep.Requested, IsByCode = isByCode };

    public RedemptionRecord Refusing(RedemptionOutcome why) => this with { Step = RedemptionStep.Refusing, Refusal = why };

    /// <summary>What had ended, and could not be brought back, has ended as before.</summary>
    public RedemptionRecord Refused() => Decisions.Count < 2
        ? this with { Step = RedemptionStep.Refused }
        : this with { Step = RedemptionStep.Ended, Decisions = [.. Decisions, Decisions[^2]] };

    /// <summary>Where it takes two, the second is another than the first.</summary>
    public RedemptionRecord? Approved(string by, Moment now) => Step switch
    {
        RedemptionStep.Requested when NeedsTwo && FirstApprovedBy is null => this with { FirstApprovedBy = by },
        RedemptionStep.Requested when NeedsTwo && string.Equals(FirstApprovedBy, by, StringComparison.Ordinal) => this,
        RedemptionStep.Requested => Decided(RedemptionStep.Approved, RedemptionState.Approved, by, now, null),
        RedemptionStep.Approved => this,
        _ => null,
    };

    /// <summary>
    /// What was rejected has to reserve all it needs anew, for the price of then; it waits from now on. Who was the second of two takes back the own approval alone.
    /// </summary>
    public RedemptionRecord? Reopened(string by, Moment now) => Step switch
    {
        RedemptionStep.Approved => Decided(RedemptionStep.Requested, RedemptionState.Requested, by, now, null) with { FirstApprovedBy = IsSecond(by) ? FirstApprovedBy : null },
        RedemptionStep.Requested => FirstApprovedBy is null ? this : this with { FirstApprovedBy = null },
        RedemptionStep.Ended when State == RedemptionState.Rejected =>
            Decided(RedemptionStep.Requesting, RedemptionState.Requested, by, now, null) with { FirstApprovedBy = null, Attempt = Attempt + 1, Refusal = null },
        _ => null,
    };

    /// <summary>What it reserved has to be given back.</summary>
    public RedemptionRecord? Ending(RedemptionState end, string? reason, string by, Moment now, bool onlyRequested) => Step switch
    {
        RedemptionStep.Approved when onlyRequested => null,
        RedemptionStep.Requested or RedemptionStep.Approved => Decided(RedemptionStep.Ending, end, by, now, reason),
        RedemptionStep.Ending or RedemptionStep.Ended when State == end => this,
        _ => null,
    };

    /// <summary>This one until its time is over.</summary>
    public RedemptionRecord Expiring(RedemptionPolicy policy, Moment now) =>
        ExpiresAt(policy) is { } end && end <= now ? Decided(RedemptionStep.Ending, RedemptionState.Expired, "", now, null) : this;

    /// <summary>This one until it is time for it, once it was done, and when there is no time left.</summary>
    public RedemptionRecord Reminded(NoticeKind kind, RedemptionPolicy policy, Moment now) => kind switch
    {
        _ when !(ExpiresAt(policy) > now) => this,
        NoticeKind.RequestWaiting when RemindedAtMicros is null && LateAt(policy) <= now => this with { RemindedAtMicros = now.UnixMicroseconds },
        NoticeKind.RedemptionExpiring when WarnedAtMicros is null && EndsSoonAt(policy) <= now => this with { WarnedAtMicros = now.UnixMicroseconds },
        _ => this,
    };

    public RedemptionRecord Ended() => this with { Step = RedemptionStep.Ended };

    public RedemptionRecord? Fulfilling(string by, Moment now) => Step switch
    {
        RedemptionStep.Approved => Decided(RedemptionStep.Fulfilling, RedemptionState.Fulfilled, by, now, null),
        RedemptionStep.Fulfilling or RedemptionStep.Fulfilled => this,
        _ => null,
    };

    /// <summary>What is had by code needs nobody to hand it over.</summary>
    public RedemptionRecord? Claiming(string by, Moment now) => this switch
    {
        { IsByCode: false } => null,
        { Step: RedemptionStep.Approved } => Decided(RedemptionStep.Fulfilling, RedemptionState.Fulfilled, by, now, null) with { IsClaimed = true },
        _ => Fulfilling(by, now),
    };

    public RedemptionRecord Fulfilled() => this with { Step = RedemptionStep.Fulfilled };

    /// <summary>Once: what was shown is not shown again.</summary>
    public RedemptionRecord? Showing(Moment now) => this switch
    {
        { Step: not RedemptionStep.Fulfilled } or { IsByCode: false } => null,
        { ShownAtMicros: null } => this with { ShownAtMicros = now.UnixMicroseconds },
        _ => this,
    };

    /// <summary>What was spent has to be given back. A code that somebody has seen is nobody else's.</summary>
    public RedemptionRecord? Returning(bool toShelf, string reason, string by, Moment now) => Step switch
    {
        RedemptionStep.Fulfilled => Decided(RedemptionStep.Returning, RedemptionState.Returned, by, now, reason) with { IsBackOnShelf = toShelf && ShownAtMicros is null },
        RedemptionStep.Returning or RedemptionStep.Returned => this,
        _ => null,
    };

    public RedemptionRecord Returned() => this with { Step = RedemptionStep.Returned };

    /// <summary>What a person is told; a step that is not through is as good as done. Stored, to be searched for.</summary>
    public RedemptionState State => Decisions.Count > 0 ? Decisions[^1].State : RedemptionState.Requested;

    /// <summary>Null where nothing runs out.</summary>
    public Moment? ExpiresAt(RedemptionPolicy policy) => Step switch
    {
        RedemptionStep.Requested => Since.Plus(policy.RequestLife),
        RedemptionStep.Approved => Since.Plus(policy.ClaimLife),
        _ => null,
    };

    /// <summary>From when on whoever decides is reminded; null where nothing is to be decided.</summary>
    public Moment? LateAt(RedemptionPolicy policy) => Step == RedemptionStep.Requested ? Since.Plus(policy.RequestPatience) : null;

    /// <summary>From when on its owner is told that it ends; null where nothing runs out.</summary>
    public Moment? EndsSoonAt(RedemptionPolicy policy) => Step switch
    {
        RedemptionStep.Requested => Since.Plus(policy.RequestLife - policy.RequestNotice),
        RedemptionStep.Approved => Since.Plus(policy.ClaimLife - policy.ClaimNotice),
        _ => null,
    };

    /// <summary>When it became what it is.</summary>
    [JsonIgnore]
    public Moment Since => new(Decisions.Count > 0 ? Decisions[^1].AtMicros : RequestedAtMicros);

    public RedemptionView ToView(RedemptionPolicy policy) => new()
    {
        Id = Id,
        Collector = new CollectorId(Collector),
        Reward = Reward,
        RewardName = RewardName,
        Quantity = Quantity,
        PriceHundredths = PriceHundredths,
        ValueMinor = ValueMinor,
        State = State,
        RequestedAt = new Moment(RequestedAtMicros),
        RequestedBy = RequestedBy,
        NeedsTwo = NeedsTwo,
        FirstApprovedBy = FirstApprovedBy,
        ExpiresAt = ExpiresAt(policy),
        LateAt = LateAt(policy),
        EndsSoonAt = EndsSoonAt(policy),
        IsByCode = IsByCode,
        ShownAt = ShownAtMicros is { } shown ? new Moment(shown) : null,
        Decisions = [.. Decisions.Select(d => new RedemptionDecision { State = d.State, At = new Moment(d.AtMicros), By = d.By, Reason = d.Reason })],
    };

    private bool IsSecond(string by) => FirstApprovedBy is { } first && !string.Equals(first, by, StringComparison.Ordinal) && string.Equals(Decisions[^1].By, by, StringComparison.Ordinal);

    private RedemptionRecord Decided(RedemptionStep step, RedemptionState state, string by, Moment now, string? reason) =>
        this with { Step = step, RemindedAtMicros = null, WarnedAtMicros = null, Decisions = [.. Decisions, new StoredDecision(state, now.UnixMicroseconds, by, reason)] };
}

/// <param name="State">What it became.</param>
/// <param name="AtMicros">When.</param>
/// <param name="By">Who did.</param>
/// <param name="Reason">Null for none.</param>
internal sealed record StoredDecision(RedemptionState State, long AtMicros, string By, string? Reason);

/// <summary>How far a redemption has come. The numbers are stored, searched for, and never reused.</summary>
internal enum RedemptionStep
{
    /// <summary>Asked for; what it needs may be reserved or not.</summary>
    Requesting = 1,

    Requested = 2,
    Approved = 3,

    /// <summary>Handed over; points, stock and budget may be spent or not.</summary>
    Fulfilling = 4,

    Fulfilled = 5,

    /// <summary>Rejected, cancelled or expired; what it reserved may not be given back yet.</summary>
    Ending = 6,

    Ended = 7,

    /// <summary>It could not have what it needs; what it reserved may not be given back yet.</summary>
    Refusing = 8,

    /// <summary>As if it had never been asked for.</summary>
    Refused = 9,

    /// <summary>What was handed over came back; points, stock and budget may not be given back yet.</summary>
    Returning = 10,

    Returned = 11,
}
