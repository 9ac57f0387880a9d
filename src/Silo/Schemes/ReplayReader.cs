using System.Data.Common;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Schemes;

/// <summary>
/// Reads the receipts of a window in one pass, as they come; off the threads that grains run on where the database blocks. Who waits for a
/// trial can wait a little longer while receipts come in: those go first.
/// </summary>
internal sealed class ReplayReader(Database database, JournalWriter writer, InstitutionCalendar calendar, TimeProvider time)
{
    /// <summary>Read between two looks at whether anybody posts: some ten milliseconds of work.</summary>
    private const int RowsAtOnce = 4096;

    /// <summary>For each stretch of work so many of rest.</summary>
    private const int Rests = 2;

    /// <summary>Leaves every receipt of a window (half-open) with the replay, what limits took, and what was earned beside; where streaks or badges earn, also the days before.</summary>
    public Task ReadAsync(Moment from, Moment to, SchemeReplay replay)
    {
        return database.SnapshotAsync(async session =>
        {
            var (rows, since) = (0L, time.GetTimestamp());
            await foreach (var (kind, receipt) in session.StreamAsync("trial-receipts", Bind, Read).ConfigureAwait(false))
            {
                if (++rows % RowsAtOnce == 0)
                {
                    if (writer.WaitingEntries > 0)
                        await Task.Delay(time.GetElapsedTime(since) * Rests, time).ConfigureAwait(false);
                    since = time.GetTimestamp();
                }

                if (kind == EntryKind.Recovery)
                    replay.Add(receipt);
                else
                    replay.AddBeside(receipt.Collector, receipt.Team, receipt.PointsHundredths);
            }

            if (replay.Merits is { } merits)
            {
                await foreach (var (collector, part) in session.StreamAsync("earlier-earning-quarters", BindEarlier, ReadEarlier).ConfigureAwait(false))
                    merits.Add(collector, part);
            }

            return rows;
        });

        void Bind(DbCommand command)
        {
            Database.Bind(command, "from", from.UnixMicroseconds);
            Database.Bind(command, "to", to.UnixMicroseconds);
            Database.Bind(command, "nobody", CollectorId.Unassigned.Value);
        }

        void BindEarlier(DbCommand command)
        {
            Database.Bind(command, "before", from.UnixMicroseconds);
            Database.Bind(command, "quarter", InstitutionCalendar.QuarterMicros);
            Database.Bind(command, "nobody", CollectorId.Unassigned.Value);
        }
    }

    private (string Collector, EarningDay Part) ReadEarlier(DbDataReader row) =>
        (row.GetString(0), new EarningDay(calendar.DayOf(new Moment(row.GetInt64(1))), row.GetInt64(2), row.GetInt64(3)));

    private static (EntryKind Kind, ReplayedReceipt Receipt) Read(DbDataReader row) => (
        (EntryKind)row.GetInt32(0),
        new ReplayedReceipt(
            Id: row.GetString(7),
            Collector: row.GetString(1),
            Team: row.GetString(2),
            Account: row.IsDBNull(8) ? null : row.GetString(8),
            ReceivedAt: new Moment(row.GetInt64(6)),
            AmountMinor: row.GetInt64(3),
            PointsHundredths: row.GetInt64(4),
            Details: row.GetString(5),
            ReversedMinor: row.GetInt64(9),
            ReversedPoints: row.GetInt64(10)));
}
