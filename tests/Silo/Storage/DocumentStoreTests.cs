using Leaderboard.Journal;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Silo.Storage;

/// <summary>Documents that are saved at the same moment share a transaction, and not their fate.</summary>
public abstract class DocumentStoreTests(LeaderboardCluster cluster)
{
    private const string Kind = "test";
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private DocumentStore Documents => cluster.Services.GetRequiredService<DocumentStore>();

    // Two hundred at once, of which every fifth says a version that nobody has: it is refused, and no other with it.
    [Fact]
    public async Task What_is_saved_on_another_version_is_refused_alone()
    {
        var saves = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => TriedAsync(() => Documents.SaveAsync(Kind, Id(i), i % 5 == 0 ? 7 : 0, new Text($"first of {i} “引号” \\u0000 \n")))));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i % 5 != 0), saves);
        Assert.Equal((0, null), await Documents.ReadAsync<Text>(Kind, Id(5)));
        Assert.Equal((1, new Text("first of 6 “引号” \\u0000 \n")), await Documents.ReadAsync<Text>(Kind, Id(6)));
    }

    // Each pair is a new document and the next version of one that all of them know: one pair of the hundred is stored, whole.
    [Fact]
    public async Task What_belongs_together_is_stored_whole_or_not_at_all()
    {
        await Documents.SaveAsync(Kind, Id(-1), 0, new Text("all"));

        var saves = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            TriedAsync(() => Documents.SaveAllAsync([DocumentChange.Of(Kind, Id(i), 0, new Text("own")), DocumentChange.Of(Kind, Id(-1), 1, new Text("by " + i))]))));

        var winner = Assert.Single(Enumerable.Range(0, 100), i => saves[i]);
        Assert.Equal((2, new Text("by " + winner)), await Documents.ReadAsync<Text>(Kind, Id(-1)));
        foreach (var i in Enumerable.Range(0, 100))
            Assert.Equal(i == winner ? 1 : 0, (await Documents.ReadAsync<Text>(Kind, Id(i))).Version);
    }

    [Fact]
    public async Task Each_has_a_revision_of_its_own_that_grows()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Documents.SaveAsync(_tag, Id(i), 0, new Text("first"))));
        var before = await Documents.LastChangeAsync([_tag], 0);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Documents.SaveAsync(_tag, Id(i), 1, new Text("second"))));

        var changed = await Documents.ChangedAsync(_tag, before);

        Assert.Equal(50, changed.Select(c => c.Id).Distinct().Count());
        Assert.Equal(50, changed.Select(c => c.Revision).Distinct().Count());
    }

    // More than go in one lot, twice each, every third not there, and one that no database has.
    [Fact]
    public async Task What_is_read_at_the_same_moment_is_each_to_who_asked()
    {
        await Task.WhenAll(Enumerable.Range(0, 600).Where(i => i % 3 != 0).Select(i => Documents.SaveAsync(Kind, Id(i), 0, new Text("of " + i))));

        var impossible = Documents.ReadAsync<Text>(Kind, Id(1) + "\0");
        var found = await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => Documents.ReadAsync<Text>(Kind, Id(i / 2))));

        Assert.Equal(Enumerable.Range(0, 1200).Select(i => i / 2).Select(i => i % 3 == 0 ? (0L, null) : (1L, new Text("of " + i))), found);
        Assert.Equal((0, null), await impossible);
    }

    private static async Task<bool> TriedAsync(Func<Task> save)
    {
        try
        {
            await save();
            return true;
        }
        catch (DocumentConflictException)
        {
            return false;
        }
    }

    private string Id(int number) => $"{_tag}-{number}";

    internal sealed record Text(string Value);
}

public sealed class SqliteDocumentStoreTests(SqliteCluster cluster) : DocumentStoreTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlDocumentStoreTests(PostgreSqlCluster cluster) : DocumentStoreTests(cluster), IClassFixture<PostgreSqlCluster>;
