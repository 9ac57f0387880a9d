using Leaderboard.Hosting;
using Leaderboard.Journal;
using Leaderboard.Storage;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Boards;

/// <summary>
/// Adds the entries of days that are over to the totals by day and month. Every silo tries; whoever comes first wins.
/// </summary>
internal sealed class PeriodTotalsUpkeep(
    PeriodTotals totals,
    Database database,
    JournalReader journal,
    Installation installation,
    InstitutionCalendar calendar,
    TimeProvider time,
    ILogger<PeriodTotalsUpkeep> logger) : Upkeep(Every, time, logger)
{
    /// <summary>Fewer entries than this are read faster than they are kept.</summary>
    private const long MinEntries = 20_000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>By partition: until then its next entry is of the current day.</summary>
    private readonly Moment[] _waitUntil = new Moment[installation.Partitions.Count];

    /// <summary>Adds what can be added, if it is worth it.</summary>
    protected override async Task TendAsync(CancellationToken cancel)
    {
        var (seqs, _) = await journal.PositionAsync(_waitUntil.Length, cancel);
        var heads = await database.SnapshotAsync(session => PeriodTotals.HeadsAsync(session, seqs.Length), cancel);
        if (seqs.Sum() - heads.Seqs.Sum() < MinEntries)
            return;
        for (var partition = 0; partition < seqs.Length; partition++)
        {
            var after = heads.Seqs[partition];
            while (after < seqs[partition] && Time.Now() is var now && now >= _waitUntil[partition])
            {
                if (await totals.AddAsync(partition, after, calendar.DayStart(now), cancel) is not { } added)
                    break;
                if (added == 0)
                    _waitUntil[partition] = calendar.DayStart(now, 1);
                after += added;
            }
        }
    }
}
