using System.Diagnostics;
using Leaderboard.Boards;

namespace Leaderboard.Benchmarks;

/// <summary>
/// Board operations against a sorted set of Redis over the loopback, with as many callers, each waiting for its answer: the
/// projection by grain call, and the board that first asks where the journal ends.
/// </summary>
internal static class RedisBoards
{
    private const int Callers = 64;
    private const int Commands = 200_000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public static async Task RunAsync(Scoreboard scores)
    {
        using var redis = await RedisServer.StartAsync();
        if (redis is null)
        {
            scores.Note($"redis: redis-server is not installed");
            return;
        }

        foreach (var members in (int[])[100, 10_000, 1_000_000])
        {
            await redis.FillAsync(members);
            foreach (var kind in BenchmarkDatabase.Kinds)
                await MeasureAsync(redis, kind, members, scores);
        }
    }

    private static async Task MeasureAsync(RedisServer redis, DatabaseKind kind, int members, Scoreboard scores)
    {
        using var database = await BenchmarkDatabase.CreateAsync(kind);
        await using var program = await EmbeddedProgram.StartAsync(database, (FilledJournal.Million with { Rows = members, Members = members }));
        var grains = program.Grains;
        var projection = grains.GetGrain<IProjectionGrain>("projection");
        await projection.Load(members);
        var board = grains.Board("all");
        await board.Read(Amount, 0, 10);
        string Member(Random random) => FilledJournal.Collector(random.Next(members)).Value;

        var rounds = await Rounds.RunAsync(
            _ => redis.MeasureAsync(Callers, members, Commands, "ZREVRANK", "board", "c-__rand_int__"),
            _ => CallAsync(r => projection.Find(Member(r))),
            _ => CallAsync(r => board.Find(Amount, Member(r))),
            _ => redis.MeasureAsync(Callers, members, Commands, "ZREVRANGE", "board", "0", "9", "WITHSCORES"),
            _ => CallAsync(_ => projection.Top(10)),
            _ => CallAsync(_ => board.Read(Amount, 0, 10)),
            _ => redis.MeasureAsync(Callers, members, Commands, "ZINCRBY", "board", "100", "c-__rand_int__"),
            _ => CallAsync(r => projection.Add(Member(r), 100)));
        string[] names = ["rank", "top ten", "update"];
        for (var i = 0; i < names.Length; i++)
        {
            var plain = i * 3;
            scores.AtLeast($"redis, {kind}, {members:N0}, {names[i]}", $"{rounds.Median(plain + 1):N0}/s, Redis {rounds.Median(plain):N0}/s", rounds.Ratio(plain + 1, plain), 5);
            if (i < 2)
                scores.AtLeast($"redis, {kind}, {members:N0}, {names[i]}, sees what was acknowledged", $"{rounds.Median(plain + 2):N0}/s", rounds.Ratio(plain + 2, plain), 1);
        }

    }

    private static async Task<double> CallAsync(Func<Random, Task> call)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var count = 0L;
            for (; watch.Elapsed < Duration; count++)
                await call(random);
            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
