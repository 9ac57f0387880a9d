using System.Collections.Concurrent;
using Leaderboard.Boards;
using Leaderboard.Celebrations;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Celebrations;

/// <summary>Big moments on a real silo, as two web nodes are told of them.</summary>
public abstract class CelebrationTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private Moment Now => cluster.Time.Now();

    [Fact]
    public async Task Two_nodes_are_told_the_same_of_a_lead_change_and_nothing_of_one_by_reversal_or_within_a_minute()
    {
        var team = await FoundAsync();
        var (a, b) = (await HireAsync("a", team, alias: null), await HireAsync("b", team, alias: "Eagle"));
        await ReceiveAsync("1", a, 200_00);
        await ReceiveAsync("2", b, 100_00);
        await ScheduleAsync(Rules(team));
        var (here, there) = (new Ear(), new Ear());
        var place = cluster.Grains.Celebrations("k-" + _tag);
        await WatchAsync(place, here);
        await WatchAsync(place, there);

        await ReceiveAsync("3", b, 150_00);
        await HearAsync(there, 1);
        await HearAsync(here, 1);
        await cluster.Grains.Collector(b).PostReversals([Receipts.Reversal("v-" + _tag, "3" + _tag, Now, 150_00)]);
        await LookAsync(place, TimeSpan.FromSeconds(5), here, there);
        await ReceiveAsync("3b", b, 120_00);
        await LookAsync(place, TimeSpan.FromSeconds(5), here, there);
        await ReceiveAsync("4", a, 30_00);
        await LookAsync(place, TimeSpan.FromSeconds(80), here, there);
        await ReceiveAsync("5", b, 1_000_00);
        await HearAsync(here, 2);

        var told = here.Heard.ToArray();
        Assert.Equal(told.Select(c => c.Id), (await HearAsync(there, 2)).Select(c => c.Id));
        Assert.Equal([(CelebrationKind.LeadChange, "Eagle", 250_00L, 200_00L), (CelebrationKind.LeadChange, "Eagle", 1_220_00L, 230_00L)], told.Select(c => (c.Kind, c.Name, c.Value, c.Passed)));
        Assert.Equal(("k-" + _tag, "Sprint", team), (told[0].ContestId, told[0].ContestName, told[0].Team));
        cluster.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await WatchAsync(place, here));
    }

    [Fact]
    public async Task A_target_is_reached_once()
    {
        var team = await FoundAsync();
        var a = await HireAsync("a", team, alias: null);
        await ReceiveAsync("1", a, 60_00);
        await ScheduleAsync(Rules(team) with { Format = ContestFormat.AllWhoReach, Target = 100_00 });
        var ear = new Ear();
        await WatchAsync(cluster.Grains.Celebrations("k-" + _tag), ear);

        await ReceiveAsync("2", a, 50_00);
        var told = Assert.Single(await HearAsync(ear, 1));
        await cluster.Grains.Collector(a).PostReversals([Receipts.Reversal("v-" + _tag, "2" + _tag, Now, 50_00)]);
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await ReceiveAsync("3", a, 70_00);
        var b = await HireAsync("b", team, alias: null);
        await ReceiveAsync("4", b, 100_00);
        await HearAsync(ear, 2);

        Assert.Equal((CelebrationKind.TargetReached, a.Value, 110_00L, 100_00L), (told.Kind, told.SubjectId, told.Value, told.Passed));
        Assert.Equal([a.Value, b.Value], ear.Heard.Select(c => c.SubjectId));
    }

    /// <summary>Five days of 100 to 500; today 300, 450, then 550.</summary>
    [Fact]
    public async Task The_best_day_of_all_is_told_once_when_it_is_passed()
    {
        var a = await HireAsync("a", await FoundAsync(), alias: null);
        for (var day = 1; day <= 5; day++)
            await ReceiveAsync("d" + day, a, day * 100_00, Now.Plus(TimeSpan.FromDays(-day)));
        await ReceiveAsync("1", a, 300_00);
        var ear = new Ear();
        await WatchAsync(cluster.Grains.Celebrations(contestId: null), ear);

        await ReceiveAsync("2", a, 150_00);
        await ReceiveAsync("3", a, 100_00);
        var told = (await HearAsync(ear, 1, c => c.SubjectId == a.Value && c.Kind == CelebrationKind.PersonalBest))[0];
        await ReceiveAsync("4", a, 100_00);
        var b = await HireAsync("b", await FoundAsync("y"), alias: null);
        await ReceiveAsync("5", b, 9_000_000_00);
        await HearAsync(ear, 1, c => c.SubjectId == b.Value);

        Assert.Equal((550_00L, 500_00L, null), (told.Value, told.Passed, told.ContestId));
        Assert.Single(ear.Heard, c => c.SubjectId == a.Value && c.Kind == CelebrationKind.PersonalBest);
    }

    [Fact]
    public async Task Of_a_contest_that_is_over_there_is_nothing_to_tell()
    {
        var team = await FoundAsync();
        await ScheduleAsync(Rules(team) with { EndsAt = Now.Plus(TimeSpan.FromHours(-1)) });

        Assert.Empty(await WatchAsync(cluster.Grains.Celebrations("k-" + _tag), new Ear()));
        Assert.Empty(await WatchAsync(cluster.Grains.Celebrations("nothing-" + _tag), new Ear()));
    }

    private ContestRules Rules(TeamId team) => new()
    {
        Name = "Sprint",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = ContestFormat.Best,
        StartsAt = Now.Plus(TimeSpan.FromHours(-4)),
        EndsAt = Now.Plus(TimeSpan.FromHours(6)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Teams = [team.Value],
        Prizes = [],
    };

    private Task<Celebration[]> WatchAsync(ICelebrationsGrain place, Ear ear) => place.Watch(ear.Reference ??= cluster.Grains.CreateObjectReference<ICelebrationObserver>(ear));

    /// <summary>Lets the place look at what was posted, while time goes by; its turns come one after the other.</summary>
    private async Task LookAsync(ICelebrationsGrain place, TimeSpan time, params Ear[] ears)
    {
        const int Turns = 4;
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var ear in ears)
                await WatchAsync(place, ear);
            cluster.Time.Advance(time / Turns);
        }

        foreach (var ear in ears)
            await WatchAsync(place, ear);
    }

    /// <summary>Lets the clock run until so many were told.</summary>
    private async Task<Celebration[]> HearAsync(Ear ear, int count, Func<Celebration, bool>? which = null)
    {
        await Eventually.TrueAsync($"{count} moments", TimeSpan.FromSeconds(20), () =>
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(50));
            return Task.FromResult(ear.Heard.Count(which ?? (_ => true)) >= count);
        });
        return [.. ear.Heard.Where(which ?? (_ => true))];
    }

    private async Task ScheduleAsync(ContestRules rules)
    {
        Assert.Equal(ContestOutcome.Done, await cluster.Grains.Contest("k-" + _tag).Draft(rules, "l"));
        Assert.Equal(ContestOutcome.Done, await cluster.Grains.Contest("k-" + _tag).Schedule("l"));
    }

    private async Task<TeamId> FoundAsync(string name = "x")
    {
        var id = new TeamId($"{name}-{_tag}");
        await cluster.Grains.Team(id).Put(new TeamChange { Name = name });
        return id;
    }

    private async Task<CollectorId> HireAsync(string name, TeamId team, string? alias)
    {
        var id = new CollectorId($"{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = team, Alias = alias });
        return id;
    }

    private Task ReceiveAsync(string id, CollectorId collector, long amount) => ReceiveAsync(id, collector, amount, Now);

    private async Task ReceiveAsync(string id, CollectorId collector, long amount, Moment at) => Assert.Equal(
        PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash(id + _tag, amount, at)]))[0].Status);

    private sealed class Ear : ICelebrationObserver
    {
        public ConcurrentQueue<Celebration> Heard { get; } = new();

        public ICelebrationObserver? Reference { get; set; }

        public Task Celebrated(Celebration celebration)
        {
            Heard.Enqueue(celebration);
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteCelebrationTests(SqliteCluster cluster) : CelebrationTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlCelebrationTests(PostgreSqlCluster cluster) : CelebrationTests(cluster), IClassFixture<PostgreSqlCluster>;
