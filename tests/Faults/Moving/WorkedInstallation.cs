using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leaderboard.Faults.Moving;

/// <summary>
/// An embedded installation with figures worked out by hand, and enough beside them for several lots a partition. Made once;
/// each test takes a copy of its files.
/// </summary>
public sealed class WorkedInstallation : IAsyncLifetime
{
    public const int Entries = 605;

    private const int Bulk = 600;

    private readonly TempFolder _folder = new();
    private string? _copied;

    /// <summary>What the boards said before the installation moved.</summary>
    internal IReadOnlyDictionary<string, string> Boards { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path), Cancel);
        await PutAsync(program.Http, "roster", new
        {
            teams = new[] { new { id = "t-0", name = "城北 North", region = "华北", branch = "Beijing" }, new { id = "t-1", name = "South 🐉", region = "华南", branch = "Shenzhen" } },
            collectors = Enumerable.Range(0, 22).Select(i => new { id = $"c-{i}", name = $"催收员 {i}", teamId = $"t-{i % 2}", teamFrom = "2024-01-01" }),
        });
        await PostAsync(program.Http, "accounts", Enumerable.Range(0, 40).Select(i => new { id = $"a-{i}", daysPastDue = i * 20, asOf = "2024-01-15T09:00:00+08:00" }));
        await PostAsync(program.Http, "recoveries", (object[])
        [
            new { id = "w-1", collectorId = "c-0", amount = "1250.00", receivedAt = "2024-03-04T10:15:00+08:00" },
            new { id = "w-2", collectorId = "c-0", amount = "300.50", receivedAt = "2024-03-05T10:15:00.123456+08:00" },
            new { id = "w-3", collectorId = "c-1", amount = "999.99", receivedAt = "2024-03-31T23:59:59.999999+08:00" },
            new { id = "w-4", collectorId = "c-1", amount = "0.01", receivedAt = "2024-04-01T00:00:00+08:00" },
        ]);
        await PostAsync(program.Http, "reversals", (object[])[new { id = "w-5", recoveryId = "w-1", amount = "100.00", reason = "bounced", note = "退票 — “第二次”" }]);
        await PostAsync(program.Http, "recoveries", Enumerable.Range(0, Bulk).Select(i => new
        {
            id = $"b-{i}",
            collectorId = $"c-{2 + (i % 20)}",
            accountId = $"a-{i % 40}",
            amount = ((i * 7919 % 100_000) + 1) / 100m,
            receivedAt = new DateTimeOffset(2024, 1, 20, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(i * 397),
        }));
        await PutRowsAsync(program.Http);
        Boards = await BoardsAsync(program.Http);
        await FirstManager.MakeAsync(program.Http.BaseAddress!, Cancel);
        Assert.Equal(0, await program.StopAsync());
    }

    /// <summary>The installation's files, in another folder.</summary>
    public void CopyTo(TempFolder other) => CopyTo(other.Path);

    /// <summary>The installation's files, in another folder.</summary>
    public void CopyTo(string other)
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(other, Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>A database of the caller's own with a finished copy of the installation; copied once, by the command.</summary>
    internal async Task<string> CopiedAsync()
    {
        var server = await PostgresServer.SharedAsync();
        if (_copied is null)
        {
            using var folder = new TempFolder();
            CopyTo(folder);
            var database = await server.CreateDatabaseAsync();
            var (exitCode, errors, _) = await RunningProgram.RunAsync(new ProgramStart(folder.Path) { Arguments = ["copy", "--to", database] }, Cancel);
            Assert.True(exitCode == 0, errors);
            _copied = new NpgsqlConnectionStringBuilder(database).Database;
        }

        return await server.CreateDatabaseAsync(_copied!);
    }

    /// <summary>What every board says, but for what is new with each start.</summary>
    internal static async Task<Dictionary<string, string>> BoardsAsync(HttpClient http)
    {
        var boards = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var subject in (string[])["collectors", "teams", "branches", "regions"])
        {
            foreach (var measure in (string[])["amount", "effective", "points", "count", "perHead"])
            {
                foreach (var period in (string[])["day", "week", "month", "quarter", "year", "all"])
                {
                    var path = $"api/v1/boards/{subject}/{measure}/{period}?at=2024-03-31&limit=1000";
                    var board = await http.GetJsonAsync(path, Cancel);
                    boards[path] = string.Join('\n', new[] { "board", "total", "sum", "standings" }.Select(p => board.GetProperty(p).GetRawText()));
                }
            }
        }

        return boards;
    }

    /// <summary>The figures worked out by hand are there, every board is what it was, and who could sign in can.</summary>
    internal async Task AssertEqualAsync(HttpClient http)
    {
        var board = await http.GetJsonAsync("api/v1/boards/collectors/amount/month?at=2024-03-31&limit=1000", Cancel);
        Assert.Equal(1450.50m, ValueOf(board, "c-0"));
        Assert.Equal(999.99m, ValueOf(board, "c-1"));
        Assert.Equal(Boards, await BoardsAsync(http));
        await http.AssertWholeAsync(Entries, Cancel);
        await FirstManager.AssertKnownAsync(http.BaseAddress!, Cancel);
    }

    /// <summary>Changes the files behind the program's back.</summary>
    internal static void Run(TempFolder folder, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("leaderboard.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Asks the files for one text.</summary>
    internal static string Ask(TempFolder folder, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("leaderboard.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static decimal ValueOf(in JsonElement board, string id) =>
        board.GetProperty("standings").EnumerateArray().Single(s => s.GetProperty("id").GetString() == id).GetProperty("value").GetDecimal();

    private static async Task PutAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PutAsJsonAsync(new Uri("api/v1/" + path, UriKind.Relative), body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The bank's rows of a day.</summary>
    private static async Task PutRowsAsync(HttpClient http)
    {
        using var rows = new StringContent("id,amount\nw-1,1250.00\n", System.Text.Encoding.UTF8, "text/csv");
        using var answer = await http.PutAsync(new Uri("api/v1/reconciliations/2024-03-04/bootstrap/rows", UriKind.Relative), rows, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task PostAsync(HttpClient http, string path, IEnumerable<object> entries)
    {
        var sent = entries.ToList();
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/" + path, UriKind.Relative), sent, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, body);
        Assert.True(JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt32() == sent.Count, body);
    }
}
