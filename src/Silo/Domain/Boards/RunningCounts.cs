using System.Numerics;

namespace Leaderboard.Domain.Boards;

/// <summary>Counts by position with their running sums: change, sum and search in logarithmic time (a Fenwick tree).</summary>
internal sealed class RunningCounts
{
    // _tree[i] is the sum of the (i & -i) counts that end at count i - 1.
    private int[] _tree = [0];
    private int _length;

    /// <summary>Makes room for so many counts, all 0; then <see cref="Set"/> each, then <see cref="Seal"/>.</summary>
    public void Reset(int length)
    {
        _length = length;
        if (_tree.Length <= length)
            _tree = new int[(int)BitOperations.RoundUpToPowerOf2((uint)length + 1)];
        else
            Array.Clear(_tree, 0, length + 1);
    }

    public void Set(int index, int count) => _tree[index + 1] = count;

    public void Seal()
    {
        for (var i = 1; i <= _length; i++)
        {
            var parent = i + (i & -i);
            if (parent <= _length)
                _tree[parent] += _tree[i];
        }
    }

    public void Add(int index, int change)
    {
        for (var i = index + 1; i <= _length; i += i & -i)
            _tree[i] += change;
    }

    /// <summary>Sum of the counts before <paramref name="index"/>.</summary>
    public int Before(int index)
    {
        var sum = 0;
        for (var i = index; i > 0; i &= i - 1)
            sum += _tree[i];
        return sum;
    }

    /// <summary>The count in which unit number <paramref name="unit"/> (from 0) lies, and how many of its units come before it.</summary>
    public (int Index, int Offset) Find(int unit)
    {
        var index = 0;
        for (var step = _length == 0 ? 0 : 1 << BitOperations.Log2((uint)_length); step > 0; step >>= 1)
        {
            if (index + step <= _length && _tree[index + step] <= unit)
            {
                index += step;
                unit -= _tree[index];
            }
        }
        return (index, unit);
    }
}
