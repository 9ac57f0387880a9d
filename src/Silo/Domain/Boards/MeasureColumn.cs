using Leaderboard.Boards;
using Leaderboard.Domain.Measures;

namespace Leaderboard.Domain.Boards;

/// <summary>One measure of a slice: what each member has, and the order that makes.</summary>
/// <param name="kind">Of the column.</param>
/// <param name="ids">Of the members.</param>
/// <param name="bases">What a ratio is divided by; null for other measures.</param>
/// <param name="shrinkMinor">Of an index, minor units; 0 for others.</param>
/// <param name="emptyAt">When a member of a ratio who has no entry counts as having reached the value.</param>
internal sealed class MeasureColumn(ColumnKind kind, IdTable ids, ColumnBases? bases = null, long shrinkMinor = 0, Moment emptyAt = default)
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

    /// <summary>Of a ratio; null for other measures.</summary>
    public ColumnBases? Bases => bases;

    public long ShrinkMinor => shrinkMinor;

    /// <summary>Whether a member is on the board: by an entry, or of a ratio by a base.</summary>
    public bool IsOn(int member, MemberState state) => bases is null ? state.Heads > 0 : bases.Of(member) > 0;

    /// <summary>Of use only for who is on the board.</summary>
    public RankingKey KeyNow(int member, MemberState state) => state.Heads == 0
        ? KeyOfNothing(member)
        : new(Value(member, _sums.Read(member), state.Heads), state.ReachedAt.UnixMicroseconds, member);

    public RankingKey KeyAtDayStart(int member, int start, MemberStart state) =>
        new(Value(member, _starts.Read(start), state.Heads), state.ReachedAt.UnixMicroseconds, member);

    /// <summary>Of a member of a ratio without an entry.</summary>
    public RankingKey KeyOfNothing(int member) => new(Value(member, 0, 0), emptyAt.UnixMicroseconds, member);

    /// <summary>Begins to keep a start of its own for a member.</summary>
    public void KeepStart(int start, int member, bool asNow) => _starts[start] = asNow ? _sums.Read(member) : 0;

    /// <param name="member">Of the slice.</param>
    /// <param name="collector">Who brought it in.</param>
    /// <param name="team">For whom.</param>
    /// <param name="totals">What came.</param>
    public void Add(int member, int collector, int team, Totals totals)
    {
        var summand = Summand(member, collector, team, totals);
        _sums[member] += summand;
        Sum += summand;
    }

    public void AddAtDayStart(int start, int member, int collector, int team, Totals totals) => _starts[start] += Summand(member, collector, team, totals);

    public void StartDay()
    {
        _starts = new();
        AtDayStart = null;
    }

    /// <summary>What a member's value is made of, before any division.</summary>
    public long SumOf(int member) => _sums.Read(member);

    /// <summary>The value shown for all members, over so many collectors.</summary>
    public long ValueOfAll(int heads) => bases is null ? Value(member: 0, Sum, heads) : Ratios.Value(kind.Measure, Sum, bases.Total, bases.Total > 0 ? shrinkMinor : 0);

    private long Value(int member, long sum, int heads) => kind.Measure switch
    {
        BoardMeasure.PerHead => DivideHalfAway(sum, heads),
        _ when bases is not null => Ratios.Value(kind.Measure, sum, bases.Of(member), shrinkMinor),
        _ => sum,
    };

    private long Summand(int member, int collector, int team, Totals totals) => bases switch
    {
        null => totals.Summand(kind.Measure),
        _ => bases.Of(member) > 0 && bases.Counts(collector, team) ? totals.AmountMinor : 0,
    };

    private static long DivideHalfAway(long sum, int heads)
    {
        if (heads == 0)
            return 0;
        var (quotient, rest) = Math.DivRem(sum, heads);
        return Math.Abs(rest) * 2 >= heads ? quotient + Math.Sign(rest) : quotient;
    }
}
