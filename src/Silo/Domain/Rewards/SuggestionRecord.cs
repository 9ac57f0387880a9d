using Leaderboard.Rewards;

namespace Leaderboard.Domain.Rewards;

/// <summary>A suggestion as kept. Methods return the next value, or this one when nothing changed; null: it is answered.</summary>
internal sealed record SuggestionRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary>Id of the collector whose idea it is.</summary>
    public required string By { get; init; }

    public required long AtMicros { get; init; }

    /// <summary>Ids of collectors, ordinally ascending.</summary>
    public required IReadOnlyList<string> Votes { get; init; }

    public SuggestionState State { get; init; } = SuggestionState.Open;

    public string? Note { get; init; }

    /// <summary>Who answered; null: nobody yet.</summary>
    public string? AnsweredBy { get; init; }

    public long AnsweredAtMicros { get; init; }

    public SuggestionRecord? Voted(CollectorId by, bool isFor)
    {
        if (State != SuggestionState.Open)
            return null;
        if (Votes.Contains(by.Value, StringComparer.Ordinal) == isFor)
            return this;
        return this with { Votes = isFor ? [.. Votes.Append(by.Value).Order(StringComparer.Ordinal)] : [.. Votes.Where(v => v != by.Value)] };
    }

    public SuggestionRecord Answered(SuggestionState state, string? note, string by, Moment now) =>
        state == State && note == Note ? this : this with { State = state, Note = note, AnsweredBy = by, AnsweredAtMicros = now.UnixMicroseconds };

    public SuggestionView ToView(CollectorId? reader) => new()
    {
        Id = Id,
        Text = Text,
        By = new CollectorId(By),
        At = new Moment(AtMicros),
        State = State,
        Note = Note,
        Votes = Votes.Count,
        IsVotedFor = reader is { } own && Votes.Contains(own.Value, StringComparer.Ordinal),
    };
}

/// <summary>That a collector suggested something, as kept.</summary>
/// <param name="Id">Of the last.</param>
internal sealed record LastSuggestion(string Id);
