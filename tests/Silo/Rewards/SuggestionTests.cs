using Leaderboard.Rewards;

namespace Leaderboard.Silo.Rewards;

/// <summary>Ideas for the catalogue and their votes; what people save for.</summary>
public abstract class SuggestionTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    // A hundred people, each twice at once, and who suggested it: 101 votes. Ten take theirs back, twice: 91.
    [Fact]
    public async Task Each_has_one_vote()
    {
        var idea = cluster.Grains.Suggestion(Named("tea"));
        Assert.Equal(SuggestionOutcome.NoSuchSuggestion, await idea.Vote(Person("a"), isFor: true));
        Assert.Equal(SuggestionOutcome.Done, await idea.Make("Jasmine tea", Person("li")));
        Assert.Equal(SuggestionOutcome.Done, await idea.Make("Jasmine tea", Person("li")));
        Assert.Equal(SuggestionOutcome.Conflict, await idea.Make("Green tea", Person("li")));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => idea.Vote(Person($"p{n % 100}"), isFor: true)));
        Assert.Equal(101, (await OneAsync("tea", "p7")).Votes);
        Assert.True((await OneAsync("tea", "p7")).IsVotedFor);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => idea.Vote(Person($"p{n % 10}"), isFor: false)));
        var after = await OneAsync("tea", "p7");
        Assert.Equal((91, false), (after.Votes, after.IsVotedFor));
    }

    [Fact]
    public async Task What_is_answered_is_not_voted_on_until_it_is_opened_again()
    {
        var idea = cluster.Grains.Suggestion(Named("bike"));
        await idea.Make("A bicycle", Person("li"));
        Assert.Equal(SuggestionOutcome.Done, await idea.Answer(SuggestionState.Declined, "Too dear.", "m"));
        Assert.Equal(SuggestionOutcome.Conflict, await idea.Vote(Person("wu"), isFor: true));
        var view = await OneAsync("bike", "wu");
        Assert.Equal((SuggestionState.Declined, "Too dear.", 1), (view.State, view.Note, view.Votes));

        await idea.Answer(SuggestionState.Open, null, "m");
        Assert.Equal(SuggestionOutcome.Done, await idea.Vote(Person("wu"), isFor: true));
        Assert.Equal(2, (await OneAsync("bike", "wu")).Votes);
    }

    [Fact]
    public async Task Open_ones_stand_first_by_votes()
    {
        foreach (var (id, votes) in new[] { ("one", 1), ("three", 3), ("two", 2), ("gone", 5) })
        {
            await cluster.Grains.Suggestion(Named(id)).Make(id, Person("0"));
            foreach (var n in Enumerable.Range(1, votes - 1))
                await cluster.Grains.Suggestion(Named(id)).Vote(Person($"{n}"), isFor: true);
        }

        await cluster.Grains.Suggestion(Named("gone")).Answer(SuggestionState.Taken, null, "m");

        Assert.Equal(["three", "two", "one", "gone"], (await cluster.Grains.Suggestions().List(null)).Where(s => s.Id.EndsWith(_tag, StringComparison.Ordinal)).Select(s => s.Text));
    }

    [Fact]
    public async Task One_saves_for_ten_at_most_and_in_the_order_of_wishing()
    {
        var wishes = cluster.Grains.Wishes(Person("li"));
        foreach (var n in Enumerable.Range(0, IWishesGrain.MaxWishes))
            Assert.True(await wishes.Put($"r{n}", isWished: true));
        Assert.True(await wishes.Put("r3", isWished: true));
        Assert.False(await wishes.Put("r10", isWished: true));
        Assert.True(await wishes.Put("r0", isWished: false));
        Assert.True(await wishes.Put("r10", isWished: true));

        Assert.Equal(["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10"], await wishes.Get());
        Assert.Empty(await cluster.Grains.Wishes(Person("wu")).Get());
    }

    private string Named(string name) => $"{name}-{_tag}";

    private CollectorId Person(string name) => new(Named(name));

    private async Task<SuggestionView> OneAsync(string id, string reader) => (await cluster.Grains.Suggestions().List(Person(reader))).Single(s => s.Id == Named(id));
}

public sealed class SqliteSuggestionTests(SqliteCluster cluster) : SuggestionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlSuggestionTests(PostgreSqlCluster cluster) : SuggestionTests(cluster), IClassFixture<PostgreSqlCluster>;
