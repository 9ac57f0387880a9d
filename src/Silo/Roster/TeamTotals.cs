using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Roster;

/// <summary>All-time sums of one team, with the numbers (by partition) up to which they include the journal.</summary>
internal sealed record TeamTotals(long AmountMinor, long EffectiveMinor, long PointsHundredths, long Receipts, long[] Seqs)
{
    /// <summary>Takes an entry in, unless it is another team's or included already.</summary>
    public TeamTotals With(JournalEntry entry, TeamId team) =>
        entry.Draft.Team != team || entry.Seq <= Seqs[entry.Partition]
            ? this
            : this with
            {
                AmountMinor = checked(AmountMinor + entry.Draft.AmountMinor),
                EffectiveMinor = checked(EffectiveMinor + entry.Draft.EffectiveMinor),
                PointsHundredths = checked(PointsHundredths + entry.Draft.PointsHundredths),
                Receipts = Receipts + entry.Draft.Receipts,
            };
}

/// <summary>Sums a team's entries and the position they include, from one snapshot.</summary>
internal sealed class TeamTotalsReader(Database database, Installation installation)
{
    public Task<TeamTotals> ReadAsync(TeamId team) => database.SnapshotAsync(async session =>
    {
        var seqs = await HeadSeqs.ReadAsync(session, installation.Partitions.Count);
        var sums = await session.QueryAsync(
            "team-totals",
            c => Database.Bind(c, "team", team.Value),
            r => new TeamTotals(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), seqs));
        return sums[0];
    });
}

/// <summary>The last number of each partition, inside a snapshot.</summary>
internal static class HeadSeqs
{
    public static async Task<long[]> ReadAsync(ReadSession session, int partitions)
    {
        var seqs = new long[partitions];
        foreach (var head in await session.QueryAsync("chain-heads", null, JournalReader.ReadHead))
            seqs[head.Partition] = head.Seq;
        return seqs;
    }
}
