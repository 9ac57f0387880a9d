using System.Runtime.InteropServices;
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
        var sums = new Dictionary<(CollectorId, TeamId, bool BeforeToday), Totals>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.ReceivedAt < _from || entry.ReceivedAt >= _to)
                continue;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (entry.Collector, entry.Team, entry.OccurredAt < DayStart), out var isKnown);
            sum = isKnown ? sum + Totals.Of(entry) : Totals.Of(entry);
        }

        foreach (var ((collector, team, beforeToday), sum) in sums)
            Add(new CellTotals(collector, team, sum, beforeToday ? sum : null));
        return sums.Count > 0;
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
        var window = AroundWindow.Of(Column(slice, selection.Measure).Now.PositionOf(key), slice.Count, limit);
        return Rows(selection)?.Range(window.Start, window.Length);
    }

    /// <summary>Members on the board.</summary>
    public int Total(BoardSelection selection) => Slice(selection)?.Count ?? 0;

    /// <summary>Sum of their values, in the unit of the measure; for per head the amount ÷ the distinct collectors of all.</summary>
    public long Sum(BoardSelection selection)
    {
        if (Slice(selection) is not { } slice)
            return 0;
        var column = Column(slice, selection.Measure);
        return column.Value(column.Sum, slice.Heads);
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
        Slice(selection) is { } slice ? new(selection, slice, Column(slice, selection.Measure), _roster) : null;

    private RankingKey? KeyOf(BoardSelection selection, string memberId) =>
        Slice(selection) is { } slice && slice.Ids.Find(memberId) is >= 0 and var member
            ? slice.KeyNow(Column(slice, selection.Measure), member)
            : null;

    private MeasureColumn Column(BoardSlice slice, BoardMeasure measure)
    {
        var column = slice.Column(measure);
        column.UsedAt = ++_turn;
        return column;
    }

    private BoardSlice? Slice(BoardSelection selection)
    {
        var key = SliceKey.Of(selection);
        if (!_slices.TryGetValue(key, out var slice))
        {
            if (SliceFilter.Of(key, _cells, _places) is not { } filter)
                return null;
            if (_slices.Count == MaxSlices)
                _slices.Remove(_slices.MinBy(pair => pair.Value.UsedAt).Key);
            _slices[key] = slice = new BoardSlice(filter, _cells);
        }
        slice.UsedAt = ++_turn;
        return slice;
    }
}
