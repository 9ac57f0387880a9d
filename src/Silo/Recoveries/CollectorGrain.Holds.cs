using Leaderboard.Domain.Points;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;

namespace Leaderboard.Recoveries;

/// <summary>Points kept for a redemption: decided on what is available when nothing else of the collector is on its way, so that nobody spends a point twice.</summary>
internal sealed partial class CollectorGrain
{
    public async Task<bool> Hold(PointsHold hold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hold.PointsHundredths, 1, nameof(hold));
        await KnowAsync();
        if (_record is not { } record)
            return false;
        await EndExpiredAsync();
        var isHeld = false;
        await DecideAsync(hold, (points, ended) =>
        {
            isHeld = ended == EntryKind.Hold;
            if (ended is not null || points.AvailableAt(time.Now()) < hold.PointsHundredths)
                return null;
            isHeld = true;
            return Holding.Hold(hold, _id, TeamOf(record), time.Now());
        });
        return isHeld;
    }

    public async Task Release(PointsHold hold)
    {
        await KnowAsync();
        await DecideAsync(hold, (_, ended) => ended == EntryKind.Hold ? Holding.Release(hold, _id, TeamOf(_record), time.Now()) : null);
        await EndExpiredAsync();
    }

    public async Task<bool> Capture(PointsHold hold)
    {
        await KnowAsync();
        var isSpent = false;
        await DecideAsync(hold, (_, ended) =>
        {
            isSpent = ended is EntryKind.Hold or EntryKind.Capture;
            return ended == EntryKind.Hold ? Holding.Capture(hold, _id, TeamOf(_record), time.Now()) : null;
        });
        return isSpent;
    }

    /// <summary>What ran out before now, or while it was held, is not to be promised, even before the day's round has come to it.</summary>
    private async Task EndExpiredAsync()
    {
        await schemes.FreshAsync();
        if (PointsExpire)
            await Tend();
    }

    private TeamId TeamOf(CollectorRecord? record) => record?.TeamAt(time.Now()) ?? TeamId.None;

    /// <summary>Decides on the points as they stand and on how far a hold has come: null when there is none.</summary>
    private Task<PostingOutcome[]> DecideAsync(PointsHold hold, Func<PointsAccount, EntryKind?, EntryDraft?> decide) => AloneAsync(async () =>
    {
        var (kept, free, spent) = (EntryId.Hold(hold.Id), EntryId.Release(hold.Id), EntryId.Capture(hold.Id));
        var found = await reader.FindAsync([kept.Value, free.Value, spent.Value]);
        EntryKind? stage = found.ContainsKey(free) ? EntryKind.Release : found.ContainsKey(spent) ? EntryKind.Capture : found.ContainsKey(kept) ? EntryKind.Hold : null;
        return decide(_points ?? await ProjectAsync(), stage) is not { } entry || !(await AppendAsync([entry], LastSeq)).Stale ? [] : null;
    });
}
