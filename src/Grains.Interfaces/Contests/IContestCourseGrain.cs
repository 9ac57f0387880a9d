using Leaderboard.Boards;

namespace Leaderboard.Contests;

/// <summary>How a contest goes, or went: places with their pace, the race over time, and what settling has moved. Keeps nothing.</summary>
[Alias("lb.IContestCourseGrain"), GrainInterfaceType("lb.contest-course")]
public interface IContestCourseGrain : IGrainWithStringKey
{
    /// <summary>
    /// The first 100 rows (of several leagues of each) and, wherever it stands among the first 1000, the row of <paramref name="own"/>. Null when
    /// there is no such contest.
    /// </summary>
    [Alias("Read")]
    Task<ContestCourse?> Read(string? own);

    /// <summary>
    /// What the first <paramref name="leaders"/> (1–10; of several leagues of each) had at the end of each step, and <paramref name="also"/> where that
    /// is an entrant: running totals; per head over who had brought in anything by then; a ratio by what it is divided by now. Null when there is no
    /// such contest, of a mix, and of what is above a baseline.
    /// </summary>
    [Alias("Race")]
    Task<BoardRace?> Race(int leaders, string? also);

    /// <summary>
    /// From where its time ended, by what had been posted until then, to where entrants stand now or were certified. Null when there is no such
    /// contest, or it has not ended.
    /// </summary>
    [Alias("Settled")]
    Task<SettlingMoves?> Settled();
}

/// <summary>The places of a contest, with the pace they are run at.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestCourse")]
public sealed record ContestCourse
{
    [Id(0)] public required Standing[] Rows { get; init; }

    /// <summary>Entrants that stand anywhere.</summary>
    [Id(1)] public required int Total { get; init; }

    /// <summary>The row that was asked for; null when it is not there.</summary>
    [Id(2)] public Standing? Own { get; init; }

    /// <summary>Who has the next higher value than the own row; null for who leads.</summary>
    [Id(3)] public Standing? Ahead { get; init; }

    /// <summary>Who comes after the own row.</summary>
    [Id(4)] public Standing? Behind { get; init; }

    /// <summary>Of the first rows and the own one, by id.</summary>
    [Id(5)] public required ContestPace[] Paces { get; init; }

    /// <summary>What is left, in <see cref="Step"/>s, begun ones counted; 0 when it is over.</summary>
    [Id(6)] public required int StepsLeft { get; init; }

    [Id(7)] public required PaceStep Step { get; init; }
}

/// <summary>What a pace is counted by.</summary>
public enum PaceStep
{
    Hour = 1,

    /// <summary>Local days of the institution.</summary>
    Day = 2,
}

/// <summary>An entrant's pace. Values are in the unit of the measure.</summary>
[GenerateSerializer, Immutable, Alias("lb.ContestPace")]
public sealed record ContestPace
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Value ÷ the share of the contest's time that has passed, half away from zero; of a ratio its numerator, over what it is divided by now. Null too early to say, of a mix, and of what is above a baseline.</summary>
    [Id(1)] public long? Projected { get; init; }

    /// <summary>Null where there is none.</summary>
    [Id(2)] public long? Target { get; init; }

    /// <summary>Of the target, in ten-thousandths, cut off; null without one.</summary>
    [Id(3)] public int? Reached { get; init; }

    /// <summary>For each step that is left, to be at the target, rounded up; 0 when it is there; null without a target, or when nothing is left.</summary>
    [Id(4)] public long? ToTargetPerStep { get; init; }

    /// <summary>The same to draw level with the next higher value; 0 for who leads.</summary>
    [Id(5)] public long? ToNextPerStep { get; init; }
}

/// <summary>What came in after a contest's time, for its time.</summary>
[GenerateSerializer, Immutable, Alias("lb.SettlingMoves")]
public sealed record SettlingMoves
{
    /// <summary>Whether anything had been posted when its time ended: what is loaded afterwards has not moved anybody.</summary>
    [Id(0)] public required bool HadBegun { get; init; }

    /// <summary>True where it cannot be told: what is divided by balances or targets goes by those as they are now.</summary>
    [Id(2)] public bool IsUnknown { get; init; }

    /// <summary>Entrants whose value or rank is another, in their present order.</summary>
    [Id(1)] public required Restatement[] Moves { get; init; }
}
