using Leaderboard.Journal;

namespace Leaderboard.Statements;

/// <summary>
/// What a local month came to for one collector, entry by entry: as the journal is now, until the person signs it. What is signed never changes; what comes
/// later is shown beside it.
/// </summary>
[Alias("lb.IStatementGrain"), GrainInterfaceType("lb.statement")]
public interface IStatementGrain : IGrainWithStringKey
{
    /// <summary>Null when the roster does not know the collector.</summary>
    [Alias("Get")]
    Task<StatementView?> Get();

    /// <summary>Keeps the month as it is, once it is over. Again changes nothing, whatever has come since.</summary>
    /// <param name="by">The collector, as a person.</param>
    /// <param name="shown">Digest of the figures that were looked at; null: any.</param>
    [Alias("Sign")]
    Task<StatementAnswer> Sign(Signatory by, Digest? shown);

    /// <summary>Says what is wrong with it, once it is over: nobody signs it until that is answered. The same again changes nothing.</summary>
    /// <param name="by">The collector, as a person.</param>
    /// <param name="reason">1 to 500 characters.</param>
    [Alias("Appeal")]
    Task<StatementAnswer> Appeal(Signatory by, string reason);

    /// <summary>Answers the appeal that waits. The same again changes nothing.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="verdict">What was decided.</param>
    /// <param name="text">What follows from it, or why not: 1 to 500 characters.</param>
    [Alias("Answer")]
    Task<StatementAnswer> Answer(Signatory by, AppealVerdict verdict, string text);
}

/// <summary>How far everybody's statements of a month have come; holds no state.</summary>
[Alias("lb.IStatementsGrain"), GrainInterfaceType("lb.statements")]
public interface IStatementsGrain : IGrainWithStringKey
{
    /// <summary>Of everybody who is there, and of who has signed or appealed, by collector.</summary>
    /// <param name="month">Any day of it.</param>
    [Alias("List")]
    Task<StatementProgress[]> List(DateOnly month);

    /// <summary>The months of all appeals that wait for an answer, ascending: as often as there are appeals.</summary>
    [Alias("Appealed")]
    Task<DateOnly[]> Appealed();
}

/// <summary>Who does something to a statement.</summary>
[GenerateSerializer, Immutable, Alias("lb.Signatory")]
public sealed record Signatory
{
    /// <summary>As grains know them.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>As people read it.</summary>
    [Id(1)] public required string Name { get; init; }
}

/// <summary>Where a statement has come to. The camelCase name is the code of the API.</summary>
public enum StatementState
{
    /// <summary>The month is not over.</summary>
    Running = 1,

    /// <summary>It waits for its signature.</summary>
    Open = 2,

    /// <summary>It waits for an answer.</summary>
    Appealed = 3,

    /// <summary>It was answered, and waits for its signature.</summary>
    Answered = 4,

#pragma warning disable CA1720 // With a name, not with a sign.
    Signed = 5,
#pragma warning restore CA1720
}

/// <summary>What became of an appeal. The camelCase name is the code of the API; the numbers are stored and never reused.</summary>
public enum AppealVerdict
{
    /// <summary>The person is right.</summary>
    Upheld = 1,
    Rejected = 2,
}

/// <summary>What became of a call. The camelCase name is the code of the API.</summary>
public enum StatementOutcome
{
    Done = 1,

    /// <summary>The month is still running.</summary>
    NotOver = 2,

    /// <summary>The figures are others by now than those that were looked at.</summary>
    FiguresChanged = 3,

    /// <summary>Its state does not allow it.</summary>
    IllegalMove = 4,

    /// <summary>More was appealed than one statement holds.</summary>
    TooMany = 5,

    UnknownCollector = 6,
}

/// <summary>The answer to a move.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementAnswer")]
public sealed record StatementAnswer
{
    [Id(0)] public required StatementOutcome Outcome { get; init; }

    /// <summary>Whether this call changed something, and none before it.</summary>
    [Id(1)] public bool IsNew { get; init; }

    [Id(2)] public StatementState State { get; init; }

    /// <summary>Of the figures as they are now, or as they were signed; null for an unknown collector.</summary>
    [Id(3)] public Digest? Digest { get; init; }
}

/// <summary>A statement as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementView")]
public sealed record StatementView
{
    [Id(0)] public required CollectorId Collector { get; init; }

    /// <summary>Its first day.</summary>
    [Id(1)] public required DateOnly Month { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(2)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(3)] public required Moment To { get; init; }

    [Id(4)] public required StatementState State { get; init; }

    /// <summary>As they were signed, or are now.</summary>
    [Id(5)] public required StatementFigures Figures { get; init; }

    /// <summary>Of those.</summary>
    [Id(6)] public required Digest Digest { get; init; }

    /// <summary>Of the journal that they were read from.</summary>
    [Id(7)] public required PartitionHead[] Heads { get; init; }

    /// <summary>Null until it is signed.</summary>
    [Id(8)] public Moment? SignedAt { get; init; }

    /// <summary>Null until it is signed.</summary>
    [Id(9)] public string? SignedBy { get; init; }

    /// <summary>The oldest first.</summary>
    [Id(10)] public AppealView[] Appeals { get; init; } = [];

    /// <summary>What is otherwise by now than it was signed.</summary>
    [Id(11)] public StatementDifference[] Since { get; init; } = [];

    /// <summary>Entries of the month that came after it was signed, by when they happened.</summary>
    [Id(12)] public Recoveries.LedgerEntry[] Late { get; init; } = [];
}

/// <summary>What was found wrong with a statement, and what was said to it.</summary>
[GenerateSerializer, Immutable, Alias("lb.AppealView")]
public sealed record AppealView
{
    [Id(0)] public required Moment At { get; init; }

    [Id(1)] public required string Reason { get; init; }

    /// <summary>Null while it waits.</summary>
    [Id(2)] public AppealVerdict? Verdict { get; init; }

    /// <summary>Null while it waits.</summary>
    [Id(3)] public string? Answer { get; init; }

    /// <summary>Null while it waits.</summary>
    [Id(4)] public Moment? AnsweredAt { get; init; }

    /// <summary>Null while it waits.</summary>
    [Id(5)] public string? AnsweredBy { get; init; }
}

/// <summary>How far one person's statement has come.</summary>
[GenerateSerializer, Immutable, Alias("lb.StatementProgress")]
public sealed record StatementProgress
{
    [Id(0)] public required CollectorId Collector { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required StatementState State { get; init; }

    /// <summary>Null until it is signed.</summary>
    [Id(3)] public Moment? SignedAt { get; init; }

    /// <summary>The last one; null for none.</summary>
    [Id(4)] public AppealView? Appeal { get; init; }
}
