using Leaderboard.Boards;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// All boards of one window of the journal, in memory. Give it sums with <see cref="Load"/> and every later entry once with
/// <see cref="Apply"/>, in any order; what it shows depends on the entries alone.
/// </summary>
internal sealed class WindowProjection
{
    // A few filters on every screen of a floor; beyond, somebody is walking through all of them.
    private const int MaxSlices = 256;

    private readonly Moment? _from;
    private readonly Moment? _to;
    private readonly IRosterLookup _roster;
    private readonly TeamPlaces _places;
    private readonly CellStore _cells = new();
    private readonly Dictionary<SliceKey, BoardSlice> _slices = [];
    private readonly Dictionary<ColumnKind, BaseSheet> _sheets = [];
    private Magnitude _now;
    private Magnitude _atDayStart;
    private long _turn;
    private long _idleBefore;

    /// <param name="from">Start of the window, inclusive; null for all time.</param>
    /// <param name="to">End of the window, exclusive; null for all time.</param>
    /// <param name="dayStart">The first instant of the institution's current day.</param>
    /// <param name="roster">Asked for names when rows are written, and for the places of teams.</param>
    public WindowProjection(Moment? from, Moment? to, Moment dayStart, IRosterLookup roster)
    {
        (_from, _to, DayStart, _roster) = (from, to, dayStart, roster);
        _places = new TeamPlaces(roster, _cells.Teams);
    }

    /// <summary>Counts the changes since the projection was made.</summary>
    public long Revision { get; private set; }

    /// <summary>The day movements refer to.</summary>
    public Moment DayStart { get; private set; }

    /// <summary>Adds sums of entries of this window. Several for one collector and team add up.</summary>
    public void Load(IEnumerable<CellTotals> cells)
    {
        foreach (var cell in cells)
            Add(cell);
    }

    /// <summary>Adds one entry. False when it is outside of the window. Throws <see cref="OverflowException"/> when a sum might not fit.</summary>
    public bool Apply(EntryDraft entry)
    {
        if (entry.ReceivedAt < _from || entry.ReceivedAt >= _to)
            return false;
        var totals = Totals.Of(entry);
        Add(new CellTotals(entry.Collector, entry.Team, totals, entry.OccurredAt < DayStart ? totals : null));
        return true;
    }

    /// <summary>
    /// Adds many entries; those of one collector and team count as their sum, which is cheaper and shows the same. False when
    /// all are outside of the window.
    /// </summary>
    public bool Apply(IReadOnlyCollection<EntryDraft> entries)
    {
        var sums = CellTotals.Of(entries.Where(e => !(e.ReceivedAt < _from) && !(e.ReceivedAt >= _to)), DayStart);
        Load(sums);
        return sums.Length > 0;
    }

    /// <summary>
    /// Begins a later day of the institution. False, and nothing changes, when an entry has occurred in that day already: then
    /// the state at its start is not known here, and the projection must be made anew.
    /// </summary>
    public bool StartDay(Moment dayStart)
    {
        if (dayStart < DayStart || _cells.LatestAt >= dayStart)
            return dayStart == DayStart;
        DayStart = dayStart;
        _cells.StartDay();
        _atDayStart = _now;
        foreach (var slice in _slices.Values)
            slice.StartDay();
        Revision++;
        return true;
    }

    /// <summary>Rows <paramref name="offset"/> (from 0) to <paramref name="offset"/> + <paramref name="limit"/>.</summary>
    public Standing[] Standings(BoardSelection selection, int offset, int limit) => Rows(selection)?.Range(offset, limit) ?? [];

    /// <summary>The first rows, and those of some members that are not among them, wherever they stand.</summary>
    public Standing[] Standings(BoardSelection selection, int limit, IEnumerable<string> memberIds)
    {
        var rows = Standings(selection, 0, limit);
        var known = Array.ConvertAll(rows, r => r.Id);
        return [.. rows, .. memberIds.Except(known, StringComparer.Ordinal).Select(id => Find(selection, id)).OfType<Standing>()];
    }

    /// <summary>One row; null when the member is not on the board.</summary>
    public Standing? Find(BoardSelection selection, string memberId) =>
        KeyOf(selection, memberId) is { } key ? Rows(selection)?.Of(key) : null;

    /// <summary><paramref name="limit"/> rows around a member, slid to stay full; null when the member is not on the board.</summary>
    public Standing[]? Around(BoardSelection selection, string memberId, int limit)
    {
        if (KeyOf(selection, memberId) is not { } key || Slice(selection) is not { } slice)
            return null;
        var order = Column(slice, selection).Now;
        var window = AroundWindow.Of(order.PositionOf(key), order.Count, limit);
        return Rows(selection)?.Range(window.Start, window.Length);
    }

    /// <summary>Members on the board.</summary>
    public int Total(BoardSelection selection) => Slice(selection) is not { } slice ? 0
        : selection.Measure.IsRatio() ? Column(slice, selection).Now.Count
        : slice.Count;

    /// <summary>Sum of their values, in the unit of the measure; for per head the amount ÷ the distinct collectors of all, for a ratio Σ ÷ Σ.</summary>
    public long Sum(BoardSelection selection) => Slice(selection) is { } slice ? Column(slice, selection).ValueOfAll(slice.Heads) : 0;

    /// <summary>What stands behind the sum of a ratio; null for other measures.</summary>
    public BoardRatio? Ratio(BoardSelection selection)
    {
        if (!selection.Measure.IsRatio())
            return null;
        var kind = ColumnKind.Of(selection);
        var column = Slice(selection) is { } slice ? Column(slice, selection) : null;
        return new BoardRatio
        {
            NumeratorMinor = column?.Sum ?? 0,
            DenominatorMinor = column?.Bases?.Total ?? 0,
            Base = selection.Measure == BoardMeasure.Rate ? kind.Base : null,
            ShrinkMinor = selection.Measure != BoardMeasure.Index ? null : kind.IsShrunk ? SheetOf(kind)?.ShrinkMinor : 0,
        };
    }

    /// <summary>From now on the amounts are divided by these. Without, a board of ratios is empty.</summary>
    public void Measure(ColumnKind sheet, BaseSheet bases)
    {
        _sheets[sheet] = bases;
        foreach (var share in bases.Shares)
        {
            _cells.Collectors.Intern(share.Collector.Value);
            _cells.Teams.Intern(share.Team.Value);
        }

        foreach (var team in bases.Teams)
            _cells.Teams.Intern(team.Team.Value);
        foreach (var slice in _slices.Values)
        {
            slice.DropColumn(sheet);
            if (sheet.Measure == BoardMeasure.Index)
                slice.DropColumn(sheet with { IsShrunk = true });
        }

        Revision++;
    }

    /// <summary>A name or a team's place has changed. Boards that depend on places are built anew when next used.</summary>
    public void RosterChanged()
    {
        _places.Forget();
        foreach (var key in _slices.Keys.Where(key => key.NeedsRoster).ToArray())
            _slices.Remove(key);
        Revision++;
    }

    /// <summary>Lets go of what was not used since the call before. The caller's timer is the measure of idleness.</summary>
    public void DropIdle()
    {
        foreach (var (key, slice) in _slices.ToArray())
        {
            if (slice.UsedAt < _idleBefore)
                _slices.Remove(key);
            else
                slice.DropColumns(_idleBefore);
        }
        _idleBefore = ++_turn;
    }

    private void Add(CellTotals totals)
    {
        _now.Add(totals.Now);
        if (totals.AtDayStart is { } before)
            _atDayStart.Add(before);
        var change = _cells.Add(totals);
        foreach (var slice in _slices.Values)
            slice.Add(change);
        Revision++;
    }

    private StandingRows? Rows(BoardSelection selection) =>
        Slice(selection) is { } slice ? new(selection, slice, Column(slice, selection), _roster) : null;

    private RankingKey? KeyOf(BoardSelection selection, string memberId) =>
        Slice(selection) is { } slice && slice.Ids.Find(memberId) is >= 0 and var member
            ? slice.KeyNow(Column(slice, selection), member)
            : null;

    private MeasureColumn Column(BoardSlice slice, BoardSelection selection)
    {
        var kind = ColumnKind.Of(selection);
        var column = slice.Column(kind, SheetOf(kind));
        column.UsedAt = ++_turn;
        return column;
    }

    private BaseSheet? SheetOf(ColumnKind kind) => kind.Measure.IsRatio() ? _sheets.GetValueOrDefault(kind.Sheet, BaseSheet.Empty) : null;

    private BoardSlice? Slice(BoardSelection selection)
    {
        var key = SliceKey.Of(selection);
        if (!_slices.TryGetValue(key, out var slice))
        {
            if (SliceFilter.Of(key, _cells, _places) is not { } filter)
                return null;
            if (_slices.Count == MaxSlices)
                _slices.Remove(_slices.MinBy(pair => pair.Value.UsedAt).Key);
            _slices[key] = slice = new BoardSlice(filter, _cells, _from ?? default);
        }
        slice.UsedAt = ++_turn;
        return slice;
    }
}
