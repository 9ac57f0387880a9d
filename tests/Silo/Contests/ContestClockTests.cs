using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Roster;
using Leaderboard.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Leaderboard.Silo.Contests;

/// <summary>A contest goes by the institution's clock: when clocks change, and when no process was there at the moment.</summary>
public sealed class ContestClockTests : IDisposable
{
    private static readonly CollectorId Lee = new("c-lee");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Berlin, 29 March 2026: 02:30 is left out, and settling is over when clocks jump, at 01:00 UTC. Berlin, 25 October: 02:30 comes twice,
    /// and it is over at the first, 00:30 UTC. Santiago, 6 September: there is no midnight, and it is over at 01:00, which is 04:00 UTC.
    /// Berlin without a change: the same time of the next day.
    /// </summary>
    [Theory]
    [InlineData("Europe/Berlin", "EUR", "2026-03-28T02:30:00+01:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "EUR", "2026-10-24T02:30:00+02:00", "2026-10-25T00:30:00Z")]
    [InlineData("America/Santiago", "CLP", "2026-09-05T00:00:00-04:00", "2026-09-06T04:00:00Z")]
    [InlineData("Europe/Berlin", "EUR", "2026-05-05T02:30:00+02:00", "2026-05-06T00:30:00Z")]
    public async Task Settling_is_over_at_the_same_local_time_or_when_the_clocks_have_jumped(string zone, string currency, string endsAt, string settledAt)
    {
        var (end, settled) = (Instant(endsAt), Instant(settledAt));
        await using var cluster = await StartAsync(zone, currency, end.AddHours(-1));
        var contest = cluster.Grains.Contest("k");
        await ReceiveAsync(cluster, "in", end.AddHours(-2));
        await ReceiveAsync(cluster, "last", end.AddMicroseconds(-1));
        await contest.Draft(Rules(end.AddHours(-3), end, settleDays: 1), "l");
        await contest.Schedule("l");
        Assert.Equal((ContestState.Running, Moment.From(settled)), ((await contest.Get())!.State, (await contest.Get())!.SettledAt));

        cluster.Time.SetUtcNow(end.AddMicroseconds(-1));
        Assert.Equal(ContestState.Running, (await contest.Get())!.State);
        cluster.Time.SetUtcNow(end);
        Assert.Equal(ContestState.Settling, (await contest.Get())!.State);
        await ReceiveAsync(cluster, "after", end);
        cluster.Time.SetUtcNow(settled.AddMicroseconds(-1));
        Assert.Equal(ContestOutcome.TooEarly, await contest.Certify("m"));
        cluster.Time.SetUtcNow(settled);
        Assert.Equal(ContestOutcome.Done, await contest.Certify("m"));
        Assert.Equal([(Lee, 500_00L)], (await contest.Payouts())!.Select(p => (p.Collector, p.Value)));
        Assert.Equal(2_00, Assert.Single((await contest.Standings(0, 10))!.Standings).Value);
    }

    [Fact]
    public async Task What_began_and_ended_while_no_process_was_there_has_its_receipts_and_can_be_certified()
    {
        var start = Instant("2026-03-28T18:00:00+01:00");
        await using (var before = await StartAsync("Europe/Berlin", "EUR", start.AddHours(-1)))
        {
            await before.Grains.Collector(Lee).Put(new CollectorChange { Name = "Lee" });
            await before.Grains.Contest("k").Draft(Rules(start, start.AddHours(12), settleDays: 1), "l");
            await before.Grains.Contest("k").Schedule("l");
            Assert.Equal(ContestState.Scheduled, (await before.Grains.Contest("k").Get())!.State);
        }

        await using (var during = await StartAsync("Europe/Berlin", "EUR", start.AddHours(14)))
        {
            Assert.Equal(ContestState.Settling, (await during.Grains.Contest("k").Get())!.State);
            await ReceiveAsync(during, "late", start.AddHours(3));
            Assert.Equal(ContestOutcome.TooEarly, await during.Grains.Contest("k").Certify("m"));
        }

        await using var after = await StartAsync("Europe/Berlin", "EUR", start.AddDays(9));
        Assert.Equal([ContestState.Settling], (await after.Grains.Contests().List(null)).Select(c => c.State));
        Assert.Equal(ContestOutcome.Done, await after.Grains.Contest("k").Certify("m"));
        Assert.Equal([(Lee, 500_00L)], (await after.Grains.Contest("k").Payouts())!.Select(p => (p.Collector, p.Value)));
    }

    private static ContestRules Rules(DateTimeOffset start, DateTimeOffset end, int settleDays) => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = Moment.From(start),
        EndsAt = Moment.From(end),
        SettleDays = settleDays,
        Tie = TieRule.Competition,
        Prizes = [new ContestPrize { Unit = PrizeUnit.Points, FromRank = 1, ToRank = 1, Each = 500_00 }],
    };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task ReceiveAsync(LeaderboardCluster cluster, string id, DateTimeOffset at)
    {
        await cluster.Grains.Collector(Lee).Put(new CollectorChange { Name = "Lee" });
        await cluster.Grains.Collector(Lee).PostRecoveries([Receipts.Cash(id, 1_00, Moment.From(at))]);
    }

    private async Task<LeaderboardCluster> StartAsync(string zone, string currency, DateTimeOffset now)
    {
        var cluster = new ClockedCluster(_folder.Path, zone, currency) { Time = new FakeTimeProvider(now) };
        await cluster.InitializeAsync();
        return cluster;
    }

    private sealed class ClockedCluster(string folder, string zone, string currency) : LeaderboardCluster
    {
        protected override ValueTask<LeaderboardOptions> OptionsAsync() =>
            ValueTask.FromResult(new LeaderboardOptions { DataDirectory = folder, TimeZone = zone, Currency = currency });

        protected override ValueTask CleanUpAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            return ValueTask.CompletedTask;
        }
    }
}
