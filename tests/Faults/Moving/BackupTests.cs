using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Leaderboard.Testing;
using Npgsql;

namespace Leaderboard.Faults.Moving;

/// <summary>What docs/backup.md says, done.</summary>
public sealed partial class BackupTests(WorkedInstallation worked) : IClassFixture<WorkedInstallation>, IDisposable
{
    private const int Senders = 3;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private readonly TempFolder _folder = new();
    private readonly TempFolder _other = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_taken_under_load_holds_all_that_was_acknowledged_before_and_starts_as_it_is()
    {
        var backup = _other.File("backup");
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var senders = Enumerable.Range(0, Senders).Select(i => new Sender(i, seed: 7, Collectors, now)).ToList();
        List<Posting> before;
        await using (var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path), Cancel))
        {
            await program.Http.PutRosterAsync(Collectors, Cancel);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var load = senders.ConvertAll(s => s.RunAsync(program.Http, stop.Token));
            await AcknowledgedAsync(senders, 200);
            before = Acknowledged(senders);
            var (exitCode, errors, output) = await BackUpAsync(_folder, backup);
            Assert.True(exitCode == 0, errors);
            Assert.Contains("every hash fits", output, StringComparison.Ordinal);
            await AcknowledgedAsync(senders, Acknowledged(senders).Count + 50);
            await stop.CancelAsync();
            await Task.WhenAll(load);
            await program.KillAsync();
        }

        var start = new ProgramStart(backup);
        Assert.Equal(0, (await RunningProgram.RunAsync(start with { Arguments = ["verify"] }, Cancel)).ExitCode);
        await using var restored = await RunningProgram.StartAsync(start, Cancel);
        var books = Books.OfSqlite(Path.Combine(backup, "leaderboard.db"));
        await books.AssertBoardsAsync(restored.Http, Cancel);
        Assert.All(await RepeatAsync(restored.Http, before), s => Assert.Equal("duplicate", s));

        // The senders have the rest, and send it again.
        await RepeatAsync(restored.Http, Acknowledged(senders));
        await Task.WhenAll(senders.Select(s => s.SettleAsync(restored.Http, TimeSpan.FromSeconds(30), Cancel)));
        await books.AssertHoldAsync(Acknowledged(senders), Cancel);
        await books.AssertBoardsAsync(restored.Http, Cancel);
    }

    [Fact]
    public async Task A_backup_of_a_stopped_installation_shows_the_same_boards_and_takes_its_cookies()
    {
        worked.CopyTo(_folder);
        var backup = _other.File("backup");
        var (exitCode, errors, _) = await BackUpAsync(_folder, backup);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(["keys", "leaderboard.db", "people.db"], Directory.GetFileSystemEntries(backup).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(backup, "keys")));
        await using var program = await RunningProgram.StartAsync(new ProgramStart(backup), Cancel);
        await worked.AssertEqualAsync(program.Http);
    }

    [Fact]
    public async Task A_backup_with_a_changed_row_names_it_and_gets_no_name_of_its_own()
    {
        worked.CopyTo(_folder);
        WorkedInstallation.Run(_folder, "UPDATE journal SET amount = amount + 1 WHERE entry_id = 'rec:w-2'");
        var (exitCode, errors, _) = await BackUpAsync(_folder, _other.File("backup"));
        Assert.Equal(4, exitCode);
        Assert.Contains("BROKEN at", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_other.File("backup")));
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_over()
    {
        worked.CopyTo(_folder);
        var (exitCode, errors, _) = await BackUpAsync(_folder, _other.Path);
        Assert.Equal(2, exitCode);
        Assert.Contains("is there already", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_other.Path));
    }

    [Fact]
    public async Task The_documented_commands_restore_PostgreSQL_to_the_same_boards()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        worked.CopyTo(_folder);

        // A server of its own: the commands name their databases.
        await using var server = await PostgresServer.StartAsync();
        var database = await RenamedAsync(await server.CreateDatabaseAsync(), "leaderboard");
        Assert.Equal(0, (await RunningProgram.RunAsync(new ProgramStart(_folder.Path) { Arguments = ["copy", "--to", database] }, Cancel)).ExitCode);
        await using (var program = await RunningProgram.StartAsync(new ProgramStart(_other.File("data")) { PostgreSql = database }, Cancel))
            await RunDocumentedAsync(server, "pg_dump ");
        await RunDocumentedAsync(server, "createdb ");

        var start = new ProgramStart(_other.File("data")) { PostgreSql = new NpgsqlConnectionStringBuilder(database) { Database = "leaderboard_restored" }.ToString() };
        Assert.Equal(0, (await RunningProgram.RunAsync(start with { Arguments = ["verify"] }, Cancel)).ExitCode);
        await using var restored = await RunningProgram.StartAsync(start, Cancel);
        await worked.AssertEqualAsync(restored.Http);
        Assert.True((await restored.Http.PostAsync([Posting.Recovery("after", "c-0", 100, DateTimeOffset.UtcNow)], Cancel)).IsTaken);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    private static Task<(int ExitCode, string Errors, string Output)> BackUpAsync(TempFolder source, string to) =>
        RunningProgram.RunAsync(new ProgramStart(source.Path) { Arguments = ["backup", "--to", to] }, Cancel);

    /// <summary>Sends receipts again, then reversals; all are taken.</summary>
    private static async Task<List<string>> RepeatAsync(HttpClient http, List<Posting> postings)
    {
        var statuses = new List<string>();
        foreach (var batch in postings.GroupBy(p => p.EntryId[..4], StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal).SelectMany(k => k.Chunk(500)))
        {
            var reply = await http.PostAsync(batch, Cancel);
            Assert.True(reply.IsTaken, string.Join(", ", reply.Statuses));
            statuses.AddRange(reply.Statuses);
        }

        return statuses;
    }

    private static List<Posting> Acknowledged(List<Sender> senders) => [.. senders.SelectMany(s => s.Acknowledged.ToArray())];

    private static Task AcknowledgedAsync(List<Sender> senders, int count) => Eventually.TrueAsync(
        string.Create(CultureInfo.InvariantCulture, $"{count} entries are acknowledged"),
        TimeSpan.FromSeconds(60),
        () => Task.FromResult(senders.Sum(s => s.Acknowledged.Count) >= count),
        Cancel);

    private static async Task<string> RenamedAsync(string database, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
        var old = connection.Database;
        connection.Database = "postgres";
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"ALTER DATABASE {old} RENAME TO {name}");
        await command.ExecuteNonQueryAsync(Cancel);
        connection.Database = name;
        return connection.ToString();
    }

    /// <summary>Runs the block of docs/backup.md that begins with a command.</summary>
    private async Task RunDocumentedAsync(PostgresServer server, string begins)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "backup.md"), Cancel);
        var block = Assert.Single(Blocks().Matches(page).Select(m => m.Groups["commands"].Value), b => b.StartsWith(begins, StringComparison.Ordinal));
        var info = new ProcessStartInfo("sh", ["-e", "-c", block]) { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = _other.Path };
        info.Environment["PATH"] = PostgresServer.Binaries + ":" + Environment.GetEnvironmentVariable("PATH");
        info.Environment["PGHOST"] = "127.0.0.1";
        info.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        info.Environment["PGUSER"] = "postgres";
        using var shell = Process.Start(info) ?? throw new InvalidOperationException("No shell.");
        var errors = await shell.StandardError.ReadToEndAsync(Cancel);
        await shell.WaitForExitAsync(Cancel);
        Assert.True(shell.ExitCode == 0, errors);
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();
}
