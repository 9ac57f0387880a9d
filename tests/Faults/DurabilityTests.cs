using System.Text.RegularExpressions;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>What an acknowledgement stands on, seen from the kernel.</summary>
public sealed partial class DurabilityTests
{
    private const string Strace = "/usr/bin/strace";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_fsync_of_the_log_comes_between_a_receipt_and_its_acknowledgement()
    {
        Assert.SkipUnless(File.Exists(Strace), "strace is not installed.");
        using var folder = new TempFolder();
        using var notes = new TempFolder();
        var trace = notes.File("trace");
        var start = new ProgramStart(folder.Path)
        {
            // -D: the program is our child and the tracer is not, so that signals reach the program.
            Wrapper = [Strace, "-D", "-f", "--seccomp-bpf", "-y", "-s", "4096", "-e", "trace=fsync,fdatasync,recvfrom,recvmsg,read,sendto,sendmsg,write", "-o", trace],
        };
        await using (var program = await RunningProgram.StartAsync(start, Cancel))
        {
            await program.Http.PutRosterAsync(["c-1"], Cancel);
            var reply = await program.Http.PostAsync([Posting.Recovery("r-traced", "c-1", 100, DateTimeOffset.UtcNow)], Cancel);
            Assert.Equal(["accepted"], reply.Statuses);
            Assert.Equal(0, await program.StopAsync());
        }

        var lines = await File.ReadAllLinesAsync(trace, Cancel);
        var read = Array.FindIndex(lines, l => l.Contains("r-traced", StringComparison.Ordinal) && l.Contains("collectorId", StringComparison.Ordinal));
        var sent = Array.FindIndex(lines, l => l.Contains("r-traced", StringComparison.Ordinal) && l.Contains("accepted", StringComparison.Ordinal));
        Assert.True(read >= 0 && sent > read, $"read {read}, sent {sent} of {lines.Length}");
        Assert.True(IsSynced(lines[read..sent]), string.Join('\n', lines[read..sent]));
    }

    /// <summary>A sync of the write-ahead log begins and ends well; another thread's call may be printed in its middle.</summary>
    private static bool IsSynced(string[] lines)
    {
        var syncing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Begun().Match(line) is { Success: true } begun)
                syncing.Add(begun.Groups["thread"].Value);
            if (Ended().Match(line) is { Success: true } ended && syncing.Contains(ended.Groups["thread"].Value))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^(?<thread>\d+) +f(data)?sync\(\d+<[^>]*/leaderboard\.db-wal>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun();

    [GeneratedRegex(@"^(?<thread>\d+) .*f(data)?sync.* = 0$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ended();
}
