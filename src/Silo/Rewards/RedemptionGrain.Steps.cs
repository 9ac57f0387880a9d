using Leaderboard.Budgets;
using Leaderboard.Domain.Notices;
using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>What a step does at the points, the stock and the budget: each move under an id of the redemption's own, so that doing it again does nothing twice.</summary>
internal sealed partial class RedemptionGrain
{
    /// <summary>Points first: who has not enough takes nothing from the shelf, not even for a moment.</summary>
    private async Task ReserveAsync()
    {
        if (!await Collector.Hold(Known.Hold))
        {
            await RefuseAsync(RedemptionOutcome.InsufficientPoints);
            return;
        }

        faults.Pass(_id, RedemptionPoint.Held);
        var stock = await Reward.Reserve(Known.DrawId, Known.Quantity);
        if (stock != StockOutcome.Done)
        {
            await RefuseAsync(stock == StockOutcome.OutOfStock ? RedemptionOutcome.OutOfStock : RedemptionOutcome.RewardInactive);
            return;
        }

        faults.Pass(_id, RedemptionPoint.SetAside);
        if (Known.Budget is { } budget)
        {
            if (!await StillPaysAsync(budget) || await GrainFactory.Budget(budget).Reserve(BudgetDraw, Known.BudgetValue) != BudgetOutcome.Done)
            {
                await RefuseAsync(RedemptionOutcome.BudgetExhausted);
                return;
            }

            faults.Pass(_id, RedemptionPoint.BudgetReserved);
        }

        // What is set aside keeps a reward from becoming another sort of thing: it is what it is now.
        await SaveAsync(Known.Requested(isByCode: await Reward.Get() is { IsByCode: true }), RedemptionPoint.RequestedStored);
    }

    /// <summary>What is asked for now has just been checked; what was rejected may come back long after.</summary>
    private async Task<bool> StillPaysAsync(string budget) =>
        Known.Decisions.Count == 0 || (await Collector.Get() is { } collector && Pays(await GrainFactory.Budget(budget).GetTerms(), collector));

    private string BudgetDraw => "redemption:" + Known.DrawId;

    private async Task RefuseAsync(RedemptionOutcome why)
    {
        await SaveAsync(Known.Refusing(why), RedemptionPoint.RefusingStored);
        await RefuseAsync();
    }

    private async Task RefuseAsync()
    {
        await ReleaseAsync();
        await SaveAsync(Known.Refused(), RedemptionPoint.RefusedStored);
    }

    private async Task ExpireAsync()
    {
        var next = Known.Expiring(policy, time.Now());
        if (ReferenceEquals(next, _record))
            return;
        await SaveAsync(next, RedemptionPoint.EndingStored);
        await GiveBackAsync();
    }

    private async Task GiveBackAsync()
    {
        await ReleaseAsync();
        await SaveAsync(Known.Ended(), RedemptionPoint.EndedStored);
    }

    /// <summary>What was never reserved is no fault.</summary>
    private async Task ReleaseAsync()
    {
        await Collector.Release(Known.Hold);
        faults.Pass(_id, RedemptionPoint.PointsReleased);
        Demand(await Reward.Release(Known.DrawId), StockOutcome.Done, Known.Reward);
        faults.Pass(_id, RedemptionPoint.StockReleased);
        if (Known.Budget is { } budget)
        {
            Demand(await GrainFactory.Budget(budget).Release(BudgetDraw), BudgetOutcome.Done, budget);
            faults.Pass(_id, RedemptionPoint.BudgetReleased);
        }
    }

    private async Task SpendAsync()
    {
        Demand(await Collector.Capture(Known.Hold), true, Known.Collector);
        faults.Pass(_id, RedemptionPoint.Captured);
        Demand(await Reward.Take(Known.DrawId), StockOutcome.Done, Known.Reward);
        faults.Pass(_id, RedemptionPoint.Taken);
        if (Known.Budget is { } budget)
        {
            Demand(await GrainFactory.Budget(budget).Commit(BudgetDraw, Known.BudgetValue), BudgetOutcome.Done, budget);
            faults.Pass(_id, RedemptionPoint.BudgetSpent);
        }

        await SaveAsync(Known.Fulfilled(), RedemptionPoint.FulfilledStored);
    }

    private async Task TakeBackAsync()
    {
        Demand(await Collector.Return(Known.Hold), true, Known.Collector);
        faults.Pass(_id, RedemptionPoint.PointsReturned);
        Demand(await Reward.Return(Known.DrawId, Known.IsBackOnShelf), StockOutcome.Done, Known.Reward);
        faults.Pass(_id, RedemptionPoint.StockReturned);
        if (Known.Budget is { } budget)
        {
            Demand(await GrainFactory.Budget(budget).Return(BudgetDraw), BudgetOutcome.Done, budget);
            faults.Pass(_id, RedemptionPoint.BudgetReturned);
        }

        await SaveAsync(Known.Returned(), RedemptionPoint.ReturnedStored);
    }

    /// <summary>What was reserved under an id of the redemption's own is there: anything else is damage, and not to be passed over.</summary>
    private void Demand<T>(T found, T expected, string where)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
            throw new InvalidDataException($"{where} answers {found} to the redemption {_id}.");
    }

    /// <summary>
    /// With the notices of a decision in its transaction: neither is there without the other, wherever the process ends, and no cursor has to be kept. A notice is
    /// new, so that it is there once; from then on it is its own grain's.
    /// </summary>
    private Task SaveAsync(RedemptionRecord next, RedemptionPoint stored) => SaveAsync(next, NoticeRecord.Of(_record, next, channels.NamesOf(NoticeKind.Decision)), stored);

    private async Task SaveAsync(RedemptionRecord next, IEnumerable<NoticeRecord> notices, RedemptionPoint stored)
    {
        try
        {
            await documents.SaveAllAsync([DocumentChange.Of(DocumentKind, _id, _version, next), .. notices.Select(n => DocumentChange.Of(NoticeGrain.DocumentKind, n.Id, 0, n))]);
            _version++;
            _record = next;
        }
        catch
        {
            // Another activation went on, or this one does not know that it did: the next call reads how far.
            DeactivateOnIdle();
            throw;
        }

        if (next.IsSettled)
            GrainFactory.RedemptionBell().Ring(new CollectorId(next.Collector)).Ignore();
        faults.Pass(_id, stored);
    }
}
