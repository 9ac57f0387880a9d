using Leaderboard.Benchmarks;

// A process of its own that the benchmarks start: the plain alternative behind HTTP.
if (args is [PlainEndpoint.Command, var database, var connection, var url])
    return await PlainEndpoint.RunAsync(database, connection, url);

var scores = new Scoreboard(Console.Out);
var kinds = args.Where(BenchmarkDatabase.IsKind).ToArray();
if (kinds.Length > 0)
    BenchmarkDatabase.Choose(kinds);
args = [.. args.Except(kinds, StringComparer.Ordinal)];
var benchmarks = new (string Name, Func<Task> RunAsync)[]
{
    ("ingest", () => Ingest.RunAsync(scores)),
    ("single", () => SinglePosts.RunAsync(scores)),
    ("overload", () => Overload.RunAsync(scores)),
    ("replay", () => Replay.RunAsync(scores)),
    ("import", () => ImportFile.RunAsync(scores)),
    ("board", () => BoardStructure.RunAsync(scores)),
    ("grain", () => BoardByCall.RunAsync(scores)),
    ("year", () => YearBoard.RunAsync(scores)),
    ("growth", () => Growth.RunAsync(scores)),
    ("simulate", () => Simulate.RunAsync(scores)),
    ("contests", () => Contests.RunAsync(scores)),
    ("certify", () => Certify.RunAsync(scores)),
    ("redemptions", () => Redemptions.RunAsync(scores)),
    ("redis", () => RedisBoards.RunAsync(scores)),
    ("watchers", () => Watchers.RunAsync(scores)),
    ("silos", () => TwoSilos.RunAsync(scores)),
    ("memory", () => Footprint.RunAsync(scores)),
    ("push", () => Push.RunAsync(scores)),
    ("start", () => ColdStart.RunAsync(scores)),
};
if (args.FirstOrDefault(a => Array.TrueForAll(benchmarks, b => b.Name != a)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark {unknown}. Choose from: {string.Join(' ', benchmarks.Select(b => b.Name))}, and sqlite or postgresql for one database.");
    return 1;
}

foreach (var benchmark in benchmarks.Where(b => args.Length == 0 || args.Contains(b.Name, StringComparer.Ordinal)))
    await benchmark.RunAsync();
scores.Print();
return 0;
