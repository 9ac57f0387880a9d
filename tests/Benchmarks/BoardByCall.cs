namespace Leaderboard.Benchmarks;
internal static class BoardByCall { public static Task RunAsync(Scoreboard scores) => Task.CompletedTask; }
