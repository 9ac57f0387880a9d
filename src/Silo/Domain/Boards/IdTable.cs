namespace Leaderboard.Domain.Boards;

/// <summary>
/// Numbers ids from 0 in the order they are first seen; never forgets one. About 16 bytes an id besides the text, where a
/// dictionary and a list take 36 to 70: it is the largest shared part of a board of a million members.
/// </summary>
internal sealed class IdTable
{
    private readonly SparsePages<string> _ids = new();
    private int[] _slots = new int[16];

    public int Count { get; private set; }

    /// <summary>The id with this number, which must have been given out.</summary>
    public string this[int number] => _ids.Read(number) ?? throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>-1 when the id was never seen.</summary>
    public int Find(string id) => _slots[Slot(id)] - 1;

    /// <summary>The number of the id, a new one when it was never seen.</summary>
    public int Intern(string id)
    {
        ref var slot = ref _slots[Slot(id)];
        if (slot != 0)
            return slot - 1;
        _ids[Count] = id;
        slot = ++Count;
        if (Count > _slots.Length / 4 * 3)
            Grow();
        return Count - 1;
    }

    // Slots hold number + 1, so that 0 is free; linear probing, at most three quarters full.
    private int Slot(string id)
    {
        var mask = _slots.Length - 1;
        var slot = id.GetHashCode(StringComparison.Ordinal) & mask;
        while (_slots[slot] != 0 && !string.Equals(_ids.Read(_slots[slot] - 1), id, StringComparison.Ordinal))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[checked(_slots.Length * 2)];
        for (var number = 0; number < Count; number++)
            _slots[Slot(this[number])] = number + 1;
    }
}
