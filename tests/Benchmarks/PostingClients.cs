using System.Diagnostics;

namespace Leaderboard.Benchmarks;

/// <summary>Clients that post receipts side by side, each one request after the other.</summary>
internal sealed class PostingClients : IDisposable
{
    public const int Collectors = 500;

    /// <summary>Requests a client prepares: enough that collectors and amounts vary.</summary>
    private const int Prepared = 16;

    /// <summary>Numbers of one client: no two clients ever send the same id.</summary>
    private const long Numbers = 1_000_000_000;

    private readonly (HttpPoster Poster, ReceiptRequest[] Requests)[] _clients;
    private readonly long[] _next;

    private PostingClients((HttpPoster, ReceiptRequest[])[] clients)
    {
        _clients = clients;
        _next = [.. Enumerable.Range(0, clients.Length).Select(c => c * Numbers)];
    }

    /// <summary>Clients of the product's API.</summary>
    public static Task<PostingClients> ConnectAsync(Uri server, int clients, int receipts) =>
        ConnectAsync(new Uri(server, "api/v1/recoveries"), isArray: true, clients, receipts);

    /// <param name="isArray">Whether a request is an array of receipts, or one receipt by itself.</param>
    public static async Task<PostingClients> ConnectAsync(Uri address, bool isArray, int clients, int receipts)
    {
        var connected = new (HttpPoster, ReceiptRequest[])[clients];
        for (var client = 0; client < clients; client++)
        {
            var random = new Random(client);
            var poster = new HttpPoster(address);
            await poster.ConnectAsync();
            connected[client] = (poster, [.. Enumerable.Range(0, Prepared).Select(_ => new ReceiptRequest(address, isArray, receipts, Collectors, random))]);
        }

        return new PostingClients(connected);
    }

    /// <summary>Posts fresh receipts until the time is over.</summary>
    /// <returns>Accepted receipts a second, and what was sent, so that it can be sent again.</returns>
    public async Task<(double PerSecond, (long From, long To)[] Sent)> PostAsync(TimeSpan duration)
    {
        var from = _next.ToArray();
        var watch = Stopwatch.StartNew();
        var accepted = await Task.WhenAll(Enumerable.Range(0, _clients.Length).Select(client => Task.Run(async () =>
        {
            var count = 0L;
            while (watch.Elapsed < duration)
                count += await SendAsync(client, _next[client]++, "\"accepted\":");
            return count;
        })));
        return (accepted.Sum() / watch.Elapsed.TotalSeconds, [.. from.Zip(_next)]);
    }

    /// <summary>Sends once more what was sent before.</summary>
    /// <returns>Receipts a second, all of them answered as duplicates.</returns>
    public async Task<double> RepeatAsync((long From, long To)[] sent)
    {
        var watch = Stopwatch.StartNew();
        var duplicates = await Task.WhenAll(Enumerable.Range(0, _clients.Length).Select(client => Task.Run(async () =>
        {
            var count = 0L;
            for (var number = sent[client].From; number < sent[client].To; number++)
                count += await SendAsync(client, number, "\"duplicates\":");
            return count;
        })));
        return duplicates.Sum() / watch.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var (poster, _) in _clients)
            poster.Dispose();
    }

    /// <summary>Fails when the server did not count every receipt under the expected name.</summary>
    private async Task<long> SendAsync(int client, long number, string expected)
    {
        var (poster, requests) = _clients[client];
        var request = requests[number % requests.Length];
        var answer = await poster.PostAsync(request.Numbered(number));
        var count = HttpPoster.Number(answer.Span, System.Text.Encoding.ASCII.GetBytes(expected));
        return count == request.Receipts ? count : throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(answer.Span));
    }
}
