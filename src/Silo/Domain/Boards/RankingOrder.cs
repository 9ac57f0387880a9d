namespace Leaderboard.Domain.Boards;

/// <summary>The one order of boards: value descending, then who reached it first, then id, ordinal.</summary>
internal readonly struct RankingOrder(IdTable ids) : IComparer<RankingKey>
{
    private readonly IdTable _ids = ids;

    /// <summary>Negative when <paramref name="x"/> stands above <paramref name="y"/>.</summary>
    public int Compare(RankingKey x, RankingKey y)
    {
        if (x.Value != y.Value)
            return x.Value > y.Value ? -1 : 1;
        if (x.ReachedAt != y.ReachedAt)
            return x.ReachedAt < y.ReachedAt ? -1 : 1;
        return x.Member == y.Member ? 0 : string.CompareOrdinal(_ids[x.Member], _ids[y.Member]);
    }
}
