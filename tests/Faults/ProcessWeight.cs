using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.RegularExpressions;
using Leaderboard.Testing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Leaderboard.Faults;

/// <summary>What a program holds after a forced collection of its garbage.</summary>
internal sealed partial record ProcessWeight(long ResidentBytes, long HeapBytes, int Handles)
{
    /// <summary>The runtime collects once when somebody begins to listen to this event.</summary>
    private const long CollectNow = 0x80_0000;

    public static async Task<ProcessWeight> OfAsync(RunningProgram program, CancellationToken cancel)
    {
        await CollectAsync(program.Id, cancel);
        var metrics = await program.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), cancel);
        using var process = Process.GetProcessById(program.Id);
        return new ProcessWeight(
            process.WorkingSet64,
            Generations().Matches(metrics).Sum(g => long.Parse(g.Groups["bytes"].Value, CultureInfo.InvariantCulture)),
            Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{program.Id}/fd")).Length);
    }

    private static async Task CollectAsync(int id, CancellationToken cancel)
    {
        var listening = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectNow);
        using var session = await new DiagnosticsClient(id).StartEventPipeSessionAsync(listening, requestRundown: false, token: cancel);
        var events = session.EventStream.CopyToAsync(Stream.Null, cancel);
        await session.StopAsync(cancel);
        await events;
    }

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} (?<bytes>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generations();
}
