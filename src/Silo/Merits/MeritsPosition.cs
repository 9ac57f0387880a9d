namespace Leaderboard.Merits;

/// <summary>How far the collectors of a partition have been looked after.</summary>
internal sealed record MeritsPosition
{
    /// <summary>The last entry of the partition that was looked at.</summary>
    public required long Seq { get; init; }

    /// <summary>The revision up to which absences were looked at.</summary>
    public required long Revision { get; init; }

    /// <summary>The local day on which all were looked at.</summary>
    public required DateOnly Day { get; init; }
}
