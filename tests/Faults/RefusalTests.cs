using System.Security.Cryptography;
using Leaderboard.Testing;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Faults;

/// <summary>Files of one clean run of the program, for tests that spoil a copy.</summary>
public sealed class CleanData : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await using var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path));
        Assert.Equal(0, await program.StopAsync());
    }

    public void CopyTo(TempFolder other)
    {
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Copy(file, other.File(Path.GetFileName(file)));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>At start, what cannot be used is refused in plain words and left as it is.</summary>
public sealed class RefusalTests(CleanData clean) : IClassFixture<CleanData>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("leaderboard.db")]
    [InlineData("grains.db")]
    public async Task A_database_of_another_program_is_left_as_it_is(string file)
    {
        Run(file, "CREATE TABLE shopping (item TEXT); INSERT INTO shopping VALUES ('milk');");
        await AssertRefusedAsync("is a database of another program", file);
    }

    [Theory]
    [InlineData("leaderboard.db")]
    [InlineData("grains.db")]
    public async Task A_file_that_is_no_database_is_left_as_it_is(string file)
    {
        await File.WriteAllTextAsync(_folder.File(file), new string('x', 5000), Cancel);
        await AssertRefusedAsync("is not a SQLite database", file);
    }

    [Theory]
    [InlineData("leaderboard.db")]
    [InlineData("grains.db")]
    public async Task A_newer_schema_is_left_as_it_is(string file)
    {
        clean.CopyTo(_folder);
        Run(file, "PRAGMA user_version = 9999;");
        await AssertRefusedAsync("has schema 9999; this program knows up to", "leaderboard.db", "grains.db");
    }

    [Theory]
    [InlineData("Leaderboard__TimeZone", "Europe/Berlin", "timeZone = Asia/Shanghai")]
    [InlineData("Leaderboard__Currency", "JPY", "currency = CNY")]
    [InlineData("Leaderboard__Partitions", "9", "partitions = 8")]
    public async Task What_was_fixed_at_creation_cannot_be_set_otherwise(string name, string value, string says)
    {
        clean.CopyTo(_folder);
        await AssertRefusedAsync(says, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }, "leaderboard.db", "grains.db");
    }

    [Fact]
    public async Task A_database_that_is_locked_for_long_is_refused()
    {
        clean.CopyTo(_folder);
        await using var other = Open("leaderboard.db");
        Execute(other, "BEGIN EXCLUSIVE;");
        await AssertRefusedAsync("database is locked");
    }

    [Fact]
    public async Task A_second_process_on_the_same_directory_is_refused_and_the_first_goes_on()
    {
        await using var first = await RunningProgram.StartAsync(new ProgramStart(_folder.Path), Cancel);
        await AssertRefusedAsync("is in use by another process", "leaderboard.db", "grains.db");
        await first.Http.AssertWholeAsync(0, Cancel);
    }

    public void Dispose() => _folder.Dispose();

    private Task AssertRefusedAsync(string says, params string[] untouched) =>
        AssertRefusedAsync(says, new Dictionary<string, string>(StringComparer.Ordinal), untouched);

    private async Task AssertRefusedAsync(string says, Dictionary<string, string> environment, params string[] untouched)
    {
        var before = Array.ConvertAll(untouched, HashOf);
        var (exitCode, errors, _) = await RunningProgram.RunAsync(new ProgramStart(_folder.Path) { Environment = environment }, Cancel);

        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
        Assert.Equal(before, Array.ConvertAll(untouched, HashOf));
    }

    private string HashOf(string file)
    {
        using var stream = new FileStream(_folder.File(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    private void Run(string file, string sql)
    {
        using var connection = Open(file);
        Execute(connection, sql);
    }

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File(file), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
