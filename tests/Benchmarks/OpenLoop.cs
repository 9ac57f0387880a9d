using System.Diagnostics;
using System.Threading.Channels;

namespace Leaderboard.Benchmarks;

/// <summary>
/// Senders that do not wait for one another's answers: requests come at a fixed rate, whatever the server does. Times count
/// from when a request was due, so that one that finds no free connection is not taken for quick.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    /// <summary>Far from the numbers of <see cref="PostingClients"/>: no id is ever sent by both.</summary>
    private const long FirstNumber = 1_000_000_000_000;

    private readonly (HttpPoster Poster, ReceiptRequest Request)[] _connections;
    private long _next = FirstNumber;

    private OpenLoop((HttpPoster, ReceiptRequest)[] connections) => _connections = connections;

    public static async Task<OpenLoop> ConnectAsync(Uri server, int connections, int receipts)
    {
        var address = new Uri(server, "api/v1/recoveries");
        var random = new Random(1);
        var connected = new (HttpPoster, ReceiptRequest)[connections];
        for (var i = 0; i < connections; i++)
        {
            var poster = new HttpPoster(address);
            await poster.ConnectAsync();
            connected[i] = (poster, new ReceiptRequest(address, isArray: true, receipts, PostingClients.Collectors, random));
        }

        return new OpenLoop(connected);
    }

    /// <param name="perSecond">Requests.</param>
    public async Task<OpenLoopResult> RunAsync(double perSecond, TimeSpan duration)
    {
        var due = Channel.CreateUnbounded<TimeSpan>(new UnboundedChannelOptions { SingleWriter = true });
        var watch = Stopwatch.StartNew();
        var answers = Task.WhenAll(_connections.Select(c => Task.Run(() => SendAsync(c.Poster, c.Request, due.Reader, watch))));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0L; watch.Elapsed < duration;)
        {
            await pace.WaitForNextTickAsync();
            for (; sent < watch.Elapsed.TotalSeconds * perSecond; sent++)
                due.Writer.TryWrite(TimeSpan.FromSeconds(sent / perSecond));
        }

        due.Writer.Complete();
        var all = (await answers).SelectMany(a => a).ToList();
        return new OpenLoopResult(
            [.. all.Where(a => a.IsAccepted).Select(a => a.Milliseconds)],
            [.. all.Where(a => !a.IsAccepted).Select(a => a.Milliseconds)],
            all.Count(a => a.IsAccepted) * _connections[0].Request.Receipts / watch.Elapsed.TotalSeconds);
    }

    public void Dispose()
    {
        foreach (var (poster, _) in _connections)
            poster.Dispose();
    }

    private async Task<List<(bool IsAccepted, double Milliseconds)>> SendAsync(HttpPoster poster, ReceiptRequest request, ChannelReader<TimeSpan> due, Stopwatch watch)
    {
        var answers = new List<(bool, double)>();
        await foreach (var at in due.ReadAllAsync())
        {
            var answer = await poster.SendAsync(request.Numbered(Interlocked.Increment(ref _next)));
            if (!answer.IsAccepted && !answer.IsRefused)
                throw new IOException(System.Text.Encoding.UTF8.GetString(answer.Whole.Span));
            answers.Add((answer.IsAccepted, (watch.Elapsed - at).TotalMilliseconds));
        }

        return answers;
    }
}

/// <param name="Accepted">Milliseconds of each accepted request.</param>
/// <param name="Refused">Milliseconds of each refusal.</param>
/// <param name="PerSecond">Accepted receipts.</param>
internal sealed record OpenLoopResult(double[] Accepted, double[] Refused, double PerSecond);
