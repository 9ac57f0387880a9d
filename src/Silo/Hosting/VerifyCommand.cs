using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Journal;
using Leaderboard.Storage;
using Microsoft.Extensions.Configuration;

namespace Leaderboard.Hosting;

/// <summary><c>verify</c>: walks the hash chain of the configured database, compares its totals, and says what it found. 0 when whole, 4 when broken.</summary>
public static class VerifyCommand
{
    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, CancellationToken cancel = default)
    {
        await using var databases = await DatabaseSetup.OpenAsync(SiloSetup.ReadOptions(configuration), cancel);
        var report = await ChainWalk.RunAsync(new JournalReader(databases.Journal), cancel);
        foreach (var head in report.Heads)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"partition {head.Partition}: {head.Seq} entries, head {head.Hash}"));
        await output.WriteLineAsync(report.FirstBroken is { } broken
            ? $"BROKEN at {broken}"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Entries} entries, every hash fits."));
        var differences = await PeriodTotals.DifferencesAsync(databases.Journal, cancel);
        await output.WriteLineAsync(differences.Count == 0
            ? "The totals by day and month are those of the entries."
            : $"The totals by day and month are WRONG for: {string.Join(", ", differences)}. Empty period_total and period_head; they are filled again.");
        return report.FirstBroken is null && differences.Count == 0 ? 0 : 4;
    }
}
