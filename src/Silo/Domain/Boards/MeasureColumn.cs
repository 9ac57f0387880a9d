using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>One measure of a slice: what each member has, and the order that makes.</summary>
internal sealed class MeasureColumn(BoardMeasure measure, IdTable ids)
{
    private readonly SparsePages<long> _sums = new();
    private SparsePages<long> _starts = new();

    public Ranking Now { get; } = new(ids);

    /// <summary>The order at the start of the day; null until somebody asks.</summary>
    public Ranking? AtDayStart { get; set; }

    /// <summary>Of all members, before any division.</summary>
    public long Sum { get; private set; }

    /// <summary>The turn of the last use.</summary>
    public long UsedAt { get; set; }

    public RankingKey KeyNow(int member, MemberState state) =>
        new(Value(_sums.Read(member), state.Heads), state.ReachedAt.UnixMicroseconds, member);

    public RankingKey KeyAtDayStart(int member, int start, MemberStart state) =>
        new(Value(_starts.Read(start), state.Heads), state.ReachedAt.UnixMicroseconds, member);

    /// <summary>Begins to keep a start of its own for a member.</summary>
    public void KeepStart(int start, int member, bool asNow) => _starts[start] = asNow ? _sums.Read(member) : 0;

    public void Add(int member, Totals totals)
    {
        var summand = totals.Summand(measure);
        _sums[member] += summand;
        Sum += summand;
    }

    public void AddAtDayStart(int start, Totals totals) => _starts[start] += totals.Summand(measure);

    public void StartDay()
    {
        _starts = new();
        AtDayStart = null;
    }

    /// <summary>The value shown for a sum over so many collectors.</summary>
    public long Value(long sum, int heads) => measure == BoardMeasure.PerHead ? DivideHalfAway(sum, heads) : sum;

    private static long DivideHalfAway(long sum, int heads)
    {
        if (heads == 0)
            return 0;
        var (quotient, rest) = Math.DivRem(sum, heads);
        return Math.Abs(rest) * 2 >= heads ? quotient + Math.Sign(rest) : quotient;
    }
}
