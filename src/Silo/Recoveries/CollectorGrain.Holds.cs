using Leaderboard.Domain.Points;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;

namespace Leaderboard.Recoveries;

/// <summary>
/// Points kept for redemptions: decided on what is available when nothing else of the collector is on its way, so that nobody spends a point twice. Whoever's
/// turn it is decides for all who wait.
/// </summary>
internal sealed partial class CollectorGrain
{
    /// <summary>Moves decided, and written, together.</summary>
    private const int MaxMoves = 200;

    /// <summary>In the order they came.</summary>
    private readonly List<HoldMove> _moves = [];

    public async Task<bool> Hold(PointsHold hold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hold.PointsHundredths, 1, nameof(hold));
        await KnowAsync();
        if (_record is null)
            return false;
        await EndExpiredAsync();
        return await MoveAsync(hold, EntryKind.Hold) == EntryKind.Hold;
    }

    public async Task Release(PointsHold hold)
    {
        await KnowAsync();
        await MoveAsync(hold, EntryKind.Release);
        await EndExpiredAsync();
    }

    public async Task<bool> Capture(PointsHold hold)
    {
        await KnowAsync();
        return await MoveAsync(hold, EntryKind.Capture) == EntryKind.Capture;
    }

    public async Task<bool> Return(PointsHold hold)
    {
        await KnowAsync();
        return await MoveAsync(hold, EntryKind.Return) == EntryKind.Return;
    }

    /// <summary>What ran out before now, or while it was held, is not to be promised, even before the day's round has come to it.</summary>
    private async Task EndExpiredAsync()
    {
        await schemes.FreshAsync();
        if (PointsExpire)
            await Tend();
    }

    /// <returns>How far the hold has come then; null: there is none.</returns>
    private async Task<EntryKind?> MoveAsync(PointsHold hold, EntryKind to)
    {
        var move = new HoldMove(hold, to);
        _moves.Add(move);
        try
        {
            await AloneAsync(async () => move.IsDecided || await DecideAsync([.. _moves.Where(m => !m.IsDecided).Take(MaxMoves)]) ? [] : null);
        }
        finally
        {
            _moves.Remove(move);
        }

        return move.Stage;
    }

    /// <summary>False when something came between.</summary>
    private async Task<bool> DecideAsync(HoldMove[] moves)
    {
        var found = await reader.FindAsync([.. moves.SelectMany(m => m.Entries).Select(e => e.Id.Value).Distinct(StringComparer.Ordinal)]);
        var book = new HoldBook(_id, _record?.TeamAt(time.Now()) ?? TeamId.None, (_points ?? await ProjectAsync()).AvailableAt(time.Now()), time.Now());
        foreach (var move in moves)
            book.Move(move, found.Keys);
        if (book.Drafts.Count > 0 && (await AppendAsync([.. book.Drafts], LastSeq)).Stale)
            return false;
        foreach (var move in moves)
            move.Decided(book.StageOf(move.Hold));
        return true;
    }
}
