using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Schemes;
using Leaderboard.Domain.Targets;
using Leaderboard.Journal;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Leaderboard.Targets;

namespace Leaderboard.Merits;

/// <summary>Reads from the journal what a collector's streaks, badges and expiring points follow from.</summary>
internal sealed class MeritReader(Database database, DocumentStore documents, SchemeDirectory schemes, WorkCalendar workDays, InstitutionCalendar calendar)
{
    public async Task<MeritHistory> HistoryAsync(CollectorId collector)
    {
        var quarters = await database.QueryAsync(
            "collector-earning-quarters", c => Bind(c, collector, withQuarter: true), r => (At: new Moment(r.GetInt64(0)), Amount: r.GetInt64(1), OldDebt: r.GetInt64(2)));
        var (_, book) = await documents.ReadAsync<AbsenceBook>(AbsencesGrain.DocumentKind, collector.Value);
        var there = book?.ToAttendance() ?? Attendance.Always;
        var days = quarters.GroupBy(q => calendar.DayOf(q.At)).Select(d => new EarningDay(d.Key, d.Sum(q => q.Amount), d.Sum(q => q.OldDebt)));
        return new MeritHistory(days, day => workDays.IsWorkDay(day) && there.IsThere(day), SchemeOf);
    }

    /// <summary>Streaks and badges of the ledger, in its order.</summary>
    public Task<List<EntryDraft>> EntriesAsync(CollectorId collector) => database.QueryAsync("collector-merits", c => Bind(c, collector), r => JournalRow.Read(r).Draft);

    /// <summary>What is left of the points that expire, and the ids of what has expired.</summary>
    public Task<(IReadOnlyList<ExpiringPoints> Left, IReadOnlyCollection<EntryId> Expired)> ExpiringAsync(CollectorId collector) => database.SnapshotAsync(async session =>
    {
        var given = await session.QueryAsync("collector-vesting-quarters", c => Bind(c, collector, withQuarter: true), r => (VestsAt: new Moment(r.GetInt64(0)), Hundredths: r.GetInt64(1)));
        var moved = await session.QueryAsync(
            "collector-moved", c => Bind(c, collector), r => (Id: new EntryId(r.GetString(0)), Kind: (EntryKind)r.GetInt32(1), Hundredths: r.GetInt64(2), At: new Moment(r.GetInt64(3)), Held: r.GetInt64(4)));
        var gone = moved.Where(m => m.Hundredths < 0).ToList();

        // What is held is as good as spent: it cannot run out under who waits for it.
        var consumed = moved.Sum(m => m.Held) - gone.Sum(m => m.Hundredths);
        var left = Expiring.Left(given.Concat(gone.Select(m => (m.At, -m.Hundredths))), consumed, schemes.Book, calendar);
        IReadOnlyCollection<EntryId> expired = gone.Where(m => m.Kind == EntryKind.Expiry).Select(m => m.Id).ToHashSet();
        return (left, expired);
    });

    /// <summary>What the entries after a number, up to another, have used.</summary>
    public async Task<PointsUse> UsedAsync(CollectorId collector, long after, long to) => (await database.QueryAsync(
        "collector-used",
        c =>
        {
            Bind(c, collector);
            Database.Bind(c, "after", after);
            Database.Bind(c, "to", to);
        },
        r => new PointsUse(r.GetInt64(0), r.GetInt64(1))))[0];

    /// <summary>The slowest channel of the day's scheme: by then all that can have earned something on it has cleared.</summary>
    public Moment VestsAt(DateOnly day) => calendar.DayStart(calendar.StartOfDay(day), SchemeOf(day).Rules.Clearing.LongestDays());

    private PublishedScheme SchemeOf(DateOnly day) => schemes.Book.At(calendar.StartOfDay(day));

    private static void Bind(System.Data.Common.DbCommand command, CollectorId collector, bool withQuarter = false)
    {
        Database.Bind(command, "collector", collector.Value);
        if (withQuarter)
            Database.Bind(command, "quarter", InstitutionCalendar.QuarterMicros);
    }
}
