using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Leaderboard.Benchmarks;

/// <summary>
/// A million receipts in one file, from the first byte sent until the last row is durable, beside the same receipts over HTTP
/// in batches of 100; and the most memory that the program took for it.
/// </summary>
internal static class ImportFile
{
    private const int Rows = 1_000_000;
    private const int Clients = 16;
    private const int Receipts = 100;
    private const double MaxMiB = 400;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(Scoreboard scores)
    {
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file);
            foreach (var kind in BenchmarkDatabase.Kinds)
            {
                var http = await HttpRateAsync(kind);
                var (rate, peak) = await ImportAsync(kind, file);
                scores.AtLeast($"import, {kind}", $"{Rows:N0} rows {rate:N0}/s, over HTTP {http:N0}/s", rate / http, 0.5);
                scores.AtMost($"import, {kind}, memory", $"peak of the process", peak / (double)(1 << 20), MaxMiB, "MiB");
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<double> HttpRateAsync(DatabaseKind kind)
    {
        using var database = await BenchmarkDatabase.CreateAsync(kind);
        await using var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
        using var clients = await PostingClients.ConnectAsync(product.Address, Clients, Receipts);
        await clients.PostAsync(Warming);
        return (await clients.PostAsync(Duration)).PerSecond;
    }

    private static async Task<(double PerSecond, long PeakBytes)> ImportAsync(DatabaseKind kind, string file)
    {
        using var database = await BenchmarkDatabase.CreateAsync(kind);
        await using var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
        using var http = new HttpClient { BaseAddress = product.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Product.Key);
        var watch = Stopwatch.StartNew();
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await http.PostAsync("api/v1/imports?kind=recoveries", content);
        answer.EnsureSuccessStatusCode();
        while (true)
        {
            using var now = JsonDocument.Parse(await http.GetStringAsync(answer.Headers.Location));
            var state = now.RootElement.GetProperty("state").GetString();
            if (state == "completed" && now.RootElement.GetProperty("accepted").GetInt64() == Rows)
                return (Rows / watch.Elapsed.TotalSeconds, product.PeakResidentBytes);
            if (state != "running")
                throw new InvalidOperationException(now.RootElement.GetRawText());
            await Task.Delay(Between);
        }
    }

    private static async Task WriteAsync(string file)
    {
        var random = new Random(1);
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await using var text = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        await text.WriteLineAsync("id,collectorId,amount,kind,channel,receivedAt");
        for (var row = 0; row < Rows; row++)
        {
            await text.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{random.NextInt64():x16}{row:x16},c-{random.Next(PostingClients.Collectors)},{random.Next(1, 100_000)}.{random.Next(10, 100)},cash,transfer,{now}"));
        }
    }
}
