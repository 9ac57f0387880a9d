using Leaderboard.Journal;
using Leaderboard.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Boards;

/// <summary>
/// Adds the entries of days that are over to the totals by day and month. Every silo tries; whoever comes first wins.
/// </summary>
internal sealed partial class PeriodTotalsUpkeep(
    PeriodTotals totals,
    Database database,
    JournalReader journal,
    Installation installation,
    InstitutionCalendar calendar,
    TimeProvider time,
    ILogger<PeriodTotalsUpkeep> logger) : BackgroundService
{
    /// <summary>Fewer entries than this are read faster than they are kept.</summary>
    private const long MinEntries = 20_000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>By partition: until then its next entry is of the current day.</summary>
    private readonly Moment[] _waitUntil = new Moment[installation.Partitions.Count];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The database may be away for a while; boards read the journal instead, and the next tick tries again.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
    }

    /// <summary>Adds what can be added, if it is worth it.</summary>
    private async Task CatchUpAsync(CancellationToken cancel)
    {
        var (seqs, _) = await journal.PositionAsync(_waitUntil.Length, cancel);
        var heads = await database.SnapshotAsync(session => PeriodTotals.HeadsAsync(session, seqs.Length), cancel);
        if (seqs.Sum() - heads.Seqs.Sum() < MinEntries)
            return;
        for (var partition = 0; partition < seqs.Length; partition++)
        {
            var after = heads.Seqs[partition];
            while (after < seqs[partition] && time.Now() is var now && now >= _waitUntil[partition])
            {
                if (await totals.AddAsync(partition, after, calendar.DayStart(now), cancel) is not { } added)
                    break;
                if (added == 0)
                    _waitUntil[partition] = calendar.DayStart(now, 1);
                after += added;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The totals by day and month could not be brought up to date.")]
    private partial void LogFailed(Exception failure);
}
