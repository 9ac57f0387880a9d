namespace Leaderboard.Displays;

/// <summary>What one wall display shows. Its key is the id of the key that it is linked by.</summary>
[Alias("lb.IDisplayGrain"), GrainInterfaceType("lb.display")]
public interface IDisplayGrain : IGrainWithStringKey
{
    /// <summary>As it was set, or the default.</summary>
    [Alias("Get")]
    Task<DisplaySettings> Get();

    /// <summary>Throws <see cref="ArgumentException"/> for settings that are not <see cref="DisplaySettings.AreValid"/>.</summary>
    [Alias("Put")]
    Task Put(DisplaySettings settings);
}

/// <summary>The scenes of a wall, one after the other.</summary>
[GenerateSerializer, Immutable, Alias("lb.DisplaySettings")]
public sealed record DisplaySettings
{
    /// <summary>Shorter is restless, longer is forgotten.</summary>
    public const int MinSeconds = 5;
    public const int MaxSeconds = 600;

    /// <summary>More would not come round again while somebody waits.</summary>
    public const int MaxContests = 12;

    /// <summary>The day's standings, or those that its address names. Shown too where there is nothing else.</summary>
    [Id(0)] public bool ShowsBoard { get; init; } = true;

    /// <summary>Every contest that runs, as it comes.</summary>
    [Id(1)] public bool ShowsRunning { get; init; }

    /// <summary>Ids of these contests, from when they are scheduled.</summary>
    [Id(2)] public string[] Contests { get; init; } = [];

    [Id(3)] public int SecondsPerScene { get; init; } = 20;

    public bool AreValid => SecondsPerScene is >= MinSeconds and <= MaxSeconds && Contests.Length <= MaxContests;

    public bool Equals(DisplaySettings? other) => other is not null && ShowsBoard == other.ShowsBoard && ShowsRunning == other.ShowsRunning
        && SecondsPerScene == other.SecondsPerScene && Contests.SequenceEqual(other.Contests, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(ShowsBoard, ShowsRunning, SecondsPerScene, Contests.Length);
}
