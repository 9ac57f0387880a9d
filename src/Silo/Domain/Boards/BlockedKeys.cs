using System.Numerics;
using System.Runtime.InteropServices;

namespace Leaderboard.Domain.Boards;

/// <summary>
/// Sorted keys in blocks of a hundred. A change moves part of one block; how many keys, and how many distinct values,
/// stand before a block is kept in running counts, so a place is found without walking. On a board of a million members the
/// time goes into waiting for memory: the search for a block runs over one array of numbers that a processor keeps near.
/// </summary>
internal sealed partial class BlockedKeys(IdTable ids)
{
    private const int Full = 128;
    private const int Small = 32;

    // What a bulk load fills and a merge may reach: room is left for the next inserts.
    private const int Filled = 100;

    private readonly List<Block> _blocks = [];

    // The value each block begins with.
    private readonly List<long> _firsts = [];
    private readonly RunningCounts _counts = new();
    private readonly RunningCounts _steps = new();
    private readonly RankingOrder _order = new(ids);

    public int Count { get; private set; }

    private Span<Block> Blocks => CollectionsMarshal.AsSpan(_blocks);

    private ReadOnlySpan<long> Firsts => CollectionsMarshal.AsSpan(_firsts);

    /// <summary>Replaces everything by these keys, which it sorts in place.</summary>
    public void Load(Span<RankingKey> keys)
    {
        keys.Sort(_order);
        _blocks.Clear();
        _firsts.Clear();
        for (var start = 0; start < keys.Length; start += Filled)
        {
            var part = keys.Slice(start, Math.Min(Filled, keys.Length - start));
            var block = new Block(new RankingKey[RoomFor(part.Length)], part[0], part.Length);
            part.CopyTo(block.Keys);
            block.Steps = Steps(part, start == 0 ? null : keys[start - 1].Value);
            _blocks.Add(block);
            _firsts.Add(block.First.Value);
        }
        Count = keys.Length;
        Recount();
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> when the key is there already.</summary>
    public void Add(RankingKey key)
    {
        if (_blocks.Count == 0)
        {
            Load([key]);
            return;
        }
        var number = BlockOf(key);
        ref var block = ref Blocks[number];
        var index = IndexIn(block, key);
        if (index < block.Count && block.Keys[index] == key)
            throw new InvalidOperationException("The key is on the board already.");
        if (block.Count == block.Keys.Length)
            Array.Resize(ref block.Keys, RoomFor(block.Count + 1));
        Array.Copy(block.Keys, index, block.Keys, index + 1, block.Count - index);
        block.Keys[index] = key;
        Begins(number, ref block);
        block.Count++;
        Count++;
        _counts.Add(number, 1);
        CountSteps(number, index, +1);
        if (block.Count == Full)
            Split(number);
    }

    /// <summary>Throws <see cref="InvalidOperationException"/> when the key is not there.</summary>
    public void Remove(RankingKey key)
    {
        var (number, index) = Find(key);
        RemoveAt(number, index);
    }

    /// <summary>
    /// Replaces a key by another one. Most changes are small against the board: the key stays in its block, and only the keys
    /// between its two places move. Throws <see cref="InvalidOperationException"/> when the first is not there, or the second is.
    /// </summary>
    public void Replace(RankingKey key, RankingKey by)
    {
        var (number, index) = Find(key);
        if (!BelongsTo(number, by))
        {
            RemoveAt(number, index);
            Add(by);
            return;
        }

        CountSteps(number, index, -1);
        ref var block = ref Blocks[number];
        var keys = block.Keys.AsSpan();
        var target = IndexIn(block, by);
        if (target > index)
            keys[(index + 1)..target].CopyTo(keys[index..]);
        else
            keys[target..index].CopyTo(keys[(target + 1)..]);
        target -= target > index ? 1 : 0;
        keys[target] = by;
        Begins(number, ref block);
        CountSteps(number, target, +1);
    }

    private (int Block, int Index) Find(RankingKey key)
    {
        var (number, index) = Locate(key);
        return index < 0 ? throw new InvalidOperationException("The key is not on the board.") : (number, index);
    }

    private bool BelongsTo(int number, RankingKey key)
    {
        var blocks = Blocks;
        return (number == 0 || _order.Compare(blocks[number].First, key) <= 0)
            && (number + 1 == blocks.Length || _order.Compare(key, blocks[number + 1].First) < 0);
    }

    private void RemoveAt(int number, int index)
    {
        ref var block = ref Blocks[number];
        CountSteps(number, index, -1);
        block.Count--;
        Count--;
        Array.Copy(block.Keys, index + 1, block.Keys, index, block.Count - index);
        Begins(number, ref block);
        _counts.Add(number, -1);
        if (block.Count < Small)
            Merge(number);
    }

    private void Begins(int number, ref Block block)
    {
        block.First = block.Keys[0];
        _firsts[number] = block.First.Value;
    }

    // A step is a key whose value differs from the key before it. A key that comes or goes changes its own step and its successor's.
    private void CountSteps(int number, int index, int sign)
    {
        var blocks = Blocks;
        ref var block = ref blocks[number];
        var value = block.Keys[index].Value;
        var before = ValueBefore(number, index);
        if (before != value)
            AddStep(number, sign);
        var next = index + 1 < block.Count ? number : number + 1;
        if (next == blocks.Length)
            return;
        var after = next == number ? block.Keys[index + 1].Value : blocks[next].First.Value;
        var change = (after != value ? 1 : 0) - (after != before ? 1 : 0);
        if (change != 0)
            AddStep(next, sign * change);
    }

    private void AddStep(int number, int change)
    {
        Blocks[number].Steps += change;
        _steps.Add(number, change);
    }

    private long? ValueBefore(int number, int index)
    {
        if (index > 0)
            return Blocks[number].Keys[index - 1].Value;
        return number > 0 ? Blocks[number - 1].Last.Value : null;
    }

    private void Split(int number)
    {
        ref var left = ref Blocks[number];
        var half = left.Count / 2;
        var part = left.Keys.AsSpan(half, left.Count - half);
        var right = new Block(new RankingKey[Full], part[0], part.Length) { Steps = Steps(part, left.Keys[half - 1].Value) };
        part.CopyTo(right.Keys);
        left.Count = half;
        left.Steps -= right.Steps;
        _blocks.Insert(number + 1, right);
        _firsts.Insert(number + 1, right.First.Value);
        Recount();
    }

    private void Merge(int number)
    {
        if (Blocks[number].Count == 0)
        {
            _blocks.RemoveAt(number);
            _firsts.RemoveAt(number);
            Recount();
            return;
        }
        foreach (var first in (ReadOnlySpan<int>)[number, number - 1])
        {
            if (first < 0 || first + 1 >= _blocks.Count || Blocks[first].Count + Blocks[first + 1].Count > Filled)
                continue;
            ref var left = ref Blocks[first];
            ref var right = ref Blocks[first + 1];
            if (left.Keys.Length < left.Count + right.Count)
                Array.Resize(ref left.Keys, RoomFor(left.Count + right.Count));
            Array.Copy(right.Keys, 0, left.Keys, left.Count, right.Count);
            left.Count += right.Count;
            left.Steps += right.Steps;
            _blocks.RemoveAt(first + 1);
            _firsts.RemoveAt(first + 1);
            Recount();
            return;
        }
    }

    private void Recount()
    {
        var blocks = Blocks;
        _counts.Reset(blocks.Length);
        _steps.Reset(blocks.Length);
        for (var number = 0; number < blocks.Length; number++)
        {
            _counts.Set(number, blocks[number].Count);
            _steps.Set(number, blocks[number].Steps);
        }
        _counts.Seal();
        _steps.Seal();
    }

    private static int Steps(ReadOnlySpan<RankingKey> keys, long? before)
    {
        var steps = 0;
        foreach (ref readonly var key in keys)
        {
            if (key.Value != before)
                steps++;
            before = key.Value;
        }
        return steps;
    }

    // Small boards are many: they get small blocks.
    private static int RoomFor(int count) => (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)count), 8, Full);

    private struct Block(RankingKey[] keys, RankingKey first, int count)
    {
        public RankingKey[] Keys = keys;

        // A copy, so that the search for a block stays in one array.
        public RankingKey First = first;
        public int Count = count;
        public int Steps;

        public readonly RankingKey Last => Keys[Count - 1];

        public readonly ReadOnlySpan<RankingKey> Span => Keys.AsSpan(0, Count);
    }
}
