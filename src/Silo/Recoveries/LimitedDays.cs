using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Schemes;
using Leaderboard.Storage;

namespace Leaderboard.Recoveries;

/// <summary>
/// The days of one collector whose schemes have limits, as far as they were needed: read once, then kept up with what is appended. Only
/// for who goes alone.
/// </summary>
internal sealed class LimitedDays(JournalReader reader, SchemeDirectory schemes, InstitutionCalendar calendar)
{
    /// <summary>Days that are posted to at the same time; late receipts come for few.</summary>
    private const int MaxDays = 8;

    private readonly Dictionary<Moment, List<DayEntry>> _days = [];

    /// <summary>Whether any of the receipts is of a day with limits.</summary>
    public bool Have(PostRecovery[] recoveries)
    {
        var book = schemes.Book;
        return Array.Exists(recoveries, r => book.At(r.ReceivedAt).Rules.HasDayLimits);
    }

    /// <summary>What has to go with the drafts, so that their days are within the limits.</summary>
    public async Task<List<EntryDraft>> CapsAsync(CollectorId collector, IReadOnlyList<EntryDraft> drafts)
    {
        var caps = new List<EntryDraft>();
        foreach (var posted in drafts.Where(d => schemes.Book.At(d.ReceivedAt).Rules.HasDayLimits).GroupBy(d => calendar.DayStart(d.ReceivedAt)))
        {
            var day = new LimitedDay(collector, calendar.DayOf(posted.Key), posted.Key, calendar.DayStart(posted.Key, 1), schemes.Book.At(posted.Key));
            caps.AddRange(DayLimits.Missing(day, [.. await OfAsync(day), .. posted.Select(DayEntry.Of)]));
        }

        return caps;
    }

    /// <summary>Counts what was appended.</summary>
    public void Took(IEnumerable<EntryDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            if (_days.TryGetValue(calendar.DayStart(draft.ReceivedAt), out var entries))
                entries.Add(DayEntry.Of(draft));
        }
    }

    /// <summary>Another activation has written meanwhile.</summary>
    public void Forget() => _days.Clear();

    private async Task<List<DayEntry>> OfAsync(LimitedDay day)
    {
        if (_days.TryGetValue(day.From, out var known))
            return known;
        var entries = await reader.DayAsync(day.Collector, day.From, day.To);
        if (_days.Count >= MaxDays)
            _days.Clear();
        return _days[day.From] = entries;
    }
}
