namespace Leaderboard.Rewards;

/// <summary>A code that can be had, as it leaves whoever was given it: no grain and no database reads it.</summary>
[GenerateSerializer, Immutable, Alias("lb.SealedCode")]
public sealed record SealedCode
{
    /// <summary>By which the same code is known again: a keyed digest, letters and digits.</summary>
    [Id(0)] public required string Mark { get; init; }

    [Id(1)] public required string Text { get; init; }
}

/// <summary>What became of codes that were put in.</summary>
[GenerateSerializer, Immutable, Alias("lb.CodesAnswer")]
public sealed record CodesAnswer
{
    [Id(0)] public required CodesOutcome Outcome { get; init; }

    /// <summary>How many are new; the others were there already.</summary>
    [Id(1)] public int Added { get; init; }
}

/// <summary>Whether codes could be put in.</summary>
public enum CodesOutcome
{
    Done = 1,
    NoSuchReward = 2,

    /// <summary>Time off and money are not had by code.</summary>
    WrongKind = 3,

    /// <summary>What was asked for before the first code has to be through.</summary>
    OpenRequests = 4,

    /// <summary>Nobody has asked for the key of the marks.</summary>
    NoKey = 5,
}
