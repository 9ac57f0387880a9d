namespace Leaderboard.Domain.Targets;

/// <summary>Local days from the first (inclusive) to the end (exclusive).</summary>
internal readonly record struct DaySpan(DateOnly From, DateOnly End)
{
    public int Days => Math.Max(0, End.DayNumber - From.DayNumber);

    public static DaySpan Before(DateOnly day) => new(DateOnly.MinValue, day);

    /// <param name="last">Inclusive.</param>
    public static DaySpan Through(DateOnly first, DateOnly last) => new(first, last.AddDays(1));

    public bool Contains(DateOnly day) => day >= From && day < End;

    public bool Touches(DaySpan other) => From < other.End && other.From < End;
}
