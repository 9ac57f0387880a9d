using System.Data.Common;
using Leaderboard.Journal;

namespace Leaderboard.Storage;

/// <summary>The one place that knows the columns of a whole journal row, in the order of the queries.</summary>
internal static class JournalRow
{
    public const int Columns = 20;

    public static JournalEntry Read(DbDataReader row) => new()
    {
        Partition = row.GetInt32(0),
        Seq = row.GetInt64(1),
        PostedAt = new Moment(row.GetInt64(2)),
        Draft = new EntryDraft
        {
            Id = new EntryId(row.GetString(3)),
            Kind = (EntryKind)row.GetInt32(4),
            Collector = new CollectorId(row.GetString(5)),
            Team = new TeamId(row.GetString(6)),
            Account = row.IsDBNull(7) ? null : new AccountId(row.GetString(7)),
            AmountMinor = row.GetInt64(8),
            EffectiveMinor = row.GetInt64(9),
            PointsHundredths = row.GetInt64(10),
            Receipts = row.GetInt32(11),
            ReceivedAt = new Moment(row.GetInt64(12)),
            OccurredAt = new Moment(row.GetInt64(13)),
            VestsAt = new Moment(row.GetInt64(14)),
            Source = row.IsDBNull(15) ? null : new EntryId(row.GetString(15)),
            Scheme = row.GetString(16),
            RequestHash = new Digest(row.GetFieldValue<byte[]>(17)),
            Details = row.GetString(18),
        },
        Hash = new Digest(row.GetFieldValue<byte[]>(19)),
    };
}
