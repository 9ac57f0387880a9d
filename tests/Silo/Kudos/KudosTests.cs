using Leaderboard.Kudos;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Kudos;

/// <summary>Five thanks a month, each once, read by who got them.</summary>
public abstract class KudosTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    // Twenty at once: five are given, fifteen not. In the next month there are five again, and what was given stays with who got it.
    [Fact]
    public async Task Nobody_gives_more_than_the_month_has()
    {
        await HireAsync("li", "wu");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Purse("li").Give($"k{n}", Person("wu"), $"Thanks {n}")));
        Assert.Equal((5, 15), (answers.Count(a => a == KudosOutcome.Done), answers.Count(a => a == KudosOutcome.NoneLeft)));
        Assert.Equal((5, 0, 5), await StateAsync("li"));
        Assert.Equal(5, (await cluster.Grains.Kudos().Latest(Person("wu"), 100)).Length);

        cluster.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal((5, 5, 0), await StateAsync("li"));
        Assert.Equal(KudosOutcome.Done, await Purse("li").Give("later", Person("wu"), "Once more"));
        Assert.Equal((5, 4, 1), await StateAsync("li"));
        Assert.Equal(["Once more"], (await cluster.Grains.Kudos().Latest(Person("wu"), 1)).Select(k => k.Text));
        Assert.Equal(6, (await cluster.Grains.Kudos().Latest(Person("wu"), 100)).Length);
    }

    [Fact]
    public async Task The_same_twice_is_one_and_nobody_thanks_themselves_or_who_is_gone()
    {
        await HireAsync("li", "wu", "gone");
        await cluster.Grains.Collector(Person("gone")).Put(new CollectorChange { Active = false });

        Assert.Equal(KudosOutcome.Done, await Purse("li").Give("k", Person("wu"), "Thanks"));
        Assert.Equal(KudosOutcome.Done, await Purse("li").Give("k", Person("wu"), "Thanks"));
        Assert.Equal(KudosOutcome.Conflict, await Purse("li").Give("k", Person("wu"), "No thanks"));
        foreach (var none in new[] { "li", "gone", "nobody" })
            Assert.Equal(KudosOutcome.NoColleague, await Purse("li").Give("other", Person(none), "Thanks"));

        Assert.Equal((5, 4, 1), await StateAsync("li"));
        var one = Assert.Single(await cluster.Grains.Kudos().Latest(Person("wu"), 100));
        Assert.Equal((Person("li"), Person("wu"), "Thanks"), (one.From, one.To, one.Text));

        // Whose id begins as another's does reads none of theirs.
        Assert.Empty(await cluster.Grains.Kudos().Latest(new CollectorId("wu"), 100));
    }

    private CollectorId Person(string name) => new($"{name}-{_tag}");

    private IKudosPurseGrain Purse(string name) => cluster.Grains.KudosPurse(Person(name));

    private async Task<(int PerMonth, int Left, int Given)> StateAsync(string name) => await Purse(name).Get() is var purse ? (purse.PerMonth, purse.Left, purse.Given.Length) : default;

    private async Task HireAsync(params string[] names)
    {
        foreach (var name in names)
            await cluster.Grains.Collector(Person(name)).Put(new CollectorChange { Name = name });
    }
}

public sealed class SqliteKudosTests(SqliteCluster cluster) : KudosTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlKudosTests(PostgreSqlCluster cluster) : KudosTests(cluster), IClassFixture<PostgreSqlCluster>;
