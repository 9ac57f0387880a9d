namespace Leaderboard.Domain.Boards;

internal sealed partial class BlockedKeys
{
    /// <summary>Position from 0, or -1 when the key is not there.</summary>
    public int IndexOf(RankingKey key)
    {
        var (number, index) = Locate(key);
        return index < 0 ? -1 : _counts.Before(number) + index;
    }

    /// <summary>The key at a position from 0 to <see cref="Count"/> − 1.</summary>
    public RankingKey At(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        var (number, index) = _counts.Find(position);
        return Blocks[number].Keys[index];
    }

    /// <summary>Copies keys from a position on until the target is full or the keys end; answers how many.</summary>
    public int CopyTo(int position, Span<RankingKey> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (position >= Count)
            return 0;
        var copied = 0;
        var (number, index) = _counts.Find(position);
        for (; number < _blocks.Count && copied < target.Length; number++, index = 0)
        {
            var part = Blocks[number].Span[index..];
            part = part[..Math.Min(part.Length, target.Length - copied)];
            part.CopyTo(target[copied..]);
            copied += part.Length;
        }
        return copied;
    }

    /// <summary>Keys with a value strictly greater.</summary>
    public int CountAbove(long value)
    {
        var (number, index) = LocateValue(value);
        return _counts.Before(number) + index;
    }

    /// <summary>Distinct values strictly greater.</summary>
    public int DistinctAbove(long value)
    {
        var (number, index) = LocateValue(value);
        return index == 0 ? _steps.Before(number) : _steps.Before(number) + Steps(Blocks[number].Span[..index], ValueBefore(number, 0));
    }

    /// <summary>What stands around the keys of a value, which is somebody's.</summary>
    /// <returns>Keys above it; the next higher value, null for the highest; whether a second key has it.</returns>
    public (int Above, long? Higher, bool IsShared) Around(long value)
    {
        var blocks = Blocks;
        var (number, index) = LocateValue(value);
        if (index == blocks[number].Count)
            (number, index) = (number + 1, 0);
        var isShared = index + 1 < blocks[number].Count
            ? blocks[number].Keys[index + 1].Value == value
            : number + 1 < blocks.Length && blocks[number + 1].First.Value == value;
        return (_counts.Before(number) + index, ValueBefore(number, index), isShared);
    }

    private (int Block, int Index) Locate(RankingKey key)
    {
        if (_blocks.Count == 0)
            return (0, -1);
        var number = BlockOf(key);
        ref var block = ref Blocks[number];
        var index = IndexIn(block, key);
        return index < block.Count && block.Keys[index] == key ? (number, index) : (number, -1);
    }

    // The last block that begins at or before the key; the first one for a key before all.
    private int BlockOf(RankingKey key)
    {
        var low = BeginAbove(key.Value);
        if (low == _firsts.Count || _firsts[low] != key.Value)
            return Math.Max(low - 1, 0);
        var blocks = Blocks;
        var high = _firsts.Count - 1;
        low = Math.Max(low - 1, 0);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_order.Compare(blocks[middle].First, key) <= 0)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>How many blocks begin with a greater value.</summary>
    private int BeginAbove(long value)
    {
        var firsts = Firsts;
        int low = 0, high = firsts.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (firsts[middle] > value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private int IndexIn(Block block, RankingKey key)
    {
        var keys = block.Span;
        int low = 0, high = keys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_order.Compare(keys[middle], key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    // Where the first key that is not above the value stands, or would stand behind its block's last key.
    private (int Block, int Index) LocateValue(long value)
    {
        var low = BeginAbove(value) - 1;
        if (low < 0)
            return (0, 0);
        var keys = Blocks[low].Span;
        int from = 1, to = keys.Length;
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (keys[middle].Value > value)
                from = middle + 1;
            else
                to = middle;
        }
        return (low, from);
    }
}
