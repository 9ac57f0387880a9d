using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Benchmarks;

/// <summary>A board of a million members asked by grain calls while receipts keep coming through collector grains.</summary>
internal static class BoardByCall
{
    private const int UpdatesPerSecond = 20_000;
    private const int BatchSize = 100;
    private const int Posting = PostingClients.Collectors;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(2);
    private static readonly string[] Names = ["top ten", "rank", "around-me"];
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await using var program = await EmbeddedProgram.StartAsync(database, FilledJournal.Million);
            await MeasureAsync(program.Grains, kind, scores);
        }
    }

    private static async Task MeasureAsync(IGrainFactory grains, DatabaseKind kind, Scoreboard scores)
    {
        var collectors = Array.ConvertAll(Enumerable.Range(0, Posting).ToArray(), i => grains.Collector(FilledJournal.Collector(i)));
        await Task.WhenAll(collectors.Select((c, i) => c.Put(new CollectorChange { Name = FilledJournal.Collector(i).Value, Team = FilledJournal.Team })));
        var board = grains.Board("all");
        var watch = Stopwatch.StartNew();
        await LoadAsync(board);
        scores.Note($"board by call, {kind}: loaded {FilledJournal.Million.Members:N0} members in {watch.Elapsed.TotalSeconds:F1} s");
        await RoundAsync(collectors, board);
        var rates = new double[Rounds.Count];
        var reads = new double[Rounds.Count][];
        for (var round = 0; round < Rounds.Count; round++)
            (rates[round], reads[round]) = await RoundAsync(collectors, board);
        var rate = Rounds.MedianOf(rates);
        scores.AtLeast($"grain, {kind}, updates beside the reads", $"{rate:N0}/s of {UpdatesPerSecond:N0}/s asked", rate / UpdatesPerSecond, 0.95);
        for (var read = 0; read < Names.Length; read++)
            scores.AtMost($"grain, {kind}, {Names[read]}", $"p99 of calls at {rate:N0} updates/s", Rounds.MedianOf(reads.Select(r => r[read])), 1, "ms");
    }

    /// <summary>The first call loads the board and builds its order, which takes longer than a call may.</summary>
    private static async Task LoadAsync(IBoardGrain board)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await board.Read(Amount, 0, 10);
                return;
            }
            catch (TimeoutException) when (attempt < 10)
            {
                // Still loading.
            }
        }
    }

    /// <returns>Updates a second, and p99 of each kind of read in milliseconds.</returns>
    private static async Task<(double Rate, double[] P99)> RoundAsync(ICollectorGrain[] collectors, IBoardGrain board)
    {
        using var stop = new CancellationTokenSource(Duration);
        var posting = Task.Run(() => PostAsync(collectors, stop.Token));
        var times = await Task.Run(() => ReadAsync(board, stop.Token));
        return (await posting, Array.ConvertAll(times, t => Rounds.Percentile([.. t], 0.99)));
    }

    private static async Task<List<double>[]> ReadAsync(IBoardGrain board, CancellationToken stop)
    {
        var random = new Random(1);
        var times = Array.ConvertAll(Names, _ => new List<double>());
        string Member() => FilledJournal.Collector(random.Next(FilledJournal.Million.Members)).Value;
        Func<Task>[] reads = [() => board.Read(Amount, 0, 10), () => board.Find(Amount, Member()), () => board.Around(Amount, Member(), 5)];
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await reads[n % reads.Length]();
            times[n % reads.Length].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(BetweenReads, CancellationToken.None);
        }

        return times;
    }

    /// <summary>Posts at the asked rate, or as fast as it goes with a second's worth under way.</summary>
    private static async Task<double> PostAsync(ICollectorGrain[] collectors, CancellationToken stop)
    {
        var random = new Random(2);
        using var room = new SemaphoreSlim(UpdatesPerSecond / BatchSize);
        var (sent, done, watch) = (0L, 0L, Stopwatch.StartNew());
        var underWay = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            if (sent > watch.Elapsed.TotalSeconds * UpdatesPerSecond)
            {
                await Task.Delay(1, CancellationToken.None);
                continue;
            }

            await room.WaitAsync(CancellationToken.None);
            sent += BatchSize;
            underWay.Add(PostAsync(collectors[random.Next(collectors.Length)]));
        }

        var inTime = Interlocked.Read(ref done);
        var rate = inTime / watch.Elapsed.TotalSeconds;
        await Task.WhenAll(underWay);
        return rate;

        async Task PostAsync(ICollectorGrain collector)
        {
            await collector.PostRecoveries(Batch());
            Interlocked.Add(ref done, BatchSize);
            room.Release();
        }
    }

    private static PostRecovery[] Batch()
    {
        var now = TimeProvider.System.Now();
        return Array.ConvertAll(new int[BatchSize], _ =>
        {
            var id = Guid.NewGuid().ToString("N");
            return new PostRecovery
            {
                Id = id,
                AmountMinor = Random.Shared.Next(1, 100_000),
                Kind = RecoveryKind.Cash,
                Channel = PaymentChannel.Transfer,
                ReceivedAt = now,
                RequestHash = new Digest(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
            };
        });
    }
}
