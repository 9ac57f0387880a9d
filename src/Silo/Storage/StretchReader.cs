using Leaderboard.Recoveries;

namespace Leaderboard.Storage;

/// <summary>Sums the journal of one collector, or one team, by stretches of time.</summary>
internal sealed class StretchReader(Database database)
{
    /// <summary>A year of days; enough for any chart.</summary>
    private const int MaxStretches = 400;

    public Task<StretchTotals[]> OfCollectorAsync(CollectorId collector, Moment[] starts, Moment end) => ReadAsync("collector", collector.Value, starts, end);

    public Task<StretchTotals[]> OfTeamAsync(TeamId team, Moment[] starts, Moment end) => ReadAsync("team", team.Value, starts, end);

    private async Task<StretchTotals[]> ReadAsync(string whose, string id, Moment[] starts, Moment end)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(starts.Length is >= 1 and <= MaxStretches, true, nameof(starts));
        var totals = Array.ConvertAll(starts, s => new StretchTotals { From = s });
        var rows = await database.QueryAsync(
            whose + "-stretches",
            c =>
            {
                Database.Bind(c, whose, id);
                Database.Bind(c, "from", starts[0].UnixMicroseconds);
                Database.Bind(c, "to", end.UnixMicroseconds);
                database.BindTexts(c, "starts", Array.ConvertAll(starts, s => s.ToString()));
            },
            r => (Stretch: (int)r.GetInt64(0), Amount: r.GetInt64(1), Effective: r.GetInt64(2), Points: r.GetInt64(3), Receipts: r.GetInt64(4)));
        foreach (var row in rows)
        {
            totals[row.Stretch] = totals[row.Stretch] with
            {
                AmountMinor = row.Amount,
                EffectiveMinor = row.Effective,
                PointsHundredths = row.Points,
                Receipts = row.Receipts,
            };
        }

        return totals;
    }
}
