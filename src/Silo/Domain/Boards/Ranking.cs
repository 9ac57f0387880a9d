using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// An order of members that knows ranks: a sorted list in blocks of a few hundred keys. Adding and removing touches one
/// block; a rank is the sum of the blocks before it.
/// </summary>
/// <param name="idOf">Id of a member, for the last tie-break.</param>
internal sealed class Ranking(Func<int, string> idOf)
{
    /// <summary>A full block is split in two: moving half of this many keys costs about a microsecond.</summary>
    private const int MaxBlock = 512;

    private readonly List<Block> _blocks = [];
    private int[] _starts = [];
    private int[] _distinctBefore = [];
    private bool _startsStale = true;
    private bool _distinctStale = true;

    public int Count { get; private set; }

    public void Add(in RankKey key)
    {
        Count++;
        _startsStale = _distinctStale = true;
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block([key]));
            return;
        }

        var index = BlockOf(key);
        var block = _blocks[index];
        block.Insert(~block.Search(key, Compare), key);
        if (block.Count == MaxBlock)
            _blocks.Insert(index + 1, block.SplitOff());
    }

    /// <summary>Throws <see cref="ArgumentException"/> when the key is not there: the projection has lost track.</summary>
    public void Remove(in RankKey key)
    {
        var index = Count == 0 ? -1 : BlockOf(key);
        var place = index < 0 ? -1 : _blocks[index].Search(key, Compare);
        if (place < 0)
            throw new ArgumentException("The key is not in this ranking.", nameof(key));
        Count--;
        _startsStale = _distinctStale = true;
        _blocks[index].RemoveAt(place);
        if (_blocks[index].Count == 0)
            _blocks.RemoveAt(index);
        else if (index + 1 < _blocks.Count && _blocks[index].Count + _blocks[index + 1].Count < MaxBlock / 2)
            MergeWithNext(index);
    }

    /// <summary>Replaces everything by these keys, in any order.</summary>
    public void Load(RankKey[] keys)
    {
        Array.Sort(keys, Compare);
        _blocks.Clear();
        for (var start = 0; start < keys.Length; start += MaxBlock * 3 / 4)
            _blocks.Add(new Block(keys.AsSpan(start, Math.Min(MaxBlock * 3 / 4, keys.Length - start))));
        Count = keys.Length;
        _startsStale = _distinctStale = true;
    }

    /// <summary>Members before this key, which need not be there.</summary>
    public int PositionOf(in RankKey key)
    {
        if (Count == 0)
            return 0;
        var index = BlockOf(key);
        var place = _blocks[index].Search(key, Compare);
        return Starts()[index] + (place < 0 ? ~place : place);
    }

    /// <param name="position">From 0.</param>
    public RankKey At(int position)
    {
        var starts = Starts();
        var index = Array.BinarySearch(starts, 0, _blocks.Count, position);
        if (index < 0)
            index = ~index - 1;
        return _blocks[index][position - starts[index]];
    }

    /// <summary>Copies the keys from a position on; returns how many there were.</summary>
    public int CopyTo(int position, Span<RankKey> destination)
    {
        var copied = 0;
        if (position >= Count)
            return 0;
        var starts = Starts();
        var index = Array.BinarySearch(starts, 0, _blocks.Count, position);
        if (index < 0)
            index = ~index - 1;
        for (var offset = position - starts[index]; index < _blocks.Count && copied < destination.Length; index++, offset = 0)
        {
            var part = _blocks[index].Keys[offset..];
            part = part[..Math.Min(part.Length, destination.Length - copied)];
            part.CopyTo(destination[copied..]);
            copied += part.Length;
        }

        return copied;
    }

    /// <summary>Rank of a key that is there.</summary>
    public int Rank(in RankKey key, TieRule tie) => tie switch
    {
        TieRule.First => PositionOf(key) + 1,
        TieRule.Competition => Above(key.Value) + 1,
        TieRule.Dense => DistinctAbove(key.Value) + 1,
        _ => throw new ArgumentOutOfRangeException(nameof(tie), tie, "No such tie rule."),
    };

    /// <summary>Whether another member has this value.</summary>
    public bool IsTied(long value) => AtLeast(value) - Above(value) > 1;

    /// <summary>Difference to the next higher value; 0 when there is none.</summary>
    public long GapToNext(long value)
    {
        var above = Above(value);
        return above == 0 ? 0 : checked(At(above - 1).Value - value);
    }

    /// <summary>Members with a greater value.</summary>
    public int Above(long value) => PositionOf(new RankKey(value, long.MinValue, -1));

    /// <summary>The rows around a position that slide to stay full: more above than below when the limit is even.</summary>
    public static (int Offset, int Length) Around(int position, int count, int limit)
    {
        var length = Math.Min(limit, count);
        return (Math.Clamp(position - (limit / 2), 0, count - length), length);
    }

    private int AtLeast(long value) => PositionOf(new RankKey(value, long.MaxValue, int.MaxValue));

    private int DistinctAbove(long value)
    {
        var above = Above(value);
        if (above == 0)
            return 0;
        RefreshDistinct();
        var starts = Starts();
        var index = Array.BinarySearch(starts, 0, _blocks.Count, above - 1);
        if (index < 0)
            index = ~index - 1;
        return _distinctBefore[index] + _blocks[index].DistinctUpTo(above - starts[index], ValueBefore(index));
    }

    private long? ValueBefore(int block) => block == 0 ? null : _blocks[block - 1][^1].Value;

    /// <summary>The block that holds the key, or would.</summary>
    private int BlockOf(in RankKey key)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Compare(_blocks[middle][0], key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private int Compare(RankKey a, RankKey b)
    {
        var order = b.Value.CompareTo(a.Value);
        if (order != 0)
            return order;
        order = a.ReachedAtMicros.CompareTo(b.ReachedAtMicros);
        if (order != 0 || a.Member == b.Member)
            return order;

        // Not members but bounds of a search: before and after everybody with the same value and time.
        if (a.Member < 0 || b.Member == int.MaxValue)
            return -1;
        return b.Member < 0 || a.Member == int.MaxValue ? 1 : string.CompareOrdinal(idOf(a.Member), idOf(b.Member));
    }

    private int[] Starts()
    {
        if (!_startsStale)
            return _starts;
        if (_starts.Length < _blocks.Count)
            _starts = new int[_blocks.Count * 2];
        var sum = 0;
        for (var i = 0; i < _blocks.Count; i++)
        {
            _starts[i] = sum;
            sum += _blocks[i].Count;
        }

        _startsStale = false;
        return _starts;
    }

    private void RefreshDistinct()
    {
        if (!_distinctStale)
            return;
        if (_distinctBefore.Length < _blocks.Count)
            _distinctBefore = new int[_blocks.Count * 2];
        var sum = 0;
        for (var i = 0; i < _blocks.Count; i++)
        {
            _distinctBefore[i] = sum;
            sum += _blocks[i].Distinct(ValueBefore(i));
        }

        _distinctStale = false;
    }

    private void MergeWithNext(int index)
    {
        _blocks[index].Append(_blocks[index + 1].Keys);
        _blocks.RemoveAt(index + 1);
    }

    private sealed class Block
    {
        private readonly RankKey[] _keys = new RankKey[MaxBlock];
        private int _steps = -1;

        public Block(ReadOnlySpan<RankKey> keys) => Append(keys);

        public int Count { get; private set; }

        public ReadOnlySpan<RankKey> Keys => _keys.AsSpan(0, Count);

        public RankKey this[Index index] => _keys[index.GetOffset(Count)];

        /// <summary>Place of the key, or the complement of where it would be.</summary>
        public int Search(in RankKey key, Comparison<RankKey> compare)
        {
            int low = 0, high = Count - 1;
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = compare(_keys[middle], key);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }

            return ~low;
        }

        public void Insert(int place, in RankKey key)
        {
            Array.Copy(_keys, place, _keys, place + 1, Count - place);
            _keys[place] = key;
            Count++;
            _steps = -1;
        }

        public void RemoveAt(int place)
        {
            Count--;
            Array.Copy(_keys, place + 1, _keys, place, Count - place);
            _steps = -1;
        }

        public void Append(ReadOnlySpan<RankKey> keys)
        {
            keys.CopyTo(_keys.AsSpan(Count));
            Count += keys.Length;
            _steps = -1;
        }

        public Block SplitOff()
        {
            var half = Count / 2;
            var other = new Block(Keys[half..]);
            Count = half;
            _steps = -1;
            return other;
        }

        /// <summary>Values in this block that differ from the one before them.</summary>
        public int Distinct(long? before)
        {
            if (_steps < 0)
                _steps = Steps(Count);
            return _steps + (before == _keys[0].Value ? 0 : 1);
        }

        public int DistinctUpTo(int count, long? before) => Steps(count) + (before == _keys[0].Value ? 0 : 1);

        private int Steps(int count)
        {
            var steps = 0;
            for (var i = 1; i < count; i++)
            {
                if (_keys[i].Value != _keys[i - 1].Value)
                    steps++;
            }

            return steps;
        }
    }
}
