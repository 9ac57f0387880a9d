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
        Assert.Equal(SuggestionOutcome.Done, await SuggestAsync("tea", "Jasmine tea", "li"));
        Assert.Equal(SuggestionOutcome.Done, await SuggestAsync("tea", "Jasmine tea", "li"));
        Assert.Equal(SuggestionOutcome.Conflict, await SuggestAsync("tea", "Green tea", "li"));

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
        await SuggestAsync("bike", "A bicycle", "li");
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
            await SuggestAsync(id, id, id);
            foreach (var n in Enumerable.Range(1, votes - 1))
                await cluster.Grains.Suggestion(Named(id)).Vote(Person($"{n}"), isFor: true);
        }

        await cluster.Grains.Suggestion(Named("gone")).Answer(SuggestionState.Taken, null, "m");

        Assert.Equal(["three", "two", "one", "gone"], (await AllAsync(null)).Where(s => s.Id.EndsWith(_tag, StringComparison.Ordinal)).Select(s => s.Text));
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

    [Fact]
    public async Task Twenty_at_once_of_one_person_are_three()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => SuggestAsync($"i{n}", $"Tea {n}", "li")));

        Assert.Equal((3, 17), (made.Count(o => o == SuggestionOutcome.Done), made.Count(o => o == SuggestionOutcome.TooMany)));
        var open = await cluster.Grains.Suggestions().OpenOf(Person("li"));
        Assert.Equal(3, open.Length);
        Assert.Equal(open.Order(StringComparer.Ordinal), made.Index().Where(m => m.Item == SuggestionOutcome.Done).Select(m => Named($"i{m.Index}")).Order(StringComparer.Ordinal));
        Assert.Equal(SuggestionOutcome.Done, await SuggestAsync("other", "Tea", "wu"));

        // What is answered makes room for one more, and for one alone.
        await cluster.Grains.Suggestion(open[0]).Answer(SuggestionState.Taken, null, "m");
        var more = await Task.WhenAll(Enumerable.Range(20, 20).Select(n => SuggestAsync($"i{n}", $"Tea {n}", "li")));
        Assert.Single(more, o => o == SuggestionOutcome.Done);
        Assert.Equal(3, (await cluster.Grains.Suggestions().OpenOf(Person("li"))).Length);
    }

    // 250 people have an idea each; the first fifty with a second vote each come before all others of theirs.
    [Fact]
    public async Task Hundreds_are_read_a_page_at_a_time_and_the_answered_end_at_twenty()
    {
        const int people = 250;
        await Task.WhenAll(Enumerable.Range(0, people).Select(n => SuggestAsync($"i{n}", $"Idea {n}", $"p{n}")));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => cluster.Grains.Suggestion(Named($"i{n}")).Vote(Person("li"), isFor: true)));

        var first = await cluster.Grains.Suggestions().List(Person("li"), 0, 100);
        Assert.Equal(100, first.Open.Length);
        Assert.True(first.TotalOpen >= people);
        var all = (await AllAsync(Person("li"))).Where(IsOurs).ToList();
        Assert.Equal((people, 50), (all.Count, all.Count(s => s.IsVotedFor)));
        Assert.All(all[..50], s => Assert.Equal((2, true), (s.Votes, s.IsVotedFor)));

        await Task.WhenAll(Enumerable.Range(0, 25).Select(n => cluster.Grains.Suggestion(Named($"i{n}")).Answer(SuggestionState.Declined, "No.", "m")));
        var after = await cluster.Grains.Suggestions().List(null, 0, 1);
        Assert.Equal((first.TotalOpen - 25, 20), (after.TotalOpen, after.Answered.Length));

        // Opened again, its place among the answered is another's.
        foreach (var one in after.Answered)
            await cluster.Grains.Suggestion(one.Id).Answer(SuggestionState.Open, null, "m");
        var again = await cluster.Grains.Suggestions().List(null, 0, 1);
        Assert.Equal(after.TotalOpen + 20, again.TotalOpen);
        Assert.True(again.Answered.Length >= 5);
        Assert.DoesNotContain(again.Answered, a => after.Answered.Any(b => b.Id == a.Id));
    }

    private bool IsOurs(SuggestionView suggestion) => suggestion.Id.EndsWith(_tag, StringComparison.Ordinal);

    private Task<SuggestionOutcome> SuggestAsync(string id, string text, string by) => cluster.Grains.Suggester(Person(by)).Suggest(Named(id), text);

    /// <summary>The open ones, and those that were answered last.</summary>
    private async Task<List<SuggestionView>> AllAsync(CollectorId? reader)
    {
        var all = new List<SuggestionView>();
        SuggestionList page;
        do
        {
            page = await cluster.Grains.Suggestions().List(reader, all.Count, 200);
            all.AddRange(page.Open);
        }
        while (page.Open.Length == 200);
        return [.. all, .. page.Answered];
    }

    private string Named(string name) => $"{name}-{_tag}";

    private CollectorId Person(string name) => new(Named(name));

    private async Task<SuggestionView> OneAsync(string id, string reader) => (await AllAsync(Person(reader))).Single(s => s.Id == Named(id));
}

public sealed class SqliteSuggestionTests(SqliteCluster cluster) : SuggestionTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlSuggestionTests(PostgreSqlCluster cluster) : SuggestionTests(cluster), IClassFixture<PostgreSqlCluster>;
