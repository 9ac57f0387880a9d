using Leaderboard.Domain.Celebrations;
using Leaderboard.Storage;

namespace Leaderboard.Celebrations;

/// <summary>Reads the best days of collectors from the journal.</summary>
internal sealed class DayBestReader(Database database, InstitutionCalendar calendar)
{
    /// <summary>By collector; who had no receipt is left out.</summary>
    /// <param name="collectors">Whose.</param>
    /// <param name="before">Start of the day that is not counted, exclusive.</param>
    public async Task<Dictionary<string, DayBest>> ReadAsync(IReadOnlyCollection<string> collectors, Moment before)
    {
        var sums = await database.QueryAsync(
            "collector-quarters",
            c =>
            {
                database.BindTexts(c, "collectors", collectors);
                Database.Bind(c, "before", before.UnixMicroseconds);
                Database.Bind(c, "quarter", InstitutionCalendar.QuarterMicros);
            },
            r => (Collector: r.GetString(0), Day: calendar.DayOf(new Moment(r.GetInt64(1))), Amount: r.GetInt64(2)));
        return sums.GroupBy(s => s.Collector, StringComparer.Ordinal).ToDictionary(s => s.Key, s => DayBest.Of(s.Select(q => (q.Day, q.Amount))), StringComparer.Ordinal);
    }
}
