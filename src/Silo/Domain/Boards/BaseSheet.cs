namespace Leaderboard.Domain.Boards;

/// <summary>What the amounts of a window are divided by for one measure. A collector and team may come several times; their parts add up.</summary>
internal sealed record BaseSheet
{
    public static BaseSheet Empty { get; } = new();

    public IReadOnlyList<BaseShare> Shares { get; init; } = [];

    /// <summary>What stands for a whole team in place of the shares of its people; a board of collectors does not have it.</summary>
    public IReadOnlyList<TeamBase> Teams { get; init; } = [];

    /// <summary>Whether only amounts count that have a base: without a target of their own, people's receipts are no part of an attainment.</summary>
    public bool CountsOnlyBased { get; init; }

    /// <summary>Minor units; what an index of shrunk books has more above and below.</summary>
    public long ShrinkMinor { get; init; }
}

/// <param name="Collector">Whose base.</param>
/// <param name="Team">The team it counts for; <see cref="TeamId.None"/> for none.</param>
/// <param name="Minor">Minor units, 0 or more.</param>
internal readonly record struct BaseShare(CollectorId Collector, TeamId Team, long Minor);

/// <param name="Team">Of the roster.</param>
/// <param name="Minor">Minor units, 0 or more.</param>
internal readonly record struct TeamBase(TeamId Team, long Minor);
