using System.Data.Common;
using Leaderboard.Domain.Schemes;
using Leaderboard.Storage;

namespace Leaderboard.Schemes;

/// <summary>Reads the receipts of a window in one pass, as they come; off the threads that grains run on where the database blocks.</summary>
internal sealed class ReplayReader(Database database)
{
    /// <summary>Leaves every receipt of a window (half-open) with the replay, and what limits took.</summary>
    public Task ReadAsync(Moment from, Moment to, SchemeReplay replay)
    {
        return database.SnapshotAsync(async session =>
        {
            await foreach (var receipt in session.StreamAsync("trial-receipts", Bind, Receipt).ConfigureAwait(false))
                replay.Add(receipt);
            var caps = await session.QueryAsync("trial-caps", Window, r => (Collector: r.GetString(0), Team: r.GetString(1), Points: r.GetInt64(2))).ConfigureAwait(false);
            foreach (var cap in caps)
                replay.AddCap(cap.Collector, cap.Team, cap.Points);
            return caps.Count;
        });

        void Bind(DbCommand command)
        {
            Window(command);
            Database.Bind(command, "nobody", CollectorId.Unassigned.Value);
        }

        void Window(DbCommand command)
        {
            Database.Bind(command, "from", from.UnixMicroseconds);
            Database.Bind(command, "to", to.UnixMicroseconds);
        }
    }

    private static ReplayedReceipt Receipt(DbDataReader row) => new(
        Id: row.GetString(6),
        Collector: row.GetString(0),
        Team: row.GetString(1),
        Account: row.IsDBNull(7) ? null : row.GetString(7),
        ReceivedAt: new Moment(row.GetInt64(5)),
        AmountMinor: row.GetInt64(2),
        PointsHundredths: row.GetInt64(3),
        Details: row.GetString(4),
        ReversedMinor: row.GetInt64(8),
        ReversedPoints: row.GetInt64(9));
}
