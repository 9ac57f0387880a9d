using Leaderboard.Journal;
using Leaderboard.Statements;

namespace Leaderboard.Domain.Statements;

/// <summary>
/// How far a statement has come, as kept. Methods return the next value, or this one when nothing changed; null: its state does not allow it. What was
/// signed lies beside it, so that a list of many reads little.
/// </summary>
internal sealed record StatementRecord
{
    public const int CurrentSchema = 1;

    /// <summary>More is no appeal but a conversation.</summary>
    public const int MostAppeals = 10;

    public static StatementRecord New { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The oldest first; the last alone can wait for an answer.</summary>
    public IReadOnlyList<AppealEntry> Appeals { get; init; } = [];

    /// <summary>Null until it is signed.</summary>
    public SignatureEntry? Signature { get; init; }

    public bool IsFull => Appeals.Count >= MostAppeals;

    private AppealEntry? Last => Appeals is [.., var last] ? last : null;

    /// <param name="isOver">Whether the month is.</param>
    public StatementState StateOf(bool isOver) => this switch
    {
        { Signature: not null } => StatementState.Signed,
        _ when !isOver => StatementState.Running,
        { Last: { Verdict: null } } => StatementState.Appealed,
        { Last: not null } => StatementState.Answered,
        _ => StatementState.Open,
    };

    /// <summary>Not while an appeal waits.</summary>
    public StatementRecord? Signed(Signatory by, Digest digest, Moment now) => this switch
    {
        { Signature: not null } => this,
        { Last: { Verdict: null } } => null,
        _ => this with { Signature = new SignatureEntry { AtMicros = now.UnixMicroseconds, ById = by.Id, By = by.Name, Digest = digest.ToString() } },
    };

    /// <summary>Not once it is signed, and not beside an appeal that waits.</summary>
    public StatementRecord? Appealed(Signatory by, string reason, Moment now) => this switch
    {
        { Signature: not null } => null,
        { Last: { Verdict: null } waits } => string.Equals(waits.Reason, reason, StringComparison.Ordinal) ? this : null,
        { IsFull: true } => null,
        _ => this with { Appeals = [.. Appeals, new AppealEntry { AtMicros = now.UnixMicroseconds, ById = by.Id, Reason = reason }] },
    };

    /// <summary>Only the appeal that waits.</summary>
    public StatementRecord? Answered(Signatory by, AppealVerdict verdict, string text, Moment now) => Last switch
    {
        null => null,
        { Verdict: null } waits => this with
        {
            Appeals = [.. Appeals.SkipLast(1), waits with { Verdict = verdict, Answer = text, AnsweredAtMicros = now.UnixMicroseconds, AnsweredById = by.Id, AnsweredBy = by.Name }],
        },
        var answered => answered.Verdict == verdict && string.Equals(answered.Answer, text, StringComparison.Ordinal) ? this : null,
    };
}

/// <summary>Who signed a statement.</summary>
internal sealed record SignatureEntry
{
    public required long AtMicros { get; init; }

    public required string ById { get; init; }

    public required string By { get; init; }

    /// <summary>Of the figures, 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }
}

/// <summary>An appeal as kept.</summary>
internal sealed record AppealEntry
{
    public required long AtMicros { get; init; }

    public required string ById { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null while it waits, as what follows.</summary>
    public AppealVerdict? Verdict { get; init; }

    public string? Answer { get; init; }

    public long? AnsweredAtMicros { get; init; }

    public string? AnsweredById { get; init; }

    public string? AnsweredBy { get; init; }

    public AppealView ToView() => new()
    {
        At = new Moment(AtMicros),
        Reason = Reason,
        Verdict = Verdict,
        Answer = Answer,
        AnsweredAt = AnsweredAtMicros is { } at ? new Moment(at) : null,
        AnsweredBy = AnsweredBy,
    };
}

/// <summary>A statement as it was signed: whole, so that nothing which changes later changes it. Written once.</summary>
internal sealed record StatementCopy
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required StatementFigures Figures { get; init; }

    public required IReadOnlyList<PartitionHead> Heads { get; init; }
}
