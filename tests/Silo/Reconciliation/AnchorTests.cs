using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Journal;
using Leaderboard.Journal;
using Leaderboard.Reconciliation;
using Leaderboard.Roster;
using Leaderboard.Statements;
using Leaderboard.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Leaderboard.Silo.Reconciliation;

/// <summary>Whoever can write the database can write a chain that fits. What was printed tells that it is not the one that was.</summary>
public abstract class AnchorTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JournalReader Reader => cluster.Services.GetRequiredService<JournalReader>();

    private Anchors Anchors => cluster.Services.GetRequiredService<Anchors>();

    [Fact]
    public async Task A_chain_that_was_written_anew_contents_verify_and_the_close_names_its_day()
    {
        var day = new DateOnly(2026, 1, 5);
        var (partition, entries) = await SendAsync();
        var text = await CloseAsync(day);
        try
        {
            await RewriteAsync(partition, entries, e => e.Id.Value == $"rec:r2-{_tag}" ? e with { AmountMinor = e.AmountMinor + 100_000_00 } : e);

            Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
            var fault = Assert.Single((await Anchors.RunAsync()).Faults);
            Assert.Equal($"2026-01-05: entry {partition}/{entries[^1].Seq} is another than it was then", fault);
            Assert.Equal([fault], (await Anchors.RunAsync(text, "copy.txt")).Faults);
        }
        finally
        {
            await RewriteAsync(partition, entries, e => e);
        }

        Assert.Equal((0, 0), ((await Anchors.RunAsync()).Faults.Length, (await Anchors.RunAsync(text, "copy.txt")).Faults.Length));
    }

    [Fact]
    public async Task A_chain_whose_end_was_cut_off_contents_verify_and_the_close_names_its_day()
    {
        var day = new DateOnly(2026, 1, 6);
        var (partition, entries) = await SendAsync();
        await CloseAsync(day);
        var (last, before) = (entries[^1], entries[^2]);
        var cut = $"DELETE FROM journal WHERE partition = {partition} AND seq = {last.Seq}";
        await TamperAsync($"CREATE TABLE kept AS SELECT * FROM journal WHERE partition = {partition} AND seq = {last.Seq}");
        try
        {
            await TamperAsync($"{cut}; UPDATE ledger_head SET seq = {before.Seq}, hash = {Bytes(before.Hash)} WHERE partition = {partition}");

            Assert.Null((await cluster.Grains.JournalQuery().Verify()).FirstBroken);
            Assert.Contains($"2026-01-06: entry {partition}/{last.Seq} is gone", (await Anchors.RunAsync()).Faults);
        }
        finally
        {
            await TamperAsync($"INSERT INTO journal SELECT * FROM kept; DROP TABLE kept; UPDATE ledger_head SET seq = {last.Seq}, hash = {Bytes(last.Hash)} WHERE partition = {partition}");
        }
    }

    [Fact]
    public async Task A_close_that_was_changed_or_taken_away_is_named()
    {
        await SendAsync();
        var (one, two) = (await CloseAsync(new DateOnly(2026, 1, 8)), await CloseAsync(new DateOnly(2026, 1, 9)));
        await TamperAsync("UPDATE document SET body = replace(body, 'p-1', 'p-2') WHERE kind = 'close' AND id = '2026-01-08'");
        Assert.Equal(["2026-01-08: the digest does not fit the text"], (await Anchors.RunAsync()).Faults);
        Assert.Equal(["2026-01-08: the database has another close of this day"], (await Anchors.RunAsync(one, "copy.txt")).Faults);

        await TamperAsync("DELETE FROM document WHERE kind = 'close' AND id = '2026-01-08'");
        Assert.Equal(["2026-01-09: the close of 2026-01-08 is not the one it follows"], (await Anchors.RunAsync()).Faults);
        await TamperAsync("DELETE FROM document WHERE kind = 'close' AND id = '2026-01-09'");
        Assert.Empty((await Anchors.RunAsync()).Faults);
        Assert.Equal(["2026-01-09: the database has no close of this day"], (await Anchors.RunAsync(two, "copy.txt")).Faults);
        Assert.StartsWith("notes.txt: not the text of a close.", Assert.Single((await Anchors.RunAsync("hello", "notes.txt")).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certified_contest_names_itself_when_its_entries_were_written_anew()
    {
        var (partition, entries) = await SendAsync();
        var contest = cluster.Grains.Contest("k-" + _tag);
        var end = Moment.From(new DateTimeOffset(2001, 3, 2, 0, 0, 0, TimeSpan.Zero));
        await contest.Draft(
            new ContestRules
            {
                Name = "Sprint",
                Subject = BoardSubject.Collectors,
                Measure = BoardMeasure.Amount,
                Format = ContestFormat.Best,
                StartsAt = end.Plus(TimeSpan.FromHours(-1)),
                EndsAt = end,
                SettleDays = 0,
                Tie = TieRule.Competition,
                Prizes = [],
            },
            "l");
        await contest.Schedule("l");
        Assert.Equal(ContestOutcome.Done, await contest.Certify("m"));
        try
        {
            await RewriteAsync(partition, entries, e => e.Id.Value == $"rec:r2-{_tag}" ? e with { AmountMinor = e.AmountMinor + 100_000_00 } : e);

            Assert.Equal([$"contest k-{_tag}: entry {partition}/{entries[^1].Seq} is another than it was then"], (await Anchors.RunAsync()).Faults);
        }
        finally
        {
            await RewriteAsync(partition, entries, e => e);
        }

        var report = await Anchors.RunAsync();
        Assert.Equal((1, 0), (report.Contests, report.Faults.Length));
    }

    // A signed copy that was written anew tells of itself, with every hash of the journal in order.
    [Fact]
    public async Task A_signed_statement_that_was_changed_or_taken_away_is_found()
    {
        var (_, entries) = await SendAsync();
        var collector = entries[0].Draft.Collector;
        var month = new DateOnly(2026, 10, 1);
        Assert.Equal(StatementOutcome.Done, (await cluster.Grains.Statement(collector, month).Sign(new Signatory { Id = "p-li", Name = "Li" }, null)).Outcome);
        Assert.Empty((await Anchors.RunAsync()).Faults);

        await TamperAsync($"UPDATE document SET body = replace(body, '\"name\":\"Li\"', '\"name\":\"Wu\"') WHERE kind = 'statement-copy' AND id = '{collector}/2026-10'");
        Assert.Equal([$"statement {collector}/2026-10: the copy is not what was signed"], (await Anchors.RunAsync()).Faults);
        await TamperAsync($"DELETE FROM document WHERE kind = 'statement-copy' AND id = '{collector}/2026-10'");
        Assert.Equal([$"statement {collector}/2026-10: what was signed is not there"], (await Anchors.RunAsync()).Faults);
        await TamperAsync($"DELETE FROM document WHERE kind = 'statement' AND id = '{collector}/2026-10'");
    }

    protected abstract Task TamperAsync(string sql);

    /// <summary>As the dialect writes bytes.</summary>
    protected abstract string Bytes(Digest digest);

    private async Task<string> CloseAsync(DateOnly day)
    {
        Assert.Equal(CloseOutcome.Done, (await cluster.Grains.Reconciliation(day).Close(new CloseOrder { ById = "p-1", ByName = "秦主任", Reasons = [] })).Outcome);
        return (await cluster.Grains.Reconciliation(day).Get()).Close!.Text;
    }

    /// <summary>Three receipts of one collector; the partition with all of its entries.</summary>
    private async Task<(int Partition, List<JournalEntry> Entries)> SendAsync()
    {
        var collector = new CollectorId("c-" + _tag);
        await cluster.Grains.Collector(collector).Put(new CollectorChange { Name = "Li", Team = new TeamId("t-a") });
        for (var i = 1; i <= 3; i++)
            await cluster.Grains.Collector(collector).PostRecoveries([Receipts.Cash($"r{i}-{_tag}", i * 100_00, cluster.Time.Now())]);
        var partition = cluster.Services.GetRequiredService<Installation>().Partitions.Of(collector);
        var entries = new List<JournalEntry>();
        await foreach (var entry in Reader.AfterAsync(partition, 0, Cancel))
            entries.Add(entry);
        return (partition, entries);
    }

    /// <summary>Every entry of a partition again, each with a hash that fits, and the head.</summary>
    private async Task RewriteAsync(int partition, List<JournalEntry> entries, Func<EntryDraft, EntryDraft> change)
    {
        var head = new PartitionHead { Partition = partition, Seq = 0, Hash = Digest.Zero };
        foreach (var entry in entries)
        {
            var next = Chain.Link(head, [change(entry.Draft)], entry.PostedAt)[0];
            await TamperAsync($"UPDATE journal SET amount = {next.Draft.AmountMinor}, hash = {Bytes(next.Hash)} WHERE partition = {partition} AND seq = {next.Seq}");
            head = new PartitionHead { Partition = partition, Seq = next.Seq, Hash = next.Hash };
        }

        await TamperAsync($"UPDATE ledger_head SET hash = {Bytes(head.Hash)} WHERE partition = {partition}");
    }
}

public sealed class SqliteAnchorTests(SqliteCluster cluster) : AnchorTests(cluster), IClassFixture<SqliteCluster>
{
    protected override string Bytes(Digest digest) => $"x'{digest}'";

    protected override async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection(cluster.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class PostgreSqlAnchorTests(PostgreSqlCluster cluster) : AnchorTests(cluster), IClassFixture<PostgreSqlCluster>
{
    protected override string Bytes(Digest digest) => $"'\\x{digest}'::bytea";

    protected override async Task TamperAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
