using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Leaderboard.Imports;
using Leaderboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Imports;

public sealed class SqliteResumeTests : ResumeTests
{
    protected override Task<string[]> DatabaseAsync() => Task.FromResult(Array.Empty<string>());
}

public sealed class PostgreSqlResumeTests : ResumeTests
{
    protected override async Task<string[]> DatabaseAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        return ["--Leaderboard:Database=PostgreSql", "--ConnectionStrings:Leaderboard=" + await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()];
    }
}

/// <summary>An import whose program stops in the middle: another on the same database goes on.</summary>
public abstract class ResumeTests
{
    private const int Rows = 40_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_comes_after_one_that_was_stopped_finishes_the_file_with_the_same_counts()
    {
        using var folder = new TempFolder();
        var database = await DatabaseAsync();
        var file = Receipts();
        string importId;
        await using (var first = await LeaderboardServer.StartInAsync(folder.Path, database))
        {
            using var http = first.Client();
            await PutRosterAsync(http);
            importId = await SendAsync(http, file);
            await Eventually.TrueAsync("some rows are written down", Patience, async () => (await ReadAsync(http, importId)).GetProperty("rowsRead").GetInt64() > 0, Cancel);
        }

        await using var second = await LeaderboardServer.StartInAsync(folder.Path, database);
        using var again = second.Client();
        Assert.Equal("completed 40001/39999/1/1", await OverAsync(again, importId));
        Assert.Equal(39_999m, await SumAsync(again));

        // Sent again after all, it changes nothing.
        Assert.Equal("completed 40001/0/40000/1", await OverAsync(again, await SendAsync(again, file)));
        Assert.Equal(39_999m, await SumAsync(again));
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_written_down_is_not_counted_as_somebody_elses()
    {
        await using var server = await LeaderboardServer.StartAsync(await DatabaseAsync());
        using var http = server.Client();
        await PutRosterAsync(http);
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        var files = server.Services.GetRequiredService<ImportFiles>();
        var lines = Receipts().Split('\n', StringSplitOptions.RemoveEmptyEntries)[..11];
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));

        // One row came by another way before; the rest are posted by a run that dies before its step.
        await PostAsync(http, lines[1]);
        const string Id = "imp-crashed";
        await files.WriteAsync(Id, ImportPart.File, 0, bytes);
        await grains.Import(Id).Create(new NewImport { Kind = ImportKind.Recoveries, Source = "", FileName = "", SizeBytes = bytes.Length, Format = "utf-8", SentBy = "" });
        string[] fields = ["id", "collectorId", "amount", "receivedAt"];
        await grains.Import(Id).Start(new ImportOrder { IsDryRun = false, Columns = [.. fields.Select(f => new ImportColumn { Field = f, Column = f })] });
        await grains.Import(Id).Claim("dead");
        await grains.Import(Id).Advance(new ImportAdvance { Worker = "dead", Step = 1, Counts = ImportCounts.None, BytesRead = 0 });
        foreach (var line in lines[2..6])
            await PostAsync(http, line);
        await grains.Import(Id).Release("dead");
        server.Services.GetRequiredService<ImportRuns>().Wake();

        Assert.Equal("completed 10/9/1/0", await OverAsync(http, Id));
        Assert.Equal(10m, await SumAsync(http));
    }

    /// <summary>Settings of a fresh database.</summary>
    protected abstract Task<string[]> DatabaseAsync();

    /// <summary>Receipts of 1 each, one of them twice, one of nobody.</summary>
    private static string Receipts()
    {
        var text = new StringBuilder("id,collectorId,amount,receivedAt\n");
        for (var i = 0; i < Rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"r-{i % (Rows - 1)},c-{i % (Rows - 1) % 20},1,2024-03-05 12:00\n");
        return text.Append("r-none,c-none,1,2024-03-05 12:00\n").ToString();
    }

    private static async Task PutRosterAsync(HttpClient http)
    {
        using var answer = await http.PutAsJsonAsync("api/v1/roster", new { collectors = Enumerable.Range(0, 20).Select(i => new { id = $"c-{i}", name = $"{i}" }) }, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PostAsync(HttpClient http, string line)
    {
        var cells = line.Split(',');
        using var answer = await http.PostAsJsonAsync("api/v1/recoveries", new[] { new { id = cells[0], collectorId = cells[1], amount = cells[2], receivedAt = "2024-03-05T12:00:00+08:00" } }, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> SendAsync(HttpClient http, string file)
    {
        using var content = new StringContent(file, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var answer = await http.PostAsync(new Uri("api/v1/imports?kind=recoveries", UriKind.Relative), content, Cancel);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("importId").GetString() ?? "";
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, string importId) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v1/imports/" + importId, UriKind.Relative), Cancel)).RootElement;

    private static async Task<string> OverAsync(HttpClient http, string importId)
    {
        JsonElement import = default;
        await Eventually.TrueAsync($"import {importId} is over", Patience, async () => (import = await ReadAsync(http, importId)).GetProperty("state").GetString() != "running", Cancel);
        return $"{import.GetProperty("state").GetString()} {import.GetProperty("rowsRead")}/{import.GetProperty("accepted")}/{import.GetProperty("duplicates")}/{import.GetProperty("rejected")}";
    }

    private static async Task<decimal> SumAsync(HttpClient http) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri("api/v1/boards/collectors/amount/all", UriKind.Relative), Cancel)).RootElement.GetProperty("sum").GetDecimal();
}
