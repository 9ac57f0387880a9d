using System.Text.Json.Serialization;

namespace Leaderboard.Domain.Rewards;

/// <summary>The codes of a reward as kept: each has a number, and is given once. What is given first was put in first.</summary>
internal sealed record CodePool
{
    /// <summary>Of the marks by which a code is known again; sealed by who makes them.</summary>
    public required string Key { get; init; }

    /// <summary>How many were ever put in. Their numbers begin with 0.</summary>
    public int Added { get; init; }

    /// <summary>The first number that nobody has had.</summary>
    public int Next { get; init; }

    /// <summary>Numbers that came back, and that nobody has seen. They go first.</summary>
    public IReadOnlyList<int> Unseen { get; init; } = [];

    /// <summary>Numbers that were taken out again; nobody has had them.</summary>
    public IReadOnlyList<CodeRange> Out { get; init; } = [];

    /// <summary>How many somebody has had, or has.</summary>
    [JsonIgnore]
    public int Given => Added - Left - Out.Sum(r => r.Count);

    [JsonIgnore]
    public int Left => Added - Next + Unseen.Count;

    public CodePool Adding(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return this with { Added = checked(Added + count) };
    }

    public bool IsOut(int number) => Out.Any(r => r.Has(number));

    /// <summary>All that are left but those that are to be given first.</summary>
    /// <param name="kept">How many of them, 0 to <see cref="Left"/>.</param>
    public (CodePool Next, int Count) TakingOut(int kept)
    {
        var (rest, first) = kept == 0 ? (this, []) : Giving(kept);
        if (rest.Left == 0)
            return (this, 0);
        IEnumerable<CodeRange> taken = [.. rest.Unseen.Select(n => new CodeRange(n, n + 1)), new CodeRange(rest.Next, Added)];
        return (this with { Next = Added, Unseen = first, Out = CodeRange.Merged([.. Out, .. taken.Where(r => r.Count > 0)]) }, rest.Left);
    }

    /// <summary>What was taken out is put in again, under the number it had.</summary>
    /// <param name="numbers">That are out.</param>
    public CodePool PuttingBack(IReadOnlyList<int> numbers) =>
        this with { Unseen = [.. Unseen, .. numbers], Out = numbers.Aggregate(Out, static (ranges, n) => [.. ranges.SelectMany(r => r.Without(n))]) };

    /// <param name="count">1 to <see cref="Left"/>.</param>
    public (CodePool Next, IReadOnlyList<int> Numbers) Giving(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Left);
        var old = Unseen.Take(count).ToList();
        var fresh = count - old.Count;
        return (this with { Next = Next + fresh, Unseen = [.. Unseen.Skip(old.Count)] }, [.. old, .. Enumerable.Range(Next, fresh)]);
    }

    /// <param name="numbers">That were given, and that nobody has seen.</param>
    public CodePool TakingBack(IReadOnlyList<int> numbers) => this with { Unseen = [.. Unseen, .. numbers] };
}

/// <summary>Numbers of codes, one after the other.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record CodeRange(int From, int To)
{
    [JsonIgnore]
    public int Count => To - From;

    public bool Has(int number) => number >= From && number < To;

    /// <summary>In order, and as few as there can be: what stands side by side is one.</summary>
    public static IReadOnlyList<CodeRange> Merged(IEnumerable<CodeRange> ranges)
    {
        var merged = new List<CodeRange>();
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (merged is [.., var last] && last.To >= range.From)
                merged[^1] = last with { To = Math.Max(last.To, range.To) };
            else
                merged.Add(range);
        }

        return merged;
    }

    /// <summary>This one, or what is left of it.</summary>
    public IEnumerable<CodeRange> Without(int number) =>
        Has(number) ? new[] { this with { To = number }, this with { From = number + 1 } }.Where(r => r.Count > 0) : [this];
}

/// <summary>A code as kept, under the reward and its number.</summary>
/// <param name="Text">Sealed: nobody reads it who has the database alone.</param>
internal sealed record StoredCode(string Text);

/// <summary>That a reward has a code already, under the reward and the code's mark.</summary>
/// <param name="Number">Of the code.</param>
internal sealed record CodeMark(int Number);
