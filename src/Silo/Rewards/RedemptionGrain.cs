using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Rewards;
using Leaderboard.Journal;
using Leaderboard.Notices;
using Leaderboard.Operations;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>
/// Keeps one redemption: a saga over the collector's points, the reward's stock and the budget. Each step is stored before it is done elsewhere, and
/// done under an id of the redemption's own, so that whatever breaks it off, the next call, or the clock, does the rest and nothing twice.
/// </summary>
[GrainType("lb.redemption")]
internal sealed partial class RedemptionGrain(DocumentStore documents, RedemptionPolicy policy, NoticeChannels channels, InstitutionCalendar calendar, FaultPoints<RedemptionPoint> faults, TimeProvider time) : Grain, IRedemptionGrain
{
    public const string DocumentKind = "redemption";

    private string _id = "";
    private RedemptionRecord? _record;
    private long _version;

    private ICollectorGrain Collector => GrainFactory.Collector(new CollectorId(Known.Collector));

    private IRewardGrain Reward => GrainFactory.Reward(Known.Reward);

    private RedemptionRecord Known => _record ?? throw new InvalidOperationException("There is no redemption.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<RedemptionRecord>(DocumentKind, _id);
    }

    public async Task<RedemptionAnswer> Request(RedemptionRequest request, string by)
    {
        await Finish();
        if (_record is { IsRefused: false } known)
            return Answer(known.Is(request) ? RedemptionOutcome.Done : RedemptionOutcome.Conflict);
        var (fault, next) = await PricedAsync(request, by);
        if (next is null)
            return new RedemptionAnswer { Outcome = fault };
        await SaveAsync(next, RedemptionPoint.RequestingStored);
        await ReserveAsync();
        return Known.IsRefused ? new RedemptionAnswer { Outcome = Known.Refusal ?? RedemptionOutcome.Conflict } : Answer(RedemptionOutcome.Done) with { IsNew = true };
    }

    public async Task<RedemptionAnswer> Approve(string by) => await UncoveredAsync(RedemptionStep.Requested) ?? await MoveAsync(r => r.Approved(by, time.Now()), RedemptionPoint.ApprovedStored);

    public async Task<RedemptionAnswer> Reopen(string by)
    {
        var answer = await MoveAsync(r => r.Reopened(by, time.Now()), RedemptionPoint.ReopenedStored);
        return answer.Outcome == RedemptionOutcome.Done && Known is { Step: RedemptionStep.Ended, Refusal: { } why } ? Answer(why) : answer;
    }

    public Task<RedemptionAnswer> End(RedemptionState end, string? reason, string by, bool onlyRequested = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(end is RedemptionState.Rejected or RedemptionState.Cancelled, true, nameof(end));
        return MoveAsync(r => r.Ending(end, reason, by, time.Now(), onlyRequested), RedemptionPoint.EndingStored);
    }

    public async Task<RedemptionAnswer> Fulfil(string by) => await UncoveredAsync(RedemptionStep.Approved) ?? await MoveAsync(r => r.Fulfilling(by, time.Now()), RedemptionPoint.FulfillingStored);

    public async Task<RedemptionAnswer> Claim(string by) => await UncoveredAsync(RedemptionStep.Approved) ?? await MoveAsync(r => r.Claiming(by, time.Now()), RedemptionPoint.FulfillingStored);

    public Task<RedemptionAnswer> Return(bool toShelf, string reason, string by) => MoveAsync(r => r.Returning(toShelf, reason, by, time.Now()), RedemptionPoint.ReturningStored);

    public Task<RedemptionAnswer> Show() => MoveAsync(r => r.Showing(time.Now()), RedemptionPoint.ShownStored);

    public async Task<string[]> Codes()
    {
        await Finish();
        return _record is { Step: RedemptionStep.Fulfilled, IsByCode: true, ShownAtMicros: null } ? await Reward.Codes(Known.DrawId) : [];
    }

    public Task Finish() => _record?.Step switch
    {
        RedemptionStep.Requesting => ReserveAsync(),
        RedemptionStep.Refusing => RefuseAsync(),
        RedemptionStep.Fulfilling => SpendAsync(),
        RedemptionStep.Ending => GiveBackAsync(),
        RedemptionStep.Returning => TakeBackAsync(),
        RedemptionStep.Requested or RedemptionStep.Approved => ExpireAsync(),
        _ => Task.CompletedTask,
    };

    public async Task Remind()
    {
        foreach (var kind in Reminders.OfRedemptions)
        {
            if (_record?.Reminded(kind, policy, time.Now()) is { } next && !ReferenceEquals(next, _record))
                await SaveAsync(next, Reminders.Of(kind, next, policy, calendar, channels.NamesOf(kind)), RedemptionPoint.RemindedStored);
        }
    }

    public Task<RedemptionView?> Get() => Task.FromResult(_record is { IsRefused: false } known ? known.ToView(policy) : null);

    /// <summary>The answer while less is vested than is held: what was promised has bounced since. Null else.</summary>
    private async Task<RedemptionAnswer?> UncoveredAsync(RedemptionStep step)
    {
        await Finish();
        return _record?.Step == step && await Collector.GetPoints() is { } now && now.VestedHundredths < now.HeldHundredths ? Answer(RedemptionOutcome.InsufficientPoints) : null;
    }

    private RedemptionAnswer Answer(RedemptionOutcome outcome) => new() { Outcome = outcome, Redemption = Known.ToView(policy) };

    private async Task<RedemptionAnswer> MoveAsync(Func<RedemptionRecord, RedemptionRecord?> move, RedemptionPoint stored)
    {
        await Finish();
        if (_record is null or { IsRefused: true })
            return new RedemptionAnswer { Outcome = RedemptionOutcome.NoSuchRedemption };
        if (move(_record) is not { } next)
            return Answer(RedemptionOutcome.IllegalMove);
        var isChange = !ReferenceEquals(next, _record);
        if (isChange)
            await SaveAsync(next, stored);
        await Finish();
        return Answer(RedemptionOutcome.Done) with { IsNew = isChange };
    }

    /// <summary>What it costs now. What is plainly not to be had is refused before anything is held.</summary>
    private async Task<(RedemptionOutcome Fault, RedemptionRecord? Next)> PricedAsync(RedemptionRequest request, string by)
    {
        if (await GrainFactory.Collector(request.Collector).Get() is not { } collector)
            return (RedemptionOutcome.UnknownCollector, null);
        if (await GrainFactory.Reward(request.Reward).Get() is not { } reward)
            return (RedemptionOutcome.UnknownReward, null);
        if (!reward.Terms.IsOfferedAt(time.Now()))
            return (RedemptionOutcome.RewardInactive, null);
        if (!reward.Terms.IsFor(collector.Team))
            return (RedemptionOutcome.NotForThem, null);
        if (request.Quantity > reward.Available)
            return (RedemptionOutcome.OutOfStock, null);
        if (request.ShownPriceHundredths is { } shown && shown != reward.Terms.PriceHundredths)
            return (RedemptionOutcome.PriceChanged, null);
        if (reward.Terms.PriceHundredths > long.MaxValue / request.Quantity)
            return (RedemptionOutcome.InsufficientPoints, null);
        if (reward.Terms.ValueMinor > long.MaxValue / request.Quantity)
            return (RedemptionOutcome.BudgetExhausted, null);
        var (price, value) = (reward.Terms.PriceHundredths * request.Quantity, reward.Terms.ValueMinor * request.Quantity);
        var envelope = reward.Terms.Budget is { } budget ? await GrainFactory.Budget(budget).GetTerms() : null;
        if (reward.Terms.Budget is not null && !Pays(envelope, collector))
            return (RedemptionOutcome.BudgetExhausted, null);
        if (await GrainFactory.Collector(request.Collector).GetPoints() is { } points && points.VestedHundredths - points.HeldHundredths < price)
            return (RedemptionOutcome.InsufficientPoints, null);
        return (RedemptionOutcome.Done, new RedemptionRecord
        {
            Id = _id,
            Collector = request.Collector.Value,
            Reward = request.Reward,
            RewardName = reward.Terms.Name,
            Kind = reward.Terms.Kind,
            Quantity = request.Quantity,
            PriceHundredths = price,
            ValueMinor = value,
            Budget = reward.Terms.Budget,
            BudgetValue = envelope?.Unit == PrizeUnit.Points ? price : value,
            Step = RedemptionStep.Requesting,
            Attempt = (_record?.Attempt ?? 0) + 1,
            RequestedAtMicros = time.Now().UnixMicroseconds,
            RequestedBy = by,
            NeedsTwo = value > policy.SecondAboveMinor,
        });
    }

    /// <summary>An envelope pays in its period, and for its team alone where it has one.</summary>
    private bool Pays(BudgetTerms? envelope, CollectorView collector) =>
        envelope is not null && time.Now() is var now && now >= envelope.From && now < envelope.To && (envelope.Team is not { } team || team == collector.Team);
}
