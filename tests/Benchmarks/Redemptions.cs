using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Leaderboard.Benchmarks;

/// <summary>
/// Points for rewards, end to end: each is asked for (held, set aside, reserved of an envelope) and approved, at a fixed rate, whatever the server does. Then the
/// page of a manager with ten thousand that wait, and their decisions there.
/// </summary>
internal static partial class Redemptions
{
    private const int PerSecond = 500;
    private const int Connections = 64;
    private const int People = 2_000;
    private const int Open = 10_000;
    private const double MostMilliseconds = 500;
    private const double MostPageMilliseconds = 300;
    private const double MostDecisionMilliseconds = 200;
    private const int PageReads = 20;
    private const int Decisions = 200;

    private static readonly Uri Queue = new("manage/redemptions", UriKind.Relative);

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await using var product = await Product.StartAsync(database);
            await PrepareAsync(product.Address);
            await PaceAsync(product.Address, "warm", PerSecond / 2, Warming);
            var took = await PaceAsync(product.Address, "run", PerSecond, Duration);
            scores.AtMost(
                $"redemptions asked for and approved, {kind}",
                $"{took.Count / Duration.TotalSeconds:N0}/s, median {took[took.Count / 2]:N0} ms, p99",
                took[(int)(took.Count * 0.99)],
                MostMilliseconds,
                "ms");
            await AskAsync(product.Address);
            using var manager = await SignInAsync(product.Address);
            var page = await OpenPageAsync(manager);
            scores.AtMost($"page of {Open:N0} open requests, {kind}", $"{PageReads} times, slowest {page[^1]:N0} ms, median", page[page.Count / 2], MostPageMilliseconds, "ms");
            var decisions = await DecideAsync(manager);
            scores.AtMost($"a decision with {Open:N0} open requests, {kind}", $"{Decisions} one after another, median {decisions[Decisions / 2]:N0} ms, p95", decisions[Decisions * 95 / 100], MostDecisionMilliseconds, "ms");
        }
    }

    /// <summary>Everybody has 50,000.00 points; the reward costs 1.00, and 2 of an envelope that is large enough.</summary>
    private static async Task PrepareAsync(Uri server)
    {
        await Product.PutRosterAsync(server, People);
        using var http = Product.Http(server);
        foreach (var part in Enumerable.Range(0, People).Chunk(500))
        {
            var receipts = part.Select(c => new { id = Named("earned", c), collectorId = Named("c", c), amount = 5_000_000m, channel = "cash", receivedAt = DateTimeOffset.UtcNow.AddHours(-1) });
            await DoneAsync(await http.PostAsJsonAsync("api/v1/recoveries", receipts));
        }

        await DoneAsync(await http.PutAsJsonAsync("api/v1/budgets/welfare", new { name = "Welfare", unit = "money", amount = 10_000_000m, period = "year" }));
        await DoneAsync(await http.PutAsJsonAsync("api/v1/rewards/mug", new { name = "Mug", price = 1m, value = 2m, stock = 1_000_000, budget = "welfare" }));
    }

    /// <returns>Milliseconds from when each was due to its approval, ascending.</returns>
    private static async Task<List<double>> PaceAsync(Uri server, string tag, double perSecond, TimeSpan duration)
    {
        var due = Channel.CreateUnbounded<(int Number, TimeSpan At)>(new UnboundedChannelOptions { SingleWriter = true });
        var watch = Stopwatch.StartNew();
        var answers = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => SendAsync(server, tag, due.Reader, watch))));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; watch.Elapsed < duration;)
        {
            await pace.WaitForNextTickAsync();
            for (; sent < watch.Elapsed.TotalSeconds * perSecond; sent++)
                due.Writer.TryWrite((sent, TimeSpan.FromSeconds(sent / perSecond)));
        }

        due.Writer.Complete();
        return [.. (await answers).SelectMany(a => a).Order()];
    }

    private static async Task<List<double>> SendAsync(Uri server, string tag, ChannelReader<(int Number, TimeSpan At)> due, Stopwatch watch)
    {
        using var poster = new HttpPoster(server);
        await poster.ConnectAsync();
        var took = new List<double>();
        await foreach (var (number, at) in due.ReadAllAsync())
        {
            var id = Named(tag, number);
            await PostAsync(poster, server, "redemptions", Wish(id, number));
            await PostAsync(poster, server, $"redemptions/{id}/approve", "");
            took.Add((watch.Elapsed - at).TotalMilliseconds);
        }

        return took;
    }

    private static async Task AskAsync(Uri server)
    {
        var numbers = Channel.CreateUnbounded<int>();
        foreach (var number in Enumerable.Range(0, Open))
            numbers.Writer.TryWrite(number);
        numbers.Writer.Complete();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var poster = new HttpPoster(server);
            await poster.ConnectAsync();
            await foreach (var number in numbers.Reader.ReadAllAsync())
                await PostAsync(poster, server, "redemptions", Wish(Named("open", number), number));
        })));
    }

    private static async Task<HttpClient> SignInAsync(Uri server)
    {
        var manager = new HttpClient { BaseAddress = server };
        using var fields = new FormUrlEncodedContent(
            [new("userName", "first"), new("displayName", "First"), new("password", "a long benchmark password"), await TokenAsync(manager, "welcome")]);
        using var welcome = await manager.PostAsync(new Uri("welcome", UriKind.Relative), fields);
        return manager;
    }

    private static async Task<KeyValuePair<string, string>> TokenAsync(HttpClient manager, string page) =>
        new("__RequestVerificationToken", Token().Match(await manager.GetStringAsync(new Uri(page, UriKind.Relative))).Groups["token"].Value);

    /// <returns>Milliseconds of the whole page, ascending.</returns>
    private static async Task<List<double>> OpenPageAsync(HttpClient manager)
    {
        var took = new List<double>();
        for (var i = 0; i < PageReads; i++)
        {
            var watch = Stopwatch.StartNew();
            var page = await manager.GetStringAsync(Queue);
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (!page.Contains("case-open-", StringComparison.Ordinal))
                throw new InvalidOperationException("No request is on the page.");
        }

        took.Sort();
        return took;
    }

    /// <summary>One after another, as the page's script sends a key press.</summary>
    /// <returns>Milliseconds until each is answered, ascending.</returns>
    private static async Task<List<double>> DecideAsync(HttpClient manager)
    {
        var token = await TokenAsync(manager, Queue.OriginalString);
        var took = new List<double>();
        for (var i = 0; i < Decisions; i++)
        {
            using var form = new FormUrlEncodedContent([new("ids", Named("open", i)), token]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Queue.OriginalString + "?handler=Approve", UriKind.Relative)) { Content = form };
            request.Headers.Accept.ParseAdd("application/json");
            var watch = Stopwatch.StartNew();
            using var answer = await manager.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (!said.Contains("\"failed\":false", StringComparison.Ordinal))
                throw new InvalidOperationException(said);
        }

        took.Sort();
        return took;
    }

    private static string Wish(string id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","collectorId":"c-{{number % People}}","rewardId":"mug","quantity":1}""");

    private static async Task PostAsync(HttpPoster poster, Uri server, string path, string body)
    {
        var answer = await poster.SendAsync(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/{path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {Product.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")));
        if (!answer.IsAccepted && !answer.Whole.Span.StartsWith("HTTP/1.1 201"u8))
            throw new IOException(Encoding.UTF8.GetString(answer.Whole.Span));
    }

    private static async Task DoneAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    private static string Named(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
