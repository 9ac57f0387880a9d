using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Domain.Budgets;
using Leaderboard.Storage;

namespace Leaderboard.Silo.Budgets;

public abstract class BudgetTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private IBudgetGrain Budget => cluster.Grains.Budget("b-" + _tag);

    private static BudgetTerms Terms => new() { Name = "Q4", Team = new TeamId("t"), Unit = PrizeUnit.Money, Amount = 1_000, From = new Moment(0), To = new Moment(1_000_000) };

    [Fact]
    public async Task Two_hundred_who_want_the_last_unit_get_it_once()
    {
        await Budget.Put(Terms, "m");
        await Budget.Reserve("others", 999);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Budget.Reserve("d" + i, 1)));

        Assert.Single(outcomes, BudgetOutcome.Done);
        Assert.Equal(199, outcomes.Count(o => o == BudgetOutcome.Exhausted));
        Assert.Equal((1_000, 0, 0), await FiguresAsync());
    }

    /// <summary>Some ask twice, and some give back or spend at once: whatever comes first, what is drawn never exceeds the amount.</summary>
    [Fact]
    public async Task Racing_callers_never_overdraw_it_and_repeats_count_once()
    {
        await Budget.Put(Terms, "m");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var draw = "d" + (i % 100);
            if (await Budget.Reserve(draw, 30) == BudgetOutcome.Done && i % 3 == 0)
                await (i % 2 == 0 ? Budget.Release(draw) : Budget.Commit(draw, 20));
            var view = (await Budget.Get())!;
            Assert.InRange(view.Reserved + view.Spent, 0, 1_000);
        }));
        var end = (await Budget.Get())!;
        Assert.Equal(end.Draws.Length, end.Draws.Select(d => d.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(end.DrawCount, end.Draws.Length);
        Assert.Equal(end.Reserved, end.Draws.Where(d => d.State == BudgetDrawState.Reserved).Sum(d => d.Asked));
    }

    [Fact]
    public async Task What_was_answered_is_in_the_document()
    {
        Assert.Equal(BudgetOutcome.NoSuchBudget, await Budget.Reserve("a", 1));
        Assert.Null(await Budget.Get());
        await Budget.Put(Terms, "m");
        await Budget.Reserve("a", 600);
        await Budget.Commit("a", 450);
        await Budget.Reserve("b", 300);

        await using var documents = new DocumentStore(cluster.Database);
        var (version, record) = await documents.ReadAsync<BudgetRecord>("budget", "b-" + _tag);

        Assert.Equal((4, Terms, 300, 450), (version, record!.Terms, record.Reserved, record.Spent));
        Assert.Equal((300, 450, 250), await FiguresAsync());
        Assert.Contains("b-" + _tag, (await cluster.Grains.Budgets().List()).Select(b => b.Id));
    }

    // A year of an institution's redemptions, where a document with all of them in it would be written anew at each: what is shown are the newest.
    [Fact]
    public async Task It_takes_as_many_draws_as_there_are()
    {
        const int Many = 6_000;
        await Budget.Put(Terms with { Amount = Many }, "m");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Budget.Reserve("d" + i, 1)));

        var view = (await Budget.Get())!;
        Assert.Equal((Many, Many, 0L, BudgetView.ShownDraws), (view.Reserved, view.DrawCount, view.Left, view.Draws.Length));
        await using var documents = new DocumentStore(cluster.Database);
        Assert.InRange(System.Text.Json.JsonSerializer.Serialize((await documents.ReadAsync<BudgetRecord>("budget", "b-" + _tag)).Document).Length, 1, 1_000);
    }

    // Who was given up and comes late, with what was on its way, reserves nothing any more.
    [Fact]
    public async Task What_was_released_before_it_came_is_not_reserved()
    {
        await Budget.Put(Terms, "m");

        Assert.Equal(BudgetOutcome.Done, await Budget.Release("late"));
        Assert.Equal(BudgetOutcome.Conflict, await Budget.Reserve("late", 1));

        Assert.Equal((0, 0, 1_000), await FiguresAsync());
        Assert.Equal(0, (await Budget.Get())!.DrawCount);
    }

    private async Task<(long Reserved, long Spent, long Left)> FiguresAsync() => await Budget.Get() is { } view ? (view.Reserved, view.Spent, view.Left) : default;
}

public sealed class SqliteBudgetTests(SqliteCluster cluster) : BudgetTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlBudgetTests(PostgreSqlCluster cluster) : BudgetTests(cluster), IClassFixture<PostgreSqlCluster>;
