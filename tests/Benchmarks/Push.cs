namespace Leaderboard.Benchmarks;
internal static class Push { public static Task RunAsync(Scoreboard scores) => Task.CompletedTask; }
