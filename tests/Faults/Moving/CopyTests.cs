using System.Globalization;
using System.Net.Http.Json;
using Leaderboard.Testing;
using Npgsql;

namespace Leaderboard.Faults.Moving;

/// <summary>An embedded installation moves to PostgreSQL: whole or not at all, whatever comes between.</summary>
public sealed class CopyTests(WorkedInstallation worked) : IClassFixture<WorkedInstallation>, IDisposable
{
    /// <summary>Small, so that a partition takes several.</summary>
    private const int Lot = 20;

    private readonly TempFolder _folder = new();
    private readonly TempFolder _other = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_board_is_the_same_after_the_move_and_the_journal_goes_on()
    {
        var target = await SetUpAsync();
        var (exitCode, errors, output) = await CopyAsync(target);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("heads, rows and boards are equal", output, StringComparison.Ordinal);
        Assert.Matches(@"entries in the journal +605 +605\n", output);
        Assert.Equal(
            Directory.GetFiles(_folder.File("keys")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            await ColumnAsync(target, "SELECT id FROM document WHERE kind = 'page-key' ORDER BY id"));

        await using (var program = await RunningProgram.StartAsync(new ProgramStart(_other.Path) { PostgreSql = target }, Cancel))
        {
            await worked.AssertEqualAsync(program.Http);
            var receivedAt = new DateTimeOffset(2024, 3, 5, 2, 15, 0, TimeSpan.Zero).AddTicks(1_234_560);
            var again = Posting.Recovery("w-2", "c-0", 30_050, receivedAt) with { Body = new { id = "w-2", collectorId = "c-0", amount = "300.50", receivedAt } };
            var more = Posting.Recovery("after", "c-0", 100, again.ReceivedAt);
            Assert.Equal(["duplicate", "accepted"], (await program.Http.PostAsync([again, more], Cancel)).Statuses);
            await program.Http.AssertWholeAsync(WorkedInstallation.Entries + 1, Cancel);
            Assert.Equal(0, await program.StopAsync());
        }

        await AssertRefusedAsync(target, "has gone on since");
    }

    [Fact]
    public async Task A_copy_that_is_killed_in_the_middle_of_a_lot_goes_on_there_and_ends_as_one_that_was_not()
    {
        var (target, unbroken) = (await SetUpAsync(), await NewDatabaseAsync());
        var partition = WorkedInstallation.Ask(_folder, "SELECT max(partition) FROM ledger_head WHERE seq > 50");
        var end = WorkedInstallation.Ask(_folder, $"SELECT seq FROM ledger_head WHERE partition = {partition}");
        var entry = WorkedInstallation.Ask(_folder, $"SELECT entry_id FROM journal WHERE partition = {partition} AND seq = 30");
        Assert.Equal(0, (await RunningProgram.RunAsync(new ProgramStart(_other.Path) { PostgreSql = target, Arguments = ["verify"] }, Cancel)).ExitCode);

        await using (var blocker = new NpgsqlConnection(target + ";Pooling=false"))
        {
            // Another transaction that may yet take the same id: the lot waits for it.
            await blocker.OpenAsync(Cancel);
            await using var transaction = await blocker.BeginTransactionAsync(Cancel);
            await using var insert = new NpgsqlCommand(
                "INSERT INTO journal SELECT 99, 1, $1, 1, '', '', NULL, 0, 0, 0, 0, 0, 0, 0, 0, NULL, '', ''::bytea, '', ''::bytea", blocker) { Parameters = { new() { Value = entry } } };
            await insert.ExecuteNonQueryAsync(Cancel);
            await using var copy = RunningProgram.Launch(StartOf(target));
            await Eventually.TrueAsync(
                "the lot waits",
                TimeSpan.FromSeconds(60),
                async () => copy.HasExited
                    ? throw new InvalidOperationException(copy.Output)
                    : await ScalarAsync(target, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY journal%'") == 1,
                Cancel);
            await copy.KillAsync();
        }

        Assert.Equal(20, await ScalarAsync(target, $"SELECT seq FROM ledger_head WHERE partition = {partition}"));
        var (refused, says, _) = await RunningProgram.RunAsync(new ProgramStart(_other.Path) { PostgreSql = target }, Cancel);
        Assert.Equal(2, refused);
        Assert.Contains("is not finished", says, StringComparison.Ordinal);

        var (exitCode, errors, output) = await CopyAsync(target);
        Assert.True(exitCode == 0, errors);
        Assert.StartsWith($"partition {partition}: 40 of {end} entries", output, StringComparison.Ordinal);
        Assert.Equal(0, (await CopyAsync(unbroken)).ExitCode);
        Assert.Equal(await DigestAsync(unbroken), await DigestAsync(target));
    }

    [Fact]
    public async Task A_copy_that_loses_its_connection_says_so_and_can_be_run_again()
    {
        var target = await SetUpAsync();
        await using var proxy = new TcpProxy((await PostgresServer.SharedAsync()).Port);
        var cut = proxy.CutNext(CutMoment.BeforeMessage, "COPY entry_note");
        var proxied = new NpgsqlConnectionStringBuilder(target) { Port = proxy.Port }.ToString();
        var (exitCode, errors, _) = await CopyAsync(proxied);
        Assert.True(exitCode == 3, errors);
        Assert.Contains("Run it again", errors, StringComparison.Ordinal);
        await cut;

        Assert.Equal(0, (await CopyAsync(target)).ExitCode);
        Assert.Equal(0, await ScalarAsync(target, "SELECT count(*) FROM installation WHERE name = 'copy'"));
    }

    [Fact]
    public async Task What_was_written_into_the_source_between_a_break_and_the_next_try_is_copied_too()
    {
        var target = await SetUpCopiedAsync();
        await RunAsync(target, "INSERT INTO installation VALUES ('copy', 'unfinished')");
        await using (var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path), Cancel))
        {
            Assert.True((await program.Http.PostAsync([Posting.Recovery("later", "c-3", 100, DateTimeOffset.UtcNow)], Cancel)).IsTaken);
            using var renamed = await program.Http.PutAsJsonAsync(new Uri("api/v1/roster", UriKind.Relative), new { teams = new[] { new { id = "t-0", name = "Renamed" } } }, Cancel);
            renamed.EnsureSuccessStatusCode();
            Assert.Equal(0, await program.StopAsync());
        }

        var (exitCode, errors, output) = await CopyAsync(target);
        Assert.True(exitCode == 0, errors);
        Assert.Matches(@"entries in the journal +606 +606\n", output);
        Assert.Contains("Renamed", Assert.Single(await ColumnAsync(target, "SELECT body FROM document WHERE kind = 'team' AND id = 't-0'")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copying_again_changes_nothing()
    {
        var target = await SetUpAsync();
        Assert.Equal(0, (await CopyAsync(target)).ExitCode);
        var before = await DigestAsync(target);
        var (exitCode, _, output) = await CopyAsync(target);
        Assert.Equal(0, exitCode);
        Assert.Contains("heads, rows and boards are equal", output, StringComparison.Ordinal);
        Assert.Equal(before, await DigestAsync(target));
    }

    [Fact]
    public async Task A_changed_row_of_the_source_is_named_and_goes_nowhere()
    {
        var target = await SetUpAsync();
        var place = WorkedInstallation.Ask(_folder, "SELECT partition || '/' || seq FROM journal WHERE entry_id = 'rec:w-2'");
        WorkedInstallation.Run(_folder, "UPDATE journal SET amount = amount + 1 WHERE entry_id = 'rec:w-2'");
        var (exitCode, errors, _) = await CopyAsync(target);
        Assert.Equal(4, exitCode);
        Assert.Contains($"source: BROKEN at {place}: the hash does not fit", errors, StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync(target, "SELECT count(*) FROM journal WHERE entry_id = 'rec:w-2'"));
    }

    [Theory]
    [InlineData("UPDATE journal SET amount = amount + 1 WHERE entry_id = 'rec:w-2'", "target: BROKEN at {place}: the hash does not fit", "board Collectors/Amount/day/2024-03-05: ")]
    [InlineData("UPDATE document SET body = replace(body, 'North', 'Nord') WHERE kind = 'team' AND id = 't-0'", "document team/t-0", "document team/t-0")]
    [InlineData("DELETE FROM entry_note", "rows of entry_note: 1 in the source, 0 in the target", "entry_note rev:w-5 in the source, nothing in the target")]
    [InlineData("UPDATE account_snapshot SET days_past_due = 1 WHERE id = 'a-7'", "account_snapshot a-7/", "account_snapshot a-7/")]
    [InlineData("INSERT INTO journal SELECT partition, 100000, 'rec:more', kind, collector, team, account, amount, effective, points, receipts, received_at, occurred_at, vests_at, posted_at, source, scheme, request_hash, details, hash FROM journal WHERE entry_id = 'rec:w-2'", "entries in the journal: 605 in the source, 606 in the target", "board Collectors/Amount/day/2024-03-05: ")]
    public async Task A_changed_row_of_the_target_is_named(string change, params string[] says)
    {
        var target = await SetUpCopiedAsync();
        var place = WorkedInstallation.Ask(_folder, "SELECT partition || '/' || seq FROM journal WHERE entry_id = 'rec:w-2'");
        await RunAsync(target, change);
        var (exitCode, errors, _) = await CopyAsync(target);
        Assert.Equal(4, exitCode);
        Assert.All(says, s => Assert.Contains(s.Replace("{place}", place, StringComparison.Ordinal), errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_installation_is_refused_by_a_target_that_is_finished_or_not()
    {
        var target = await SetUpCopiedAsync();
        await using (var program = await RunningProgram.StartAsync(new ProgramStart(_other.Path), Cancel))
        {
            var collectors = Enumerable.Range(0, 40).Select(i => $"c-{i}").ToArray();
            await program.Http.PutRosterAsync(collectors, Cancel);
            Assert.True((await program.Http.PostAsync([.. collectors.Select(c => Posting.Recovery("r-" + c, c, 100, DateTimeOffset.UtcNow))], Cancel)).IsTaken);
            Assert.Equal(0, await program.StopAsync());
        }

        await AssertRefusedAsync(target, "the journal of another installation", _other);
        await RunAsync(target, "INSERT INTO installation VALUES ('copy', 'unfinished')");
        await AssertRefusedAsync(target, "the journal of another installation", _other);
    }

    [Fact]
    public async Task A_source_on_which_a_program_runs_is_refused()
    {
        var target = await SetUpAsync();
        await using var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path), Cancel);
        var (exitCode, errors, _) = await CopyAsync(target);
        Assert.Equal(2, exitCode);
        Assert.Contains("is in use by another process", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_without_an_installation_is_refused_and_none_is_made()
    {
        var target = await SetUpAsync();
        var (exitCode, errors, _) = await CopyAsync(target, _other);
        Assert.Equal(2, exitCode);
        Assert.Contains("there is none", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_other.Path));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    /// <summary>The worked installation in the test's folder.</summary>
    /// <returns>An empty database.</returns>
    private async Task<string> SetUpAsync()
    {
        var target = await NewDatabaseAsync();
        worked.CopyTo(_folder);
        return target;
    }

    /// <summary>The worked installation in the test's folder.</summary>
    /// <returns>A database with a finished copy of it.</returns>
    private async Task<string> SetUpCopiedAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        worked.CopyTo(_folder);
        return await worked.CopiedAsync();
    }

    private static async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        return await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
    }

    private ProgramStart StartOf(string target, TempFolder? source = null) =>
        new((source ?? _folder).Path) { Arguments = ["copy", "--to", target, "--lot", Lot.ToString(CultureInfo.InvariantCulture)] };

    private Task<(int ExitCode, string Errors, string Output)> CopyAsync(string target, TempFolder? source = null) =>
        RunningProgram.RunAsync(StartOf(target, source), Cancel);

    private async Task AssertRefusedAsync(string target, string says, TempFolder? source = null)
    {
        var before = await DigestAsync(target);
        var (exitCode, errors, _) = await CopyAsync(target, source);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
        Assert.Equal(before, await DigestAsync(target));
    }

    /// <summary>Every row of every table of an installation.</summary>
    private static async Task<string[]> DigestAsync(string database)
    {
        string[] tables = ["installation", "ledger_head", "journal", "entry_note", "document", "document_revision", "account_snapshot", "OrleansStorage", "schema_version"];
        return await ColumnAsync(database, string.Join(
            " UNION ALL ",
            tables.Select(t => $"SELECT '{t} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text COLLATE \"C\")), '') FROM {t} t")));
    }

    private static async Task<string[]> ColumnAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var values = new List<string>();
        while (await reader.ReadAsync(Cancel))
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return [.. values];
    }

    private static async Task<long> ScalarAsync(string database, string sql) => long.Parse((await ColumnAsync(database, sql))[0], CultureInfo.InvariantCulture);

    private static async Task RunAsync(string database, string sql) => await ColumnAsync(database, sql);
}
