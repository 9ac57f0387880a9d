using System.Globalization;
using System.Net;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>
/// A bank's program: posts batch after batch, remembers what was acknowledged, and sends what was not again, the same with
/// the same ids, before anything new. Now and then it repeats an old batch, as senders do.
/// </summary>
internal sealed class Sender(int number, int seed, IReadOnlyList<string> collectors, DateTimeOffset now)
{
    private const int MaxBatch = 16;

    private readonly Random _random = new(HashCode.Combine(seed, number));
    private readonly List<Posting> _acknowledged = [];
    private readonly List<(Posting Recovery, long LeftMinor)> _open = [];
    private Posting[]? _pending;
    private int _ids;

    /// <summary>Acknowledged entries, in the order of their acknowledgement.</summary>
    public IReadOnlyList<Posting> Acknowledged => _acknowledged;

    /// <summary>Whether it sends an old batch again now and then. A silo that has seen a repeat looks ids up before it writes.</summary>
    public bool Repeats { get; init; } = true;

    /// <summary>Time from one batch to the next; null for no pause.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>Answers "not now" so far.</summary>
    public int Refusals { get; private set; }

    /// <summary>Posts until told to stop or the program is gone.</summary>
    public async Task RunAsync(HttpClient http, CancellationToken stop)
    {
        using var pace = Pace is { } time ? new PeriodicTimer(time) : null;
        try
        {
            while (pace is null ? !stop.IsCancellationRequested : await pace.WaitForNextTickAsync(stop))
                await SendAsync(http, stop);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            // What was on its way is sent again to the next program.
        }
    }

    /// <summary>Sends what was not acknowledged, until it is.</summary>
    public Task SettleAsync(HttpClient http, TimeSpan patience, CancellationToken cancel) => Eventually.TrueAsync(
        string.Create(CultureInfo.InvariantCulture, $"sender {number} got its answer to {_pending?.Length ?? 0} entries, the first of them {_pending?[0].EntryId}"),
        patience,
        async () =>
        {
            try
            {
                return _pending is null || await SendAsync(http, cancel);
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        cancel);

    /// <returns>True when the batch was acknowledged.</returns>
    private async Task<bool> SendAsync(HttpClient http, CancellationToken cancel)
    {
        _pending ??= NextBatch();
        var reply = await http.PostAsync(_pending, cancel);
        if (reply.Code == HttpStatusCode.ServiceUnavailable)
        {
            Assert.NotNull(reply.RetryAfter);
            Refusals++;
            return false;
        }

        Assert.True(reply.IsTaken, $"{reply.Code}: {string.Join(", ", reply.Statuses)}");
        Acknowledge(_pending);
        _pending = null;
        if (Repeats && _acknowledged.Count > 0 && _random.Next(10) == 0)
            await RepeatAsync(http, cancel);
        return true;
    }

    private async Task RepeatAsync(HttpClient http, CancellationToken cancel)
    {
        var old = _acknowledged[_random.Next(_acknowledged.Count)];
        var reply = await http.PostAsync([old], cancel);
        if (reply.Code == HttpStatusCode.OK)
            Assert.Equal(["duplicate"], reply.Statuses);
    }

    private void Acknowledge(IReadOnlyList<Posting> batch)
    {
        _acknowledged.AddRange(batch);
        foreach (var posting in batch)
        {
            if (posting.AmountMinor > 0)
                _open.Add((posting, posting.AmountMinor));
        }
    }

    private Posting[] NextBatch()
    {
        if (_open.Count > 20 && _random.Next(4) == 0)
            return [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => NextReversal())];
        return [.. Enumerable.Range(0, _random.Next(1, MaxBatch)).Select(_ => NextRecovery())];
    }

    private Posting NextRecovery() => Posting.Recovery(
        NextId("r"),
        collectors[_random.Next(collectors.Count)],
        _random.Next(1, 1_000_000),
        now.AddSeconds(-_random.Next(3 * 24 * 3600)));

    /// <summary>Half of them take back a part, and leave the rest for another.</summary>
    private Posting NextReversal()
    {
        var at = _random.Next(_open.Count);
        var (recovery, left) = _open[at];
        long? part = left > 1 && _random.Next(2) == 0 ? _random.NextInt64(1, left) : null;
        if (part is { } some)
            _open[at] = (recovery, left - some);
        else
            _open.RemoveAt(at);
        return Posting.Reversal(NextId("v"), recovery, part, left);
    }

    private string NextId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}-{++_ids}");
}
