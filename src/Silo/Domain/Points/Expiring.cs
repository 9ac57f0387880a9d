using System.Globalization;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>
/// Which of a collector's points run out, and when. What was spent, and what has expired before, is taken from the points that expire soonest; those that
/// last for ever come last. So nothing expires twice, and what is taken back after it has expired is missing from the balance until new points make up for it.
/// </summary>
internal static class Expiring
{
    /// <summary>What is left of the points that expire, the soonest first.</summary>
    /// <param name="given">Points by when they vest, without what was spent and has expired; a sum below 0 counts as spent.</param>
    /// <param name="consumed">Spent and expired so far, 0 or more.</param>
    /// <param name="book">Points follow the scheme in force when they vest.</param>
    /// <param name="calendar">Of the institution.</param>
    public static IReadOnlyList<ExpiringPoints> Left(IEnumerable<(Moment VestsAt, long Hundredths)> given, long consumed, SchemeBook book, InstitutionCalendar calendar)
    {
        var lots = given.GroupBy(g => LotOf(g.VestsAt, book, calendar)).Select(g => (Lot: g.Key, Sum: g.Sum(p => p.Hundredths))).ToList();
        var taken = checked(consumed - lots.Where(l => l.Sum < 0).Sum(l => l.Sum));
        var left = new List<ExpiringPoints>();
        foreach (var (lot, sum) in lots.Where(l => l is { Sum: > 0, Lot: not null }).OrderBy(l => l.Lot!.LastDay).ThenBy(l => l.Lot!.NoticeFrom))
        {
            var covered = Math.Min(sum, taken);
            taken -= covered;
            if (sum > covered)
                left.Add(lot! with { Hundredths = sum - covered });
        }

        return left;
    }

    /// <summary>Entries for what has run out and is still there: one for each last day.</summary>
    /// <param name="collector">Whose.</param>
    /// <param name="team">Theirs now; no board shows it.</param>
    /// <param name="left">As it stands now.</param>
    /// <param name="expired">Ids of what has expired before.</param>
    /// <param name="now">A day that is over by now has run out.</param>
    public static IReadOnlyList<EntryDraft> Due(CollectorId collector, TeamId team, IEnumerable<ExpiringPoints> left, IReadOnlyCollection<EntryId> expired, Moment now) =>
    [
        .. left.Where(l => l.End <= now).GroupBy(l => l.LastDay).OrderBy(d => d.Key)
            .Select(day => Entry(collector, team, day.First() with { Hundredths = day.Sum(l => l.Hundredths) }, Number(collector, day.Key, expired))),
    ];

    /// <summary>What the owner is to be told by now.</summary>
    public static ExpiryStep[] Announced(IEnumerable<ExpiringPoints> left, Moment now) =>
    [
        .. left.Where(l => l.NoticeFrom <= now).GroupBy(l => l.LastDay).OrderBy(d => d.Key)
            .Select(d => new ExpiryStep { LastDay = d.Key, PointsHundredths = d.Sum(l => l.Hundredths) }),
    ];

    /// <summary>Null: they last for ever.</summary>
    private static ExpiringPoints? LotOf(Moment vestsAt, SchemeBook book, InstitutionCalendar calendar)
    {
        var scheme = book.At(vestsAt);
        if (scheme.Rules.Expiry.Days is not { } days)
            return null;
        var end = calendar.DayStart(vestsAt, days + 1);
        return new ExpiringPoints(calendar.DayOf(vestsAt).AddDays(days), end, calendar.DayStart(end, -scheme.Rules.Expiry.Notice), scheme.Name, 0);
    }

    private static int Number(CollectorId collector, DateOnly day, IReadOnlyCollection<EntryId> expired)
    {
        var number = 1;
        while (expired.Contains(EntryId.Expiry(collector, day, number)))
            number++;
        return number;
    }

    private static EntryDraft Entry(CollectorId collector, TeamId team, ExpiringPoints lot, int number) =>
        Pricing.ByRule(new EntryDraft
        {
            Id = EntryId.Expiry(collector, lot.LastDay, number),
            Kind = EntryKind.Expiry,
            Collector = collector,
            Team = team,
            PointsHundredths = -lot.Hundredths,
            ReceivedAt = lot.End,
            OccurredAt = lot.End,
            VestsAt = lot.End,
            Scheme = lot.Scheme,
            RequestHash = default,
            Details = string.Create(CultureInfo.InvariantCulture, $$"""{"lastDay":"{{lot.LastDay:yyyy-MM-dd}}"}"""),
        });
}

/// <summary>Points that can be spent until the end of a day.</summary>
/// <param name="LastDay">Inclusive, local.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="NoticeFrom">From when on their owner is told.</param>
/// <param name="Scheme">By which they expire.</param>
internal sealed record ExpiringPoints(DateOnly LastDay, Moment End, Moment NoticeFrom, string Scheme, long Hundredths);
