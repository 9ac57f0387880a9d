using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Journal;
using Leaderboard.Reconciliation;
using Leaderboard.Storage;
using Microsoft.Extensions.Configuration;

namespace Leaderboard.Hosting;

/// <summary>
/// <c>verify</c>: walks the hash chain of the configured database, compares its totals, and says what it found. <c>--anchors</c>
/// holds it against every daily close and every certified contest too, <c>--anchors FILE</c> against the text of one that was kept elsewhere. 0 when whole, 4 when
/// broken, 1 when there is no such file.
/// </summary>
public static class VerifyCommand
{
    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        var file = configuration["anchors"];
        if (file is { Length: > 0 } && !File.Exists(file))
        {
            await errors.WriteLineAsync($"There is no file '{file}'. --anchors takes the text of a daily close, or nothing for all that are stored.");
            return 1;
        }

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
        var isAnchored = file is null || await AnchorsAsync(databases, file, output, cancel);
        return report.FirstBroken is null && differences.Count == 0 && isAnchored ? 0 : 4;
    }

    /// <param name="file">Empty: every close that is stored.</param>
    private static async Task<bool> AnchorsAsync(OpenDatabases databases, string file, TextWriter output, CancellationToken cancel)
    {
        await using var documents = new DocumentStore(databases.Journal);
        var anchors = new Anchors(documents, new JournalReader(databases.Journal));
        var report = file.Length == 0 ? await anchors.RunAsync() : await anchors.RunAsync(await File.ReadAllTextAsync(file, cancel), Path.GetFileName(file));
        foreach (var fault in report.Faults)
            await output.WriteLineAsync($"ANCHOR BROKEN {fault}");
        if (report.Faults.Length == 0)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Closes} daily closes and {report.Contests} certified contests, every head is in the journal."));
        return report.Faults.Length == 0;
    }
}
