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

    /// <summary>A member's value has changed. Throws <see cref="InvalidOperationException"/> when the first key is not there, or the second is.</summary>
    public void Replace(RankingKey key, RankingKey by) => _keys.Replace(key, by);

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

    /// <summary>The place of a key that is there, from one search.</summary>
    public Place PlaceOf(RankingKey key, TieRule tie)
    {
        var (above, higher, isTied) = _keys.Around(key.Value);
        return new Place(tie == TieRule.Competition ? above + 1 : RankOf(key, tie), isTied, higher is { } next ? checked(next - key.Value) : 0);
    }

    /// <summary>
    /// The place of the key after another one on the board, which the places before it tell.
    /// </summary>
    /// <param name="before">The key just above, and its place.</param>
    /// <param name="key">At the position.</param>
    /// <param name="after">The key just below; null for the last.</param>
    /// <param name="position">From 0.</param>
    public static Place PlaceAfter((RankingKey Key, Place Place) before, RankingKey key, RankingKey? after, int position, TieRule tie)
    {
        var isSame = key.Value == before.Key.Value;
        var rank = tie switch
        {
            TieRule.First => position + 1,
            _ when isSame => before.Place.Rank,
            TieRule.Dense => before.Place.Rank + 1,
            _ => position + 1,
        };
        return new Place(rank, isSame || after?.Value == key.Value, isSame ? before.Place.GapToNext : checked(before.Key.Value - key.Value));
    }
}

/// <summary>Where a member stands.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="IsTied">Whether more than one member has the value.</param>
/// <param name="GapToNext">Difference to the next higher value; 0 for the leader and who is tied with the leader.</param>
internal readonly record struct Place(int Rank, bool IsTied, long GapToNext);
