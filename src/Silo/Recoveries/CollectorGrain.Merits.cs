using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;
using Leaderboard.Merits;

namespace Leaderboard.Recoveries;

/// <summary>Streaks, badges and expiry: not decided while receipts are posted, but when somebody asks for it, on all that stands by then.</summary>
internal sealed partial class CollectorGrain
{
    /// <summary>What a ledger takes together; the rest comes with the next call.</summary>
    private const int MaxEntries = 1000;

    private bool HaveMerits => schemes.Book.HasHad(r => r.HasMerits, time.Now());

    private bool PointsExpire => schemes.Book.HasHad(r => r.Expiry.Days is not null, time.Now());

    public async Task Tend()
    {
        await KnowAsync();
        await schemes.FreshAsync();

        // Mostly there is nothing to do, and then nobody has to wait. What is on its way now is looked at when it is there.
        if (_record is not { } record || (await MissingAsync(record)).Length == 0)
            return;
        await AloneAsync(async () =>
        {
            var drafts = await MissingAsync(record);
            return drafts.Length == 0 || !(await AppendAsync(drafts, LastSeq)).Stale ? [] : null;
        });
    }

    public async Task<CollectorMerits?> GetMerits()
    {
        await KnowAsync();
        await schemes.FreshAsync();
        if (_record is not { } record)
            return null;
        var now = time.Now();
        var history = await merits.HistoryAsync(_id);
        var saved = await savers.OfAsync(_id, record.TeamAt, now);
        return new CollectorMerits
        {
            Level = Levels.Of((await PointsAsync()).LifetimeHundredths, schemes.Book.At(now).Rules.Levels),
            Streak = history.StreakOn(calendar.DayOf(now)),
            Badges = [.. history.Earned().Where(m => m.Kind != MeritKind.Streak).Concat(saved).OrderByDescending(m => m.Day).ThenBy(m => m.Kind).Select(m => m.ToView())],
        };
    }

    private async Task<EntryDraft[]> MissingAsync(CollectorRecord record) =>
        [.. (await MeritsOfAsync(record)).Concat(await ExpiriesOfAsync(record)).Take(MaxEntries)];

    private async Task<IReadOnlyList<EntryDraft>> MeritsOfAsync(CollectorRecord record)
    {
        if (!HaveMerits)
            return [];
        var owner = new MeritOwner(_id, calendar.StartOfDay, record.TeamAt, merits.VestsAt);
        return MeritEntries.Missing(owner, (await merits.HistoryAsync(_id)).Earned(), await merits.EntriesAsync(_id));
    }

    private async Task<IReadOnlyList<EntryDraft>> ExpiriesOfAsync(CollectorRecord record)
    {
        if (!PointsExpire)
            return [];
        var now = time.Now();
        var (left, expired) = await merits.ExpiringAsync(_id);
        return Expiring.Due(_id, record.TeamAt(now), left, expired, now);
    }

    private async Task<ExpiryStep[]> AnnouncedAsync()
    {
        await schemes.FreshAsync();
        return PointsExpire ? Expiring.Announced((await merits.ExpiringAsync(_id)).Left, time.Now()) : [];
    }
}
