namespace Leaderboard.Rewards;

/// <summary>What somebody would like to see in the catalogue, and how many others would. Every change is durable before it is answered.</summary>
[Alias("lb.ISuggestionGrain"), GrainInterfaceType("lb.suggestion")]
public interface ISuggestionGrain : IGrainWithStringKey
{
    /// <summary>The longest text, in characters.</summary>
    const int MaxLength = 120;

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

/// <summary>Who suggests: one collector, with few open suggestions at a time, however many are sent at once.</summary>
[Alias("lb.ISuggesterGrain"), GrainInterfaceType("lb.suggester")]
public interface ISuggesterGrain : IGrainWithStringKey
{
    /// <summary>Open ones of one person: an idea is more than a wish.</summary>
    const int MaxOpen = 3;

    /// <summary>Makes a suggestion; whoever does is for it. The same again changes nothing.</summary>
    /// <param name="id">The caller's, of this one.</param>
    /// <param name="text">1 to <see cref="ISuggestionGrain.MaxLength"/> characters.</param>
    [Alias("Suggest")]
    Task<SuggestionOutcome> Suggest(string id, string text);
}

/// <summary>All suggestions; what it holds follows from them.</summary>
[Alias("lb.ISuggestionsGrain"), GrainInterfaceType("lb.suggestions")]
public interface ISuggestionsGrain : IGrainWithStringKey
{
    /// <summary>As they stand now.</summary>
    /// <param name="reader">Whose votes are marked; null for nobody's.</param>
    /// <param name="offset">Of the open ones, 0 or more.</param>
    /// <param name="limit">Of the open ones, 1 to 200.</param>
    [Alias("List")]
    Task<SuggestionList> List(CollectorId? reader, int offset, int limit);

    /// <summary>Ids of the open ones of one collector.</summary>
    [Alias("OpenOf")]
    Task<string[]> OpenOf(CollectorId by);
}

/// <summary>What became of a call about a suggestion.</summary>
public enum SuggestionOutcome
{
    Done = 1,
    NoSuchSuggestion = 2,

    /// <summary>It is answered, or another was made under the id.</summary>
    Conflict = 3,

    /// <summary>They have <see cref="ISuggesterGrain.MaxOpen"/> open ones.</summary>
    TooMany = 4,
}

/// <summary>What becomes of a suggestion.</summary>
public enum SuggestionState
{
    Open = 1,

    /// <summary>It is, or will be, in the catalogue.</summary>
    Taken = 2,

    Declined = 3,
}

/// <summary>Suggestions in their order.</summary>
[GenerateSerializer, Immutable, Alias("lb.SuggestionList")]
public sealed record SuggestionList
{
    /// <summary>By votes, then the oldest first; from the offset on.</summary>
    [Id(0)]
    public required SuggestionView[] Open { get; init; }

    /// <summary>How many are open.</summary>
    [Id(1)]
    public required int TotalOpen { get; init; }

    /// <summary>The last answered first; 20 at most.</summary>
    [Id(2)]
    public required SuggestionView[] Answered { get; init; }
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
