using System.Runtime.InteropServices;
using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// The members of one subject under one filter, from the cells the filter keeps. Built on first use, then changed with every
/// entry; columns likewise.
/// </summary>
internal sealed class BoardSlice
{
    private readonly SliceFilter _filter;
    private readonly CellStore _cells;
    private readonly Moment _emptyAt;
    private readonly SparsePages<MemberState> _members = new();
    private readonly MeasureColumn?[] _columns = new MeasureColumn?[ColumnKind.Count];
    private SparsePages<MemberStart> _starts = new();
    private int _startCount;

    /// <param name="filter">What it keeps.</param>
    /// <param name="cells">Of the window.</param>
    /// <param name="emptyAt">Start of the window: when a member without an entry reached nothing.</param>
    public BoardSlice(SliceFilter filter, CellStore cells, Moment emptyAt)
    {
        (_filter, _cells, _emptyAt) = (filter, cells, emptyAt);
        for (var collector = 0; collector < cells.Collectors.Count; collector++)
        {
            for (var number = cells.FirstOf(collector); number >= 0; number = cells[number].Next)
            {
                var start = cells.StartOf(number);
                Add(new CellChange(collector, number, Until: number, Joins: true, start is not null, cells[number].Now, start));
            }
        }
    }

    /// <summary>Members on the board.</summary>
    public int Count { get; private set; }

    /// <summary>Distinct collectors with an entry the filter keeps.</summary>
    public int Heads { get; private set; }

    /// <summary>Whether any member's start of the day differs from now.</summary>
    public bool Moved { get; private set; }

    /// <summary>The turn of the last use.</summary>
    public long UsedAt { get; set; }

    public IdTable Ids => _filter.Ids;

    /// <summary>Distinct collectors with an entry of a member's.</summary>
    public int HeadsOf(int member) => _members.Read(member).Heads;

    /// <summary>Takes in what came to a cell, when the filter keeps it.</summary>
    public void Add(in CellChange change)
    {
        var team = _cells[change.Cell].Team;
        if (!_filter.Keeps(team))
            return;
        var member = _filter.Member(change.Collector, team);
        ref var state = ref _members[member];
        var wasOn = state.Heads > 0;
        Span<RankingKey> before = stackalloc RankingKey[ColumnKind.Count];
        for (var i = 0; i < before.Length; i++)
        {
            if (_columns[i] is { } column)
                before[i] = Leave(column, member, state, change.AtDayStart is not null);
        }

        var joins = change.Joins && !HasOther(change, member, atDayStart: false);
        if (change.Joins && !HasOther(change, member: null, atDayStart: false))
            Heads++;
        var joinsStart = change.JoinsStart && !HasOther(change, member, atDayStart: true);
        if (state.Heads == 0)
            (state.ReachedAt, Count) = (Moment.MinValue, Count + 1);
        AddAtDayStart(change, member, ref state, joinsStart);
        state.ReachedAt = Later(state.ReachedAt, change.Now.ReachedAt);
        state.Heads += joins ? 1 : 0;

        for (var i = 0; i < before.Length; i++)
        {
            if (_columns[i] is not { } column)
                continue;
            column.Add(member, change.Collector, team, change.Now);
            if (!column.IsOn(member, state))
                continue;
            if (wasOn || column.Bases is not null)
                column.Now.Replace(before[i], column.KeyNow(member, state));
            else
                column.Now.Add(column.KeyNow(member, state));
            if (change.AtDayStart is not null)
                column.AtDayStart?.Add(KeyAtDayStart(column, member, state)!.Value);
        }
    }

    /// <summary>The column of a kind, built when there is none.</summary>
    /// <param name="kind">Of the column.</param>
    /// <param name="sheet">The bases of a ratio; null for other measures.</param>
    public MeasureColumn Column(ColumnKind kind, BaseSheet? sheet) => _columns[kind.Index] ??= BuildColumn(kind, sheet);

    /// <summary>Its bases have changed: it is built anew when next used.</summary>
    public void DropColumn(ColumnKind kind) => _columns[kind.Index] = null;

    /// <summary>The order at the start of the day, built when there is none.</summary>
    public Ranking AtDayStart(MeasureColumn column)
    {
        if (column.AtDayStart is null)
        {
            column.AtDayStart = new Ranking(Ids);
            column.AtDayStart.Load(Keys(column, (member, state) => KeyAtDayStart(column, member, state)));
        }
        return column.AtDayStart;
    }

    /// <summary>Null when the member is not on the board.</summary>
    public RankingKey? KeyNow(MeasureColumn column, int member)
    {
        var state = _members.Read(member);
        return column.IsOn(member, state) ? column.KeyNow(member, state) : null;
    }

    /// <summary>Null when the member was not on the board at the start of the day.</summary>
    public RankingKey? KeyAtDayStart(MeasureColumn column, int member) => KeyAtDayStart(column, member, _members.Read(member));

    /// <summary>Lets go of columns last used before a turn.</summary>
    public void DropColumns(long before)
    {
        foreach (ref var column in _columns.AsSpan())
        {
            if (column?.UsedAt < before)
                column = null;
        }
    }

    /// <summary>A new day: the start is now.</summary>
    public void StartDay()
    {
        foreach (var (_, states) in _members.Pages())
        {
            foreach (ref var state in states.AsSpan())
                state.Start = CellStore.SameAsNow;
        }
        (_starts, _startCount, Moved) = (new(), 0, false);
        foreach (var column in _columns)
            column?.StartDay();
    }

    private static Moment Later(Moment one, Moment other) => one > other ? one : other;

    /// <returns>The key the member has now, of use only when they are on the board.</returns>
    private RankingKey Leave(MeasureColumn column, int member, MemberState state, bool startChanges)
    {
        if (startChanges && column.AtDayStart is { } start && KeyAtDayStart(column, member, state) is { } key)
            start.Remove(key);
        return column.KeyNow(member, state);
    }

    private RankingKey? KeyAtDayStart(MeasureColumn column, int member, MemberState state) => state switch
    {
        _ when !column.IsOn(member, state) => null,
        { Start: CellStore.SameAsNow } => column.KeyNow(member, state),

        // A base is there before the first receipt.
        { Start: CellStore.NothingBefore } => column.Bases is null ? null : column.KeyOfNothing(member),
        _ => column.KeyAtDayStart(member, state.Start, _starts.Read(state.Start)),
    };

    // A collector counts once for a member, and once for the slice, however many of their cells are in it.
    private bool HasOther(in CellChange change, int? member, bool atDayStart)
    {
        for (var number = _cells.FirstOf(change.Collector); number >= 0 && number != change.Until; number = _cells[number].Next)
        {
            ref readonly var other = ref _cells[number];
            if (number != change.Cell && _filter.Keeps(other.Team) && !(atDayStart && other.Start == CellStore.NothingBefore)
                && (member is null || member == _filter.Member(change.Collector, other.Team)))
            {
                return true;
            }
        }
        return false;
    }

    private void AddAtDayStart(in CellChange change, int member, ref MemberState state, bool joins)
    {
        if (state.Start == CellStore.SameAsNow && change.AtDayStart != change.Now)
        {
            Moved = true;
            state.Start = state.Heads == 0 ? CellStore.NothingBefore : Keep(member, new(state.ReachedAt, state.Heads), asNow: true);
        }
        if (change.AtDayStart is not { } before || state.Start == CellStore.SameAsNow)
            return;
        if (state.Start == CellStore.NothingBefore)
            state.Start = Keep(member, new(Moment.MinValue, 0), asNow: false);
        ref var start = ref _starts[state.Start];
        start = new(Later(start.ReachedAt, before.ReachedAt), start.Heads + (joins ? 1 : 0));
        foreach (var column in _columns)
            column?.AddAtDayStart(state.Start, member, change.Collector, _cells[change.Cell].Team, before);
    }

    private int Keep(int member, MemberStart start, bool asNow)
    {
        _starts[++_startCount] = start;
        foreach (var column in _columns)
            column?.KeepStart(_startCount, member, asNow);
        return _startCount;
    }

    private MeasureColumn BuildColumn(ColumnKind kind, BaseSheet? sheet)
    {
        var column = sheet is null
            ? new MeasureColumn(kind, Ids)
            : new MeasureColumn(kind, Ids, new ColumnBases(sheet, _filter, _cells), kind.IsShrunk ? sheet.ShrinkMinor : 0, _emptyAt);
        for (var collector = 0; collector < _cells.Collectors.Count; collector++)
        {
            for (var number = _cells.FirstOf(collector); number >= 0; number = _cells[number].Next)
            {
                ref readonly var cell = ref _cells[number];
                if (!_filter.Keeps(cell.Team))
                    continue;
                var member = _filter.Member(collector, cell.Team);
                column.Add(member, collector, cell.Team, cell.Now);
                if (_members[member].Start > CellStore.SameAsNow && _cells.StartOf(number) is { } start)
                    column.AddAtDayStart(_members[member].Start, member, collector, cell.Team, start);
            }
        }
        column.Now.Load(Keys(column, (member, state) => column.KeyNow(member, state)));
        return column;
    }

    private Span<RankingKey> Keys(MeasureColumn column, Func<int, MemberState, RankingKey?> keyOf)
    {
        if (column.Bases is { } bases)
            return bases.Members.Select(member => keyOf(member, _members.Read(member))).OfType<RankingKey>().ToArray();
        var keys = new RankingKey[Count];
        var count = 0;
        foreach (var (first, states) in _members.Pages())
        {
            for (var i = 0; i < states.Length; i++)
            {
                if (states[i].Heads > 0 && keyOf(first + i, states[i]) is { } key)
                    keys[count++] = key;
            }
        }
        return keys.AsSpan(0, count);
    }
}

/// <summary>A member of a slice now. Start as in <see cref="Cell.Start"/>, over the slice's own list.</summary>
internal struct MemberState
{
    /// <summary>The latest time among the entries summed.</summary>
    public Moment ReachedAt;

    /// <summary>Distinct collectors with an entry; 0 for who is not on the board.</summary>
    public int Heads;

    public int Start;
}

/// <summary>A member of a slice at the start of the day, where it differs from now.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct MemberStart(Moment ReachedAt, int Heads);
