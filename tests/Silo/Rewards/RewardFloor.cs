using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Rewards;

/// <summary>Rewards, an envelope and people of their own.</summary>
internal sealed class RewardFloor(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    public string BudgetId => Named("budget");

    public IBudgetGrain Budget => cluster.Grains.Budget(BudgetId);

    public string Named(string name) => $"{name}-{_tag}";

    public IRewardGrain Reward(string name) => cluster.Grains.Reward(Named(name));

    public IRedemptionGrain Redemption(string name) => cluster.Grains.Redemption(Named(name));

    public ICollectorGrain Collector(string name) => cluster.Grains.Collector(new CollectorId(Named(name)));

    /// <summary>With points that may be spent at once.</summary>
    public async Task HireAsync(string name, long pointsHundredths)
    {
        await Collector(name).Put(new CollectorChange { Name = name });
        if (pointsHundredths > 0)
            await Collector(name).Award([new PostAward { Id = EntryId.Payout(Named(name)), Team = TeamId.None, Contest = "k", Rank = 1, PointsHundredths = pointsHundredths, MoneyMinor = 0, At = cluster.Time.Now() }]);
    }

    /// <summary>An envelope in money that pays for all rewards that name it.</summary>
    public Task FillAsync(long amountMinor) => Budget.Put(
        new BudgetTerms { Name = "Rewards", Unit = PrizeUnit.Money, Amount = amountMinor, From = Moment.MinValue, To = Moment.MaxValue }, "m");

    /// <summary>200 points of li, three mugs at 40.25 that cost 12.50 each, an envelope of 100 unless there is one.</summary>
    public async Task StockAsync()
    {
        await HireAsync("li", 200_00);
        if (await Budget.GetTerms() is null)
            await FillAsync(100_00);
        await OfferAsync("mug", 40_25, 3, 12_50, withBudget: true);
    }

    public Task<RewardView> OfferAsync(string name, long priceHundredths, int? stock, long valueMinor = 0, bool withBudget = false, bool isActive = true) => Reward(name).Put(
        new RewardTerms { Name = name, PriceHundredths = priceHundredths, Stock = stock, ValueMinor = valueMinor, Budget = withBudget ? BudgetId : null, IsActive = isActive }, "m");

    /// <summary>One of them with other terms.</summary>
    public async Task ChangeAsync(string name, Func<RewardTerms, RewardTerms> change) => await Reward(name).Put(change((await Reward(name).Get())!.Terms), "m");

    /// <summary>As the web seals them: number 7 is mark-7 and sealed-7.</summary>
    public static SealedCode[] Codes(int from, int count) => [.. Enumerable.Range(from, count).Select(i => new SealedCode { Mark = $"mark-{i}", Text = $"sealed-{i}" })];

    public Task<RedemptionAnswer> AskAsync(string id, string collector, string reward, int quantity = 1) =>
        Redemption(id).Request(new RedemptionRequest { Collector = new CollectorId(Named(collector)), Reward = Named(reward), Quantity = quantity }, "c");

    /// <summary>Balance, held; stock, set aside; reserved and spent of the budget.</summary>
    public async Task<(long Balance, long Held, int? Stock, int Reserved, long BudgetReserved, long BudgetSpent)> StateAsync(string collector, string reward)
    {
        var points = (await Collector(collector).GetPoints())!;
        var offered = (await Reward(reward).Get())!;
        var budget = await Budget.Get();
        return (points.BalanceHundredths, points.HeldHundredths, offered.Terms.Stock, offered.Reserved, budget?.Reserved ?? 0, budget?.Spent ?? 0);
    }
}
