using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Leaderboard.Testing;
using Microsoft.AspNetCore.SignalR.Client;

namespace Leaderboard.Faults;

/// <summary>What a program of its own counts: in one process with others, each would hear the measurements of all.</summary>
public sealed class MetricsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly DateTimeOffset Noon = new(2024, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_lots_and_refusals_are_counted()
    {
        using var folder = new TempFolder();
        await using var program = await StartAsync(folder);

        var reply = await program.Http.PostAsync([Posting.Recovery("a", "c", 100, Noon), Posting.Recovery("b", "c", 200, Noon), Posting.Recovery("n", "nobody", 100, Noon)], Cancel);
        using var malformed = await program.Http.PostAsync(new Uri("api/v1/recoveries", UriKind.Relative), new StringContent("{", null, "application/json"), Cancel);
        using var missing = await program.Http.GetAsync(new Uri("api/v1/teams/none", UriKind.Relative), Cancel);
        using var stranger = new HttpClient();
        using var closed = await stranger.GetAsync(new Uri(program.Http.BaseAddress!, "api/v1/teams"), Cancel);

        var text = await ScrapeAsync(program);
        Assert.Equal(["accepted", "accepted", "rejected"], reply.Statuses);
        Assert.Equal(2, Value(text, "leaderboard_journal_entries_total"));
        Assert.Equal(2, Value(text, "leaderboard_journal_lot_size_sum"));
        Assert.Equal(Value(text, "leaderboard_journal_lot_size_count"), Value(text, "leaderboard_journal_append_duration_seconds_count"));
        Assert.Equal(0, Value(text, "leaderboard_journal_waiting"));
        Assert.Equal(0, Value(text, "leaderboard_journal_behind"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "entry", "unknownCollector"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "request", "malformedBody"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "request", "notFound"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "request", "unauthorized"));
    }

    [Fact]
    public async Task Watchers_are_counted_and_what_they_are_pushed_is_timed()
    {
        using var folder = new TempFolder();
        await using var program = await StartAsync(folder);
        await using (var line = new HubConnectionBuilder().WithUrl(new Uri(program.Http.BaseAddress!, "hubs/live"), o => o.Headers["Authorization"] = "Bearer " + RunningProgram.Key).Build())
        {
            await line.StartAsync(Cancel);
            await line.InvokeAsync("Watch", new { subject = "collectors", measure = "amount", period = "all", limit = 10 }, Cancel);
            Assert.True((await program.Http.PostAsync([Posting.Recovery("a", "c", 100, Noon)], Cancel)).IsTaken);

            await Eventually.TrueAsync("the push is timed", Patience, async () => (await ScrapeAsync(program)).Contains("\nleaderboard_live_push_latency_seconds_count", StringComparison.Ordinal), Cancel);
            var text = await ScrapeAsync(program);
            Assert.Equal(1, Value(text, "leaderboard_live_watchers"));
            Assert.Equal(1, Value(text, "leaderboard_live_push_latency_seconds_count"));
            Assert.Equal(1, Value(text, "leaderboard_board_lag_seconds_count"));
        }

        await Eventually.TrueAsync("the watcher has left", Patience, async () => Value(await ScrapeAsync(program), "leaderboard_live_watchers") == 0, Cancel);
    }

    [Fact]
    public async Task A_collector_that_is_named_is_sent_the_measurements()
    {
        using var folder = new TempFolder();
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePorts.One()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        await using var program = await StartAsync(
            folder, ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        Assert.True((await program.Http.PostAsync([Posting.Recovery("a", "c", 100, Noon)], Cancel)).IsTaken);

        await Eventually.TrueAsync("the entries are sent", Patience, async () => (await ReceiveAsync(collector)).Contains("leaderboard.journal.entries", StringComparison.Ordinal), Cancel);
    }

    /// <summary>Takes one export; the names in it are readable.</summary>
    private static async Task<string> ReceiveAsync(HttpListener collector)
    {
        var export = await collector.GetContextAsync().WaitAsync(Patience, Cancel);
        Assert.Equal("/v1/metrics", export.Request.Url?.AbsolutePath);
        using var body = new StreamReader(export.Request.InputStream, Encoding.Latin1);
        var text = await body.ReadToEndAsync(Cancel);
        export.Response.Close();
        return text;
    }

    private static async Task<RunningProgram> StartAsync(TempFolder folder, params (string Name, string Value)[] environment)
    {
        var start = new ProgramStart(folder.Path) { Environment = environment.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal) };
        var program = await RunningProgram.StartAsync(start, Cancel);
        await program.Http.PutRosterAsync(["c"], Cancel);
        return program;
    }

    private static Task<string> ScrapeAsync(RunningProgram program) => program.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel);

    /// <summary>The one line of a measurement whose labels have these values.</summary>
    private static double Value(string text, string name, params string[] labels)
    {
        var line = Assert.Single(text.Split('\n'), l => Regex.IsMatch(l, $"^{name}[ {{]", RegexOptions.None, TimeSpan.FromSeconds(1)) && Array.TrueForAll(labels, v => l.Contains($"=\"{v}\"", StringComparison.Ordinal)));
        return double.Parse(Regex.Match(line, @"(}|^\S+) (?<value>\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value, CultureInfo.InvariantCulture);
    }
}
