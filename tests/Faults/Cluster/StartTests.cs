using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Leaderboard.Testing;
using Npgsql;

namespace Leaderboard.Faults.Cluster;

/// <summary>How a cluster comes to be, as the README says, and what may not join it.</summary>
public sealed class StartTests : IDisposable
{
    private const string Mark = "<!-- many-nodes: a test runs this block -->\n```sh\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Leaderboard.Web.dll")]
    [InlineData(ProgramStart.Silo)]
    public async Task A_node_that_is_older_than_the_schema_is_refused(string program)
    {
        var database = await DatabaseAsync();
        Assert.Equal(0, (await RunningProgram.RunAsync(new ProgramStart(_folder.Path) { PostgreSql = database, Arguments = ["verify"] }, Cancel)).ExitCode);
        await using var source = NpgsqlDataSource.Create(database);
        await using var known = source.CreateCommand("SELECT version FROM schema_version WHERE part = 'schema'");
        var newest = await known.ExecuteScalarAsync(Cancel);
        await using var newer = source.CreateCommand("UPDATE schema_version SET version = 9999 WHERE part = 'schema'");
        await newer.ExecuteNonQueryAsync(Cancel);
        await AssertRefusedAsync(program, database, string.Create(CultureInfo.InvariantCulture, $"has schema version 9999; this program knows up to {newest}"));
    }

    [Theory]
    [InlineData("Leaderboard.Web.dll")]
    [InlineData(ProgramStart.Silo)]
    public async Task A_server_that_does_not_sync_is_refused(string program)
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var turnOff = source.CreateCommand("ALTER SYSTEM SET fsync = off");
        await turnOff.ExecuteNonQueryAsync(Cancel);
        await using var reload = source.CreateCommand("SELECT pg_reload_conf()");
        await reload.ExecuteNonQueryAsync(Cancel);
        await using var show = source.CreateCommand("SHOW fsync");
        await Eventually.TrueAsync("fsync is off", TimeSpan.FromSeconds(20), async () => await show.ExecuteScalarAsync(Cancel) as string == "off", Cancel);
        await AssertRefusedAsync(program, database, "fsync = off");
    }

    [Fact]
    public async Task Whoever_comes_first_applies_each_script_once()
    {
        var database = await DatabaseAsync();
        await using var cluster = await RunningCluster.StartAsync(database, Cancel);
        await using var source = NpgsqlDataSource.Create(database);
        await using var ask = source.CreateCommand("SELECT string_agg(part, ' ' ORDER BY part), min(version), (SELECT count(*) FROM document_revision) FROM schema_version");
        await using var row = await ask.ExecuteReaderAsync(Cancel);
        Assert.True(await row.ReadAsync(Cancel));

        // A script that ran twice would have failed on its tables, and with it a node; this row has no key to fail on.
        Assert.Equal(("cluster grains people schema", 1, 1L), (row.GetString(0), row.GetInt32(1), row.GetInt64(2)));
    }

    [Fact]
    public async Task The_commands_of_the_README_start_two_silos_and_two_web_nodes()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        var ports = FreePorts.Take(9);
        using var shell = Start(Block(), new(StringComparer.Ordinal)
        {
            ["PGBIN"] = ServerPrograms(),
            ["DATA"] = _folder.File("cluster"),
            ["OUT"] = Programs(),
            ["PORT"] = Text(ports[0]),
            ["SILO1"] = string.Join(' ', ports[1..4].Select(Text)),
            ["SILO2"] = string.Join(' ', ports[4..7].Select(Text)),
            ["WEB1"] = Text(ports[7]),
            ["WEB2"] = Text(ports[8]),
            ["Leaderboard__BootstrapApiKey"] = RunningProgram.Key,
        });
        var output = ReadAsync(shell);
        try
        {
            using var one = Client(ports[7]);
            using var other = Client(ports[8]);
            foreach (var web in new[] { one, other })
                await Eventually.TrueAsync("a web node is ready", Patience, () => IsReadyAsync(web), Cancel);
            await one.PutRosterAsync(["c-1"], Cancel);
            Assert.True((await one.PostAsync([Posting.Recovery("r-1", "c-1", 125_000, DateTimeOffset.UtcNow)], Cancel)).IsTaken);
            Assert.Equal(1250m, (await other.GetJsonAsync("api/v1/boards/collectors/amount/all", Cancel)).GetProperty("sum").GetDecimal());
            await Eventually.TrueAsync(
                "both silos are there",
                Patience,
                async () => (await other.GetJsonAsync("api/v1/operations", Cancel)).GetProperty("nodes").EnumerateArray().Count(n => n.GetProperty("status").GetString() == "active") == 2,
                Cancel);
        }
        catch
        {
            shell.StandardInput.Close();
            TestContext.Current.TestOutputHelper?.WriteLine(await output);
            throw;
        }
        finally
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> DatabaseAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        return await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
    }

    private async Task AssertRefusedAsync(string program, string database, string says)
    {
        var start = new ProgramStart(_folder.Path)
        {
            Program = program,
            PostgreSql = database,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Leaderboard__Cluster__Name"] = "c", ["Leaderboard__Cluster__HealthPort"] = "0" },
        };
        var (exitCode, errors, _) = await RunningProgram.RunAsync(start, Cancel);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    private static string Block()
    {
        var readme = File.ReadAllText(Repository.Path("README.md"));
        var start = readme.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>Everything ends when the shell's input does, however the test ends.</summary>
    private static Process Start(string block, Dictionary<string, string> environment)
    {
        var script = $$"""
            set -e
            trap 'kill $(jobs -p) 2>/dev/null; wait; "$PGBIN/pg_ctl" -D "$DATA/pg" -m fast stop' EXIT
            {{block}}
            read -r _ || true
            """;
        var info = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return Process.Start(info) ?? throw new InvalidOperationException("No shell.");
    }

    private static async Task<string> ReadAsync(Process shell)
    {
        var errors = shell.StandardError.ReadToEndAsync(Cancel);
        return await shell.StandardOutput.ReadToEndAsync(Cancel) + await errors;
    }

    /// <summary>The programs that the tests start, in the folders that publishing would make.</summary>
    private string Programs()
    {
        var folder = Directory.CreateDirectory(_folder.File("out")).FullName;
        foreach (var part in new[] { "Silo", "Web" })
            Directory.CreateSymbolicLink(Path.Combine(folder, part), ProgramStart.FolderOf($"Leaderboard.{part}.dll"));
        return folder;
    }

    /// <summary>PostgreSQL does not run as root: where the tests do, its programs run as its own user.</summary>
    private string ServerPrograms()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return PostgresServer.Binaries ?? "";
        var folder = Directory.CreateDirectory(_folder.File("pgbin")).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "createdb" })
        {
            var file = Path.Combine(folder, program);
            File.WriteAllText(file, $"#!/bin/sh\ncd / && exec runuser -u postgres -- {PostgresServer.Binaries}/{program} \"$@\"\n");
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        }

        const UnixFileMode everybody = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(_folder.Path, everybody);
        File.SetUnixFileMode(Directory.CreateDirectory(_folder.File("cluster")).FullName, everybody);
        return folder;
    }

    private static HttpClient Client(int port)
    {
        var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningProgram.Key);
        return http;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), Cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
