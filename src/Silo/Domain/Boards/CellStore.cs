using System.Runtime.InteropServices;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// The sums of a window, one cell for each collector and team credited: the finest grain a board is made of. The state at
/// the start of the day is kept only where it differs from now.
/// </summary>
internal sealed class CellStore
{
    // Values of a start; above these it is a number in the differing starts, from 1.
    public const int SameAsNow = 0;
    public const int NothingBefore = -1;

    private readonly SparsePages<Cell> _cells = new();
    private readonly SparsePages<int> _first = new();
    private SparsePages<Totals> _starts = new();
    private int _startCount;

    public IdTable Collectors { get; } = new();

    public IdTable Teams { get; } = new();

    public int Count { get; private set; }

    /// <summary>When the latest entry occurred.</summary>
    public Moment LatestAt { get; private set; } = Moment.MinValue;

    public ref readonly Cell this[int cell] => ref _cells[cell];

    /// <summary>The collector's first cell, -1 when there is none; the others follow by <see cref="Cell.Next"/>.</summary>
    public int FirstOf(int collector) => _first.Read(collector) - 1;

    /// <summary>The sums of a cell at the start of the day; null when it had no entry then.</summary>
    public Totals? StartOf(int cell) => _cells[cell].Start switch
    {
        SameAsNow => _cells[cell].Now,
        NothingBefore => null,
        var start => _starts.Read(start),
    };

    /// <summary>Adds to a cell, which comes to be when there is none.</summary>
    public CellChange Add(CellTotals totals)
    {
        var collector = Collectors.Intern(totals.Collector.Value);
        var team = Teams.Intern(totals.Team.Value);
        var number = FirstOf(collector);
        while (number >= 0 && _cells[number].Team != team)
            number = _cells[number].Next;
        var joins = number < 0;
        if (joins)
        {
            number = Count++;
            _cells[number] = new Cell { Now = Totals.None, Team = team, Next = FirstOf(collector) };
            _first[collector] = number + 1;
        }

        ref var cell = ref _cells[number];
        var joinsStart = totals.AtDayStart is not null && (joins || cell.Start == NothingBefore);
        if (cell.Start == SameAsNow && totals.AtDayStart != totals.Now)
            cell.Start = joins ? NothingBefore : Keep(cell.Now);
        if (totals.AtDayStart is { } before)
        {
            if (cell.Start == NothingBefore)
                cell.Start = Keep(Totals.None);
            if (cell.Start > SameAsNow)
                _starts[cell.Start] += before;
        }
        cell.Now += totals.Now;
        if (totals.Now.ReachedAt > LatestAt)
            LatestAt = totals.Now.ReachedAt;
        return new CellChange(collector, number, Until: -1, joins, joinsStart, totals.Now, totals.AtDayStart);
    }

    /// <summary>A new day: the start is now.</summary>
    public void StartDay()
    {
        for (var cell = 0; cell < Count; cell++)
            _cells[cell].Start = SameAsNow;
        (_starts, _startCount) = (new(), 0);
    }

    private int Keep(Totals start)
    {
        _starts[++_startCount] = start;
        return _startCount;
    }
}

/// <summary>What one collector earned for one team.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Cell
{
    public Totals Now;
    public int Team;

    /// <summary>The collector's next cell, -1 behind the last.</summary>
    public int Next;

    /// <summary><see cref="CellStore.SameAsNow"/>, <see cref="CellStore.NothingBefore"/>, or where the start is kept.</summary>
    public int Start;
}

/// <summary>What came to a cell.</summary>
/// <param name="Until">The collector's cells before this one are known already; -1 for all.</param>
/// <param name="Joins">It is the cell's first.</param>
/// <param name="JoinsStart">It is the cell's first that occurred before the day began.</param>
/// <param name="Now">What to add.</param>
/// <param name="AtDayStart">What to add to the start of the day; null for nothing.</param>
internal readonly record struct CellChange(int Collector, int Cell, int Until, bool Joins, bool JoinsStart, Totals Now, Totals? AtDayStart);
