using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>Debian's redis-server on the loopback, without a disk, spoken to by its own redis-benchmark.</summary>
internal sealed partial class RedisServer : IDisposable
{
    private readonly Process _server;
    private readonly string _port;

    private RedisServer(Process server, string port) => (_server, _port) = (server, port);

    /// <summary>Null when it is not installed.</summary>
    public static async Task<RedisServer?> StartAsync()
    {
        if (!File.Exists("/usr/bin/redis-server") || !File.Exists("/usr/bin/redis-benchmark"))
            return null;
        var port = Text(FreePorts.One());
        var server = Process.Start(new ProcessStartInfo("redis-server", ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("redis-server could not be started.");
        while (!(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("redis-server ended.")).Contains("Ready to accept", StringComparison.Ordinal))
        {
            // Starting.
        }

        _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new RedisServer(server, port);
    }

    /// <summary>A sorted set with members <c>c-000000000000</c> …</summary>
    public Task FillAsync(int members) => RunAsync("redis-cli", ["-p", _port, "EVAL", string.Create(
        CultureInfo.InvariantCulture,
        $"redis.call('DEL', 'board') for i = 0, {members - 1} do redis.call('ZADD', 'board', (i * 7919) % 1000003, string.format('c-%012d', i)) end"), "0"]);

    /// <param name="callers">Connections, each waiting for its answer.</param>
    /// <param name="command">With <c>__rand_int__</c> for a member's number.</param>
    /// <returns>Commands a second.</returns>
    public async Task<double> MeasureAsync(int callers, int members, int count, params string[] command)
    {
        var output = await RunAsync("redis-benchmark", ["-p", _port, "-q", "-c", Text(callers), "-n", Text(count), "-r", Text(members), .. command]);
        return double.Parse(PerSecond().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }) ?? throw new InvalidOperationException(program);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    [GeneratedRegex(@"(?<rate>[\d.]+) requests per second", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PerSecond();
}
