using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Leaderboard.Benchmarks;

/// <summary>From the sending of a receipt to the message that shows it, at a thousand watchers.</summary>
internal static class Watchers
{
    private const int Count = 1000;

    /// <summary>Each once in every request.</summary>
    private const int Collectors = 10;

    private const int RequestsPerSecond = 100;
    private const int QuietReceipts = 20;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Scoreboard scores)
    {
        using var database = await BenchmarkDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var product = await Product.StartAsync(database);
        await Product.PutRosterAsync(product.Address, Collectors);
        using var http = new HttpClient { BaseAddress = product.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Product.Key);
        var before = product.ResidentBytes;
        var watchers = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Watcher.OpenAsync(product.Address)));
        scores.Note($"watchers: {(product.ResidentBytes - before) / 1024.0 / Count:N0} KiB of the server's resident memory for each of {Count:N0}");

        var sent = new SentReceipts(http, Collectors);
        await RoundAsync(sent, watchers);
        var (p50, p99, quiet) = (new double[Rounds.Count], new double[Rounds.Count], new double[Rounds.Count]);
        for (var round = 0; round < Rounds.Count; round++)
        {
            var delays = await RoundAsync(sent, watchers);
            (p50[round], p99[round]) = (Rounds.Percentile(delays, 0.5), Rounds.Percentile(delays, 0.99));
            quiet[round] = await QuietAsync(sent, watchers);
        }

        scores.AtMost("watchers", $"receipt sent to message, {Collectors * RequestsPerSecond:N0}/s and {Count:N0} watchers, p50", Rounds.MedianOf(p50), 170, "ms");
        scores.AtMost("watchers", $"the same, p99", Rounds.MedianOf(p99), 350, "ms");
        scores.AtMost("watchers", $"after quiet, median over receipts of the median watcher", Rounds.MedianOf(quiet), 50, "ms");
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
    }

    /// <returns>Milliseconds for each receipt and watcher.</returns>
    private static async Task<double[]> RoundAsync(SentReceipts sent, Watcher[] watchers)
    {
        foreach (var watcher in watchers)
            watcher.Delays.Clear();
        var (watch, posts) = (Stopwatch.StartNew(), new List<Task>());
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RequestsPerSecond));
        while (watch.Elapsed < Duration && await pace.WaitForNextTickAsync())
            posts.Add(sent.PostAsync());
        await Task.WhenAll(posts);
        await UntilSeenAsync(sent, watchers);
        return [.. watchers.SelectMany(w => w.Delays)];
    }

    private static async Task<double> QuietAsync(SentReceipts sent, Watcher[] watchers)
    {
        var medians = new List<double>();
        for (var i = 0; i < QuietReceipts; i++)
        {
            await Task.Delay(Quiet);
            foreach (var watcher in watchers)
                watcher.Delays.Clear();
            await sent.PostAsync();
            await UntilSeenAsync(sent, watchers);
            medians.Add(Rounds.MedianOf(watchers.SelectMany(w => w.Delays)));
        }

        return Rounds.MedianOf(medians);
    }

    private static async Task UntilSeenAsync(SentReceipts sent, Watcher[] watchers)
    {
        while (!Array.TrueForAll(watchers, w => w.HasSeen(sent.Requests)))
            await Task.Delay(1);
        foreach (var watcher in watchers)
            watcher.Settle(sent);
    }

    /// <summary>Requests with one receipt of 1.00 for each collector: after the n-th, each of them has n.</summary>
    private sealed class SentReceipts(HttpClient http, int collectors)
    {
        private readonly List<long> _at = [];

        public int Requests => _at.Count;

        public long At(int request) => _at[request];

        public async Task PostAsync()
        {
            var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            using var body = new StringContent(
                "[" + string.Join(',', Enumerable.Range(0, collectors).Select(c => string.Create(
                    CultureInfo.InvariantCulture, $$"""{"id":"{{Guid.NewGuid():N}}","collectorId":"c-{{c}}","amount":1.00,"receivedAt":"{{now}}"}"""))) + "]",
                Encoding.UTF8,
                "application/json");
            _at.Add(Stopwatch.GetTimestamp());
            using var answer = await http.PostAsync("api/v1/recoveries", body);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Notes when it has heard of how many requests.</summary>
    private sealed class Watcher : IAsyncDisposable
    {
        private readonly HubConnection _connection;
        private readonly List<(long At, int Requests)> _heard = [];
        private volatile int _seen;
        private int _settled;

        private Watcher(HubConnection connection) => _connection = connection;

        /// <summary>Milliseconds; filled by <see cref="Settle"/>.</summary>
        public List<double> Delays { get; } = [];

        public static async Task<Watcher> OpenAsync(Uri server)
        {
            var connection = new HubConnectionBuilder()
                .WithUrl(new Uri(server, "hubs/live"), http => http.Headers["Authorization"] = "Bearer " + Product.Key)
                .Build();
            var watcher = new Watcher(connection);
            connection.On<JsonElement>("board", watcher.Hear);
            await connection.StartAsync();
            await connection.InvokeAsync("Watch", new { subject = "collectors", measure = "amount", period = "day", limit = 10 });
            return watcher;
        }

        public bool HasSeen(int requests) => _seen >= requests;

        /// <summary>The sum tells how many requests are in it, but for a part of the last.</summary>
        public void Settle(SentReceipts sent)
        {
            lock (_heard)
            {
                foreach (var (at, requests) in _heard)
                {
                    for (; _settled < requests; _settled++)
                        Delays.Add(Stopwatch.GetElapsedTime(sent.At(_settled), at).TotalMilliseconds);
                }

                _heard.Clear();
            }
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();

        private void Hear(JsonElement message)
        {
            var requests = (int)(message.GetProperty("sum").GetDecimal() / Collectors);
            lock (_heard)
                _heard.Add((Stopwatch.GetTimestamp(), requests));
            _seen = requests;
        }
    }
}
