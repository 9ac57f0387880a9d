using Leaderboard.Statements;

namespace Leaderboard.Domain.Statements;

/// <summary>What a signature stands under: the digest of every figure of a statement that is the collector's own doing, in a fixed order.</summary>
internal static class StatementDigest
{
    private const string Version = "statement/1";

    /// <param name="collector">Whose.</param>
    /// <param name="month">As <c>2026-11</c>.</param>
    /// <param name="figures">Of it.</param>
    public static Digest Of(CollectorId collector, string month, StatementFigures figures)
    {
        var writer = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        writer.Add(Version);
        writer.Add(collector.Value);
        writer.Add(month);
        writer.Add(figures.Name);
        writer.Add(figures.TeamName);
        writer.Add(figures.RecoveredMinor);
        writer.Add(figures.ReversedMinor);
        writer.Add(figures.Receipts);
        var points = figures.Points;
        foreach (var value in (ReadOnlySpan<long>)[points.Opening, points.Receipts, points.Reversals, points.Merits, points.Prizes, points.Spent, points.Expired, points.Provisional, points.Held])
            writer.Add(value);

        // Not the rank: that moves with what others do, and stands in the copy as it was.
        writer.Add(figures.Place.AmountMinor);
        writer.Add(figures.Entries.Length);
        foreach (var entry in figures.Entries)
        {
            writer.Add(entry.Id.Value);
            writer.Add((long)entry.Kind);
            writer.Add(entry.AmountMinor);
            writer.Add(entry.PointsHundredths);
            writer.Add(entry.HeldHundredths);
            writer.Add(entry.ReceivedAt.UnixMicroseconds);
            writer.Add(entry.OccurredAt.UnixMicroseconds);
            writer.Add(entry.VestsAt.UnixMicroseconds);
            writer.Add(entry.Source?.Value);
        }

        writer.Add(figures.MoreEntries);
        writer.Add(figures.Pay.Length);
        foreach (var line in figures.Pay)
        {
            writer.Add(line.Entry.Value);
            writer.Add((long)line.Kind);
            writer.Add(line.What);
            writer.Add(line.PointsHundredths);
            writer.Add(line.ValueMinor);
        }

        writer.Add(figures.Holds.Length);
        foreach (var hold in figures.Holds)
        {
            writer.Add((long)hold.Reason);
            writer.Add(hold.From.UnixMicroseconds);
            writer.Add(hold.To?.UnixMicroseconds);
        }

        return writer.ToDigest();
    }
}
