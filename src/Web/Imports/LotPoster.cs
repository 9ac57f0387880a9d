using Leaderboard.Journal;
using Leaderboard.Web.Api;
using Orleans.Runtime;

namespace Leaderboard.Web.Imports;

/// <summary>Posts lots of rows when there is room beside what comes by HTTP, and again while the journal cannot take them.</summary>
internal sealed partial class LotPoster(IRowTarget target, PostingAdmission admission, TimeProvider time, ILogger logger)
{
    /// <summary>What a row counts for: as much as a receipt in JSON.</summary>
    private const int RowBytes = 170;

    private static readonly TimeSpan RoomWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public string? KeyOf(SheetRow row) => target.KeyOf(row);

    /// <returns>In the order of the rows; whether it took more than one try, so that what the first brought in looks like a duplicate.</returns>
    public async Task<(RowOutcome[] Outcomes, bool WasRepeated)> PostAsync(IReadOnlyList<SheetRow> rows, CancellationToken stop)
    {
        // Off the reader's turn: it goes on with the next lot.
        await Task.Yield();
        for (var (wait, wasRepeated) = (FirstWait, false); ; wasRepeated = true)
        {
            try
            {
                using var room = await RoomAsync(rows.Count, stop);
                return (await target.PostAsync(rows), wasRepeated);
            }
            catch (Exception outage) when (!stop.IsCancellationRequested && IsOutage(outage))
            {
                LogOutage(outage, rows.Count);
                await Task.Delay(wait, time, stop);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    public static bool IsOutage(Exception failure) => failure is OutageException or TimeoutException or OrleansException or OperationCanceledException;

    private async Task<IDisposable> RoomAsync(int rows, CancellationToken stop)
    {
        while (true)
        {
            if (admission.TryAdmit(rows * RowBytes >> 10) is { } room)
                return room;
            await Task.Delay(RoomWait, time, stop);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} rows of an import could not be made durable; they are sent again.")]
    private partial void LogOutage(Exception outage, int rows);
}
