using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Contests;

/// <summary>A contest of its own with entrants of its own, in a month long ago that no other test has.</summary>
internal sealed class ContestFloor(LeaderboardCluster cluster)
{
    private static int _months;

    private readonly string _tag = Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _start = new DateTimeOffset(1975, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(30 * Interlocked.Increment(ref _months));

    public string Id => "k-" + _tag;

    public string BudgetId => "b-" + _tag;

    public IContestGrain Contest => cluster.Grains.Contest(Id);

    public IBudgetGrain Budget => cluster.Grains.Budget(BudgetId);

    /// <summary>500 for the first, 200 for the second and the third; settled long ago.</summary>
    public ContestRules Rules => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = At(0),
        EndsAt = At(100),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Prizes = [Each(500_00, 1, 1), Each(200_00, 2, 3)],
    };

    public static ContestPrize Each(long value, int from, int to) => new() { Unit = PrizeUnit.Points, FromRank = from, ToRank = to, Each = value };

    public Moment At(int hour) => Moment.From(_start.AddHours(hour));

    public string Named(string name) => $"{name}-{_tag}";

    public async Task<TeamId> FoundAsync(string name)
    {
        var id = new TeamId(Named(name));
        await cluster.Grains.Team(id).Put(new TeamChange { Name = name });
        return id;
    }

    public async Task<CollectorId> HireAsync(string name, TeamId? team = null)
    {
        var id = new CollectorId(Named(name));
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = team });
        return id;
    }

    public async Task ReceiveAsync(CollectorId collector, string id, long amountMinor, int hour = 1, AccountId? account = null) => Assert.Equal(
        PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash(Named(id), amountMinor, At(hour), account)]))[0].Status);

    /// <summary>An account with a balance, overdue, as of an hour; money from it earns nothing while it is flagged.</summary>
    public async Task FileAsync(string account, CollectorId holder, long claimMinor, int hour = 0, AccountFlags? flags = null) => Assert.Equal(
        PostingStatus.Accepted,
        (await cluster.Grains.Accounts().Put([new AccountSnapshot
        {
            Id = new AccountId(Named(account)),
            AsOf = At(hour),
            AsOfGiven = true,
            Collector = holder,
            PrincipalMinor = claimMinor,
            DaysPastDue = 45,
            Flags = flags,
            RequestHash = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{account}|{holder}|{claimMinor}|{hour}|{flags}")),
        }]))[0].Status);

    public async Task<ContestOutcome> ScheduleAsync(ContestRules rules)
    {
        Assert.Equal(ContestOutcome.Done, await Contest.Draft(rules, "l"));
        return await Contest.Schedule("l");
    }

    public Task<BudgetOutcome> FillAsync(long amount) => Budget.Put(
        new BudgetTerms { Name = "Sprints", Unit = PrizeUnit.Points, Amount = amount, From = At(-100), To = At(200) }, "m");

    /// <summary>Without the prizes and the points of receipts, only what was paid.</summary>
    public async Task<long> PaidAsync(CollectorId collector) => (await cluster.Grains.Collector(collector).ReadLedger(0, 1000))!
        .Where(e => e.Kind == EntryKind.Payout).Sum(e => e.PointsHundredths);
}
