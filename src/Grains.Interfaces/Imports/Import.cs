namespace Leaderboard.Imports;

/// <summary>What the rows of a file are. The numbers are stored and never reused.</summary>
public enum ImportKind
{
    Recoveries = 1,
    Reversals = 2,
    Accounts = 3,
    Roster = 4,
    Targets = 5,
    Absences = 6,
}

/// <summary>Where an import stands. The numbers are stored and never reused.</summary>
public enum ImportState
{
    /// <summary>The file is here; somebody has yet to say how its columns are read.</summary>
    Uploaded = 1,

    /// <summary>A dry run is going: every row is judged, nothing is changed.</summary>
    Checking = 2,

    /// <summary>The dry run is over; the import may follow.</summary>
    Checked = 3,

    Running = 4,
    Completed = 5,

    /// <summary>The file could not be read on; what was taken before that stays.</summary>
    Failed = 6,

    /// <summary>Nobody started it in time; the file is deleted.</summary>
    Expired = 7,
}

/// <summary>The parts of an import that are kept as chunks of bytes. The numbers are stored and never reused.</summary>
public enum ImportPart
{
    /// <summary>The file as it was sent.</summary>
    File = 1,

    /// <summary>Every row that was refused, as CSV.</summary>
    Errors = 2,

    /// <summary>Ids of the entries it brought in, one a line: what taking it back takes back.</summary>
    Accepted = 3,
}

/// <summary>A field and the column of the file it is read from.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportColumn")]
public sealed record ImportColumn
{
    [Id(0)] public required string Field { get; init; }

    [Id(1)] public required string Column { get; init; }
}

/// <summary>A file that has been stored.</summary>
[GenerateSerializer, Immutable, Alias("lb.NewImport")]
public sealed record NewImport
{
    [Id(0)] public required ImportKind Kind { get; init; }

    /// <summary>Where such files come from, so that their columns are remembered; empty when not told.</summary>
    [Id(1)] public required string Source { get; init; }

    [Id(2)] public required string FileName { get; init; }

    [Id(3)] public required long SizeBytes { get; init; }

    /// <summary>How its texts are written: <c>utf-8</c>, <c>gb18030</c>, <c>utf-16</c>, or <c>xlsx</c> for a workbook.</summary>
    [Id(4)] public required string Format { get; init; }

    /// <summary>Name of the person or the key that sent it.</summary>
    [Id(5)] public required string SentBy { get; init; }

    /// <summary>The import that this one takes back; null for a file.</summary>
    [Id(6)] public string? TakesBack { get; init; }
}

/// <summary>How to go about a file.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportOrder")]
public sealed record ImportOrder
{
    [Id(0)] public required bool IsDryRun { get; init; }

    [Id(1)] public required ImportColumn[] Columns { get; init; }

    /// <summary>Who gives the order; null when not told.</summary>
    [Id(2)] public ImportActor? By { get; init; }
}

/// <summary>Who gave an order, as the audit names them.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportActor")]
public sealed record ImportActor
{
    /// <summary>Of a person or of a program's key.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>Where the order came from; empty when unknown.</summary>
    [Id(2)] public required string Address { get; init; }

    [Id(3)] public required bool IsPerson { get; init; }
}

/// <summary>Rows by what became of them; with a dry run, of what would.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportCounts")]
public sealed record ImportCounts
{
    public static ImportCounts None { get; } = new();

    /// <summary>Rows of data: without the header, and without empty lines.</summary>
    [Id(0)] public long Read { get; init; }

    [Id(1)] public long Accepted { get; init; }

    [Id(2)] public long Duplicates { get; init; }

    [Id(3)] public long Rejected { get; init; }

    /// <summary>Of the accepted rows, minor units; 0 where rows carry no amount.</summary>
    [Id(4)] public long AmountMinor { get; init; }

    public ImportCounts Plus(ImportCounts other) => new()
    {
        Read = Read + other.Read,
        Accepted = Accepted + other.Accepted,
        Duplicates = Duplicates + other.Duplicates,
        Rejected = Rejected + other.Rejected,
        AmountMinor = checked(AmountMinor + other.AmountMinor),
    };
}

/// <summary>A row that was refused.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportError")]
public sealed record ImportError
{
    /// <summary>Of the file, as editors count: the header is line 1 when it comes first.</summary>
    [Id(0)] public required long Line { get; init; }

    /// <summary>Null when no single field is at fault.</summary>
    [Id(1)] public string? Field { get; init; }

    [Id(2)] public required string Code { get; init; }

    [Id(3)] public required string Message { get; init; }
}

/// <summary>How far the holder of a claim has come.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportAdvance")]
public sealed record ImportAdvance
{
    [Id(0)] public required string Worker { get; init; }

    /// <summary>Number of the step: one more than the import's <see cref="ImportView.Steps"/>.</summary>
    [Id(1)] public required long Step { get; init; }

    /// <summary>Of all rows from the first one on.</summary>
    [Id(2)] public required ImportCounts Counts { get; init; }

    /// <summary>Bytes of the file that were read.</summary>
    [Id(3)] public required long BytesRead { get; init; }

    /// <summary>Since the step before; the first thousand of a run are kept.</summary>
    [Id(4)] public ImportError[] Errors { get; init; } = [];

    /// <summary>Whether this is the last step.</summary>
    [Id(5)] public bool IsOver { get; init; }

    /// <summary>Why the file could not be read on; null when it could.</summary>
    [Id(6)] public ImportError? Failure { get; init; }
}

/// <summary>An import as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.ImportView")]
public sealed record ImportView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required NewImport File { get; init; }

    [Id(2)] public required ImportState State { get; init; }

    /// <summary>As last ordered; empty before that.</summary>
    [Id(3)] public required ImportColumn[] Columns { get; init; }

    [Id(4)] public required ImportCounts Counts { get; init; }

    [Id(5)] public required long BytesRead { get; init; }

    /// <summary>How often it has advanced since it was started.</summary>
    [Id(6)] public required long Steps { get; init; }

    [Id(7)] public required Moment CreatedAt { get; init; }

    /// <summary>When the last order was given.</summary>
    [Id(8)] public Moment? StartedAt { get; init; }

    [Id(9)] public Moment? EndedAt { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(10)] public ImportError? Failure { get; init; }

    /// <summary>The import that takes this one back; null: none.</summary>
    [Id(11)] public string? TakenBackBy { get; init; }

    /// <summary>Who gave the last order; null when not told.</summary>
    [Id(12)] public ImportActor? OrderedBy { get; init; }

    /// <summary>
    /// Until then its file waits to be imported, or, when it is over, its refused rows and what taking it back needs are kept;
    /// null while it is going, and after they were deleted.
    /// </summary>
    [Id(13)] public Moment? KeptUntil { get; init; }

    public bool IsGoing => State is ImportState.Checking or ImportState.Running;
}
