namespace Leaderboard.Rewards;

/// <summary>What somebody would like to see in the catalogue, and how many others would. Every change is durable before it is answered.</summary>
[Alias("lb.ISuggestionGrain"), GrainInterfaceType("lb.suggestion")]
public interface ISuggestionGrain : IGrainWithStringKey
{
    /// <summary>The longest text, in characters.</summary>
    const int MaxLength = 120;

    /// <summary>Makes it; whoever does is for it. The same again changes nothing.</summary>
    /// <param name="text">1 to <see cref="MaxLength"/> characters.</param>
    /// <param name="by">Whose idea it is.</param>
    [Alias("Make")]
    Task<SuggestionOutcome> Make(string text, CollectorId by);

    /// <summary>One vote each; again changes nothing.</summary>
    /// <param name="by">Whose vote it is.</param>
    /// <param name="isFor">False takes it back.</param>
    [Alias("Vote")]
    Task<SuggestionOutcome> Vote(CollectorId by, bool isFor);

    /// <summary>Says what becomes of it; from then on nobody votes.</summary>
    /// <param name="state">What it becomes; <see cref="SuggestionState.Open"/> opens it again.</param>
    /// <param name="note">Why, or from when on; null for none.</param>
    /// <param name="by">Who decided so.</param>
    [Alias("Answer")]
    Task<SuggestionOutcome> Answer(SuggestionState state, string? note, string by);
}

/// <summary>All suggestions; holds no state.</summary>
[Alias("lb.ISuggestionsGrain"), GrainInterfaceType("lb.suggestions")]
public interface ISuggestionsGrain : IGrainWithStringKey
{
    /// <summary>The open ones first, by votes; then the others, by when they were answered, the last first.</summary>
    /// <param name="reader">Whose votes are marked; null for nobody's.</param>
    [Alias("List")]
    Task<SuggestionView[]> List(CollectorId? reader);
}

/// <summary>What became of a call about a suggestion.</summary>
public enum SuggestionOutcome
{
    Done = 1,
    NoSuchSuggestion = 2,

    /// <summary>It is answered, or another was made under the id.</summary>
    Conflict = 3,
}

/// <summary>What becomes of a suggestion.</summary>
public enum SuggestionState
{
    Open = 1,

    /// <summary>It is, or will be, in the catalogue.</summary>
    Taken = 2,

    Declined = 3,
}

/// <summary>One suggestion.</summary>
[GenerateSerializer, Immutable, Alias("lb.SuggestionView")]
public sealed record SuggestionView
{
    [Id(0)]
    public required string Id { get; init; }

    [Id(1)]
    public required string Text { get; init; }

    [Id(2)]
    public required CollectorId By { get; init; }

    [Id(3)]
    public required Moment At { get; init; }

    [Id(4)]
    public required SuggestionState State { get; init; }

    /// <summary>With the answer; null for none.</summary>
    [Id(5)]
    public string? Note { get; init; }

    [Id(6)]
    public required int Votes { get; init; }

    /// <summary>Whether the reader is for it.</summary>
    [Id(7)]
    public required bool IsVotedFor { get; init; }
}
