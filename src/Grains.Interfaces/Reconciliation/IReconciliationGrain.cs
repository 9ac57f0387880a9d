namespace Leaderboard.Reconciliation;

/// <summary>
/// One local day: what came in from each sender against what the bank says it sent, and the close, which stands for ever. The key
/// is the day.
/// </summary>
[Alias("lb.IReconciliationGrain"), GrainInterfaceType("lb.reconciliation")]
public interface IReconciliationGrain : IGrainWithStringKey
{
    /// <summary>The day as it stands now; once closed, as it was closed, with what came after.</summary>
    [Alias("Get")]
    Task<DayView> Get();

    /// <summary>What the bank counted and summed up for one source; replaces what it said before, rows too. Answers after it is durable.</summary>
    [Alias("PutControl")]
    Task<ControlOutcome> PutControl(string source, BankControl control);

    /// <summary>Stores some of the bank's rows, 1–10000, under the id of an upload; they count once <see cref="UseRows"/> names it.</summary>
    [Alias("AddRows")]
    Task AddRows(string uploadId, BankRow[] rows);

    /// <summary>Takes an upload for what the bank says of one source; count and sum follow from its rows. Answers after it is durable.</summary>
    [Alias("UseRows")]
    Task<ControlOutcome> UseRows(string source, RowsControl control);

    /// <summary>Forgets an upload that is not used.</summary>
    [Alias("DropRows")]
    Task DropRows(string uploadId);

    /// <summary>
    /// Where ours and the bank's rows of a source differ, by kind and id, at most <paramref name="limit"/> (1–1000) from an
    /// offset. Without rows of the bank's: none. After the close too, the rows are held against the journal as it is now.
    /// </summary>
    [Alias("Differences")]
    Task<RowPage> Differences(string source, long offset, int limit);

    /// <summary>Our own rows of a source, by kind and id, at most <paramref name="limit"/> (1–1000) from an offset.</summary>
    [Alias("Rows")]
    Task<RowPage> Rows(string source, long offset, int limit);

    /// <summary>Closes the day, once; closed again it answers the first close. Answers after it is durable.</summary>
    [Alias("Close")]
    Task<CloseAnswer> Close(CloseOrder order);
}

/// <summary>What became of the bank's figures.</summary>
public enum ControlOutcome
{
    Done = 1,

    /// <summary>The day is closed; nothing changed.</summary>
    Closed = 2,

    /// <summary>The day has not begun.</summary>
    NotBegun = 3,
}

/// <summary>What became of an order to close.</summary>
public enum CloseOutcome
{
    /// <summary>Closed, now or before.</summary>
    Done = 1,

    /// <summary>The day goes on.</summary>
    NotOver = 2,

    /// <summary>A source that does not agree has no reason.</summary>
    ReasonMissing = 3,
}

/// <summary>Who closes a day, and why all the same where a source does not agree.</summary>
[GenerateSerializer, Immutable, Alias("lb.CloseOrder")]
public sealed record CloseOrder
{
    /// <summary>Of the person or key.</summary>
    [Id(0)] public required string ById { get; init; }

    [Id(1)] public required string ByName { get; init; }

    [Id(2)] public required CloseReason[] Reasons { get; init; }
}

/// <summary>Why a source that does not agree may be closed.</summary>
[GenerateSerializer, Immutable, Alias("lb.CloseReason")]
public sealed record CloseReason
{
    public const int MaxLength = 500;

    [Id(0)] public required string Source { get; init; }

    /// <summary>At most <see cref="MaxLength"/> characters; line breaks become blanks.</summary>
    [Id(1)] public required string Text { get; init; }
}

/// <summary>The answer to an order to close.</summary>
[GenerateSerializer, Immutable, Alias("lb.CloseAnswer")]
public sealed record CloseAnswer
{
    [Id(0)] public required CloseOutcome Outcome { get; init; }

    /// <summary>The first source without a reason; null unless one is missing.</summary>
    [Id(1)] public string? Source { get; init; }
}
