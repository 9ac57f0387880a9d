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

    [JsonIgnore]
    public int Left => Added - Next + Unseen.Count;

    public CodePool Adding(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return this with { Added = checked(Added + count) };
    }

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

/// <summary>A code as kept, under the reward and its number.</summary>
/// <param name="Text">Sealed: nobody reads it who has the database alone.</param>
internal sealed record StoredCode(string Text);

/// <summary>That a reward has a code already, under the reward and the code's mark.</summary>
/// <param name="Number">Of the code.</param>
internal sealed record CodeMark(int Number);
