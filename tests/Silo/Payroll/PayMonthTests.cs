using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Contests;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Payroll;

/// <summary>What people got in a month beside their wages, from the journal; once locked, never otherwise.</summary>
public abstract class PayMonthTests(LeaderboardCluster cluster)
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private readonly RewardFloor _floor = new(cluster);

    // Two mugs at 12.50 in kind, a day off worth 300, 100 in cash, and a prize of 88.00: 25.00, 300.00, 100.00 and 88.00. What is approved and not handed over is nobody's yet.
    [Fact]
    public async Task Each_entry_that_gave_somebody_something_is_one_line()
    {
        await EarnAsync("li");
        await OfferAsync("mug", RewardKind.Goods, 12_50);
        await OfferAsync("day", RewardKind.Leave, 300_00);
        await OfferAsync("cash", RewardKind.Cash, 100_00);
        await GiveAsync("a", "mug", 2);
        await GiveAsync("b", "day", 1);
        await GiveAsync("c", "cash", 1);
        await _floor.AskAsync("open", "li", "mug");
        await _floor.Redemption("open").Approve("m");
        await _floor.Collector("li").Award([new PostAward { Id = EntryId.Payout(_floor.Named("won")), Team = TeamId.None, Contest = "sprint", Rank = 1, PointsHundredths = 0, MoneyMinor = 88_00, At = cluster.Time.Now() }]);

        var month = await cluster.Grains.PayMonth(November).Get();

        var own = month.Lines.Where(l => l.Collector.Value == _floor.Named("li")).ToList();
        Assert.Equal(
            [(PayKind.InKind, _floor.Named("a"), "2 × mug", -20_00L, 25_00L), (PayKind.Benefit, _floor.Named("b"), "day", -10_00, 300_00), (PayKind.Cash, _floor.Named("c"), "cash", -10_00, 100_00), (PayKind.Prize, "sprint", "sprint", 0, 88_00)],
            own.Select(l => (l.Kind, l.Source, l.What, l.PointsHundredths, l.ValueMinor)).OrderBy(l => l.Kind));
        Assert.All(own, l => Assert.Equal("li", l.Name));
        Assert.Equal((0, false), (month.Unexplained, month.IsLocked));

        // It reconciles with the ledger: what was spent there is what is here.
        var spent = (await _floor.Collector("li").ReadLedger(0, 100))!.Where(e => e.Kind == EntryKind.Capture).Sum(e => e.PointsHundredths);
        Assert.Equal(spent, own.Where(l => l.Kind != PayKind.Prize).Sum(l => l.PointsHundredths));
        Assert.Equal(PayLockOutcome.NotOver, await cluster.Grains.PayMonth(November).Lock("m", "M"));
    }

    // Two mugs at 12.50 came back: minus 25.00 in the month in which they did, beside the 25.00 of the month in which they were handed over.
    [Fact]
    public async Task What_came_back_is_a_line_of_its_own()
    {
        await _floor.HireAsync("he", 100_00);
        await OfferAsync("mug", RewardKind.Goods, 12_50);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("back", "he", "mug", 2)).Outcome);
        await _floor.Redemption("back").Approve("m");
        await _floor.Redemption("back").Fulfil("m");
        await _floor.Redemption("back").Return(toShelf: true, "broken", "m");

        var month = await cluster.Grains.PayMonth(November).Get();

        Assert.Equal(
            [(PayKind.InKind, "2 × mug", -20_00L, 25_00L), (PayKind.InKind, "2 × mug", 20_00, -25_00)],
            month.Lines.Where(l => l.Collector.Value == _floor.Named("he")).OrderByDescending(l => l.ValueMinor).Select(l => (l.Kind, l.What, l.PointsHundredths, l.ValueMinor)));
        Assert.Equal(0, month.Unexplained);
    }

    // A month that is over is kept with its names and the heads of then; renamed people and later entries change nothing.
    [Fact]
    public async Task What_is_locked_stays_as_it_was()
    {
        var september = new DateOnly(2026, 9, 1);
        await EarnAsync("wu");
        var then = new Moment(1_790_000_000_000_000);
        await _floor.Collector("wu").Award([new PostAward { Id = EntryId.Payout(_floor.Named("won")), Team = TeamId.None, Contest = "sprint", Rank = 1, PointsHundredths = 0, MoneyMinor = 50_00, At = then }]);
        Assert.Equal(PayLockOutcome.Done, await cluster.Grains.PayMonth(september).Lock("m", "Qin"));
        var locked = await cluster.Grains.PayMonth(september).Get();
        Assert.Equal((cluster.Time.Now(), "Qin"), (locked.LockedAt!.Value, locked.LockedBy));
        Assert.Contains(locked.Lines, l => l.Collector.Value == _floor.Named("wu") && l.Name == "wu" && l.ValueMinor == 50_00);
        Assert.Contains(locked.Heads, h => h.Seq > 0);

        await _floor.Collector("wu").Put(new CollectorChange { Name = "Wu Xin" });
        await _floor.Collector("wu").Award([new PostAward { Id = EntryId.Payout(_floor.Named("late")), Team = TeamId.None, Contest = "sprint", Rank = 1, PointsHundredths = 0, MoneyMinor = 1_00, At = then }]);
        Assert.Equal(PayLockOutcome.Done, await cluster.Grains.PayMonth(september).Lock("n", "Other"));

        var again = await cluster.Grains.PayMonth(september).Get();
        Assert.Equal(locked.Lines, again.Lines);
        Assert.Equal(locked.Heads, again.Heads);
        Assert.Equal((locked.LockedAt, "Qin"), (again.LockedAt, again.LockedBy));
    }

    // A prize of July is dated then, and not all of it is paid: the month waits for it, however late it comes, and July alone.
    [Fact]
    public async Task A_month_waits_for_its_prizes()
    {
        var documents = cluster.Services.GetRequiredService<DocumentStore>();
        var inJuly = new DateTimeOffset(2026, 7, 31, 12, 0, 0, TimeSpan.Zero);
        var paying = new ContestRecord
        {
            Id = _floor.Named("july"),
            Rules = new ContestRules { Name = "July", Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount, Format = ContestFormat.Best, StartsAt = Moment.MinValue, EndsAt = new Moment(1), SettleDays = 0, Tie = TieRule.First, Prizes = [] },
            Step = ContestStep.Paying,
            CreatedAtMicros = 0,
            CreatedBy = "m",
            Result = new ContestResult { Standings = [], Lines = [], Heads = [], AtMicros = Moment.From(inJuly).UnixMicroseconds, By = "m" },
        };
        var version = await documents.SaveAsync(ContestGrain.DocumentKind, paying.Id, 0, paying);

        Assert.Equal(PayLockOutcome.BeingPaid, await cluster.Grains.PayMonth(new DateOnly(2026, 7, 1)).Lock("m", "M"));
        Assert.Equal(PayLockOutcome.Done, await cluster.Grains.PayMonth(new DateOnly(2026, 6, 1)).Lock("m", "M"));
        await documents.SaveAsync(ContestGrain.DocumentKind, paying.Id, version, paying.Paid());
        Assert.Equal(PayLockOutcome.Done, await cluster.Grains.PayMonth(new DateOnly(2026, 7, 1)).Lock("m", "M"));
    }

    private Task EarnAsync(string name) => _floor.HireAsync(name, 100_00);

    private Task<RewardView> OfferAsync(string name, RewardKind kind, long valueMinor) =>
        _floor.Reward(name).Put(new RewardTerms { Name = name, PriceHundredths = 10_00, ValueMinor = valueMinor, Kind = kind }, "m");

    private async Task GiveAsync(string id, string reward, int quantity)
    {
        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync(id, "li", reward, quantity)).Outcome);
        await _floor.Redemption(id).Approve("m");
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption(id).Fulfil("m")).Outcome);
    }
}

public sealed class SqlitePayMonthTests(SqliteCluster cluster) : PayMonthTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlPayMonthTests(PostgreSqlCluster cluster) : PayMonthTests(cluster), IClassFixture<PostgreSqlCluster>;
