using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// Members in the order of a board, and every rule about places: the only ranking function there is. A member's key is
/// known to the caller; to change a value, remove the old key and add the new one.
/// </summary>
internal sealed class Ranking(IdTable ids)
{
    private readonly BlockedKeys _keys = new(ids);

    public int Count => _keys.Count;

    /// <summary>Replaces everything by these keys, in any order; sorts them in place.</summary>
    public void Load(Span<RankingKey> keys) => _keys.Load(keys);

    /// <summary>Throws <see cref="InvalidOperationException"/> when the key is there already.</summary>
    public void Add(RankingKey key) => _keys.Add(key);

    /// <summary>Throws <see cref="InvalidOperationException"/> when the key is not there.</summary>
    public void Remove(RankingKey key) => _keys.Remove(key);

    /// <summary>Position from 0, or -1 when the key is not there.</summary>
    public int PositionOf(RankingKey key) => _keys.IndexOf(key);

    /// <summary>The key at a position from 0 to <see cref="Count"/> − 1.</summary>
    public RankingKey At(int position) => _keys.At(position);

    /// <summary>Copies keys from a position (from 0) on until the target is full or the board ends; answers how many.</summary>
    public int CopyTo(int position, Span<RankingKey> target) => _keys.CopyTo(position, target);

    /// <summary>Rank from 1 of a key that is there.</summary>
    public int RankOf(RankingKey key, TieRule tie) => 1 + tie switch
    {
        TieRule.Competition => _keys.CountAbove(key.Value),
        TieRule.Dense => _keys.DistinctAbove(key.Value),
        TieRule.First => _keys.IndexOf(key),
        _ => throw new ArgumentOutOfRangeException(nameof(tie), tie, message: null),
    };

    /// <summary>Whether more than one member has this value, which is somebody's.</summary>
    public bool IsTied(long value)
    {
        var second = _keys.CountAbove(value) + 1;
        return second < Count && _keys.At(second).Value == value;
    }

    /// <summary>Difference to the next higher value; 0 for the leader and who is tied with the leader.</summary>
    public long GapToNext(long value)
    {
        var above = _keys.CountAbove(value);
        return above == 0 ? 0 : checked(_keys.At(above - 1).Value - value);
    }
}
