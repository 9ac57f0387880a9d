using Leaderboard.Imports;

namespace Leaderboard.Domain.Imports;

/// <summary>An import as kept. Methods return the next value, or null when it may not become that.</summary>
internal sealed record ImportRecord
{
    public int Schema { get; init; } = 1;

    public required string Id { get; init; }

    public required NewImport File { get; init; }

    public ImportState State { get; init; } = ImportState.Uploaded;

    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];

    public ImportCounts Counts { get; init; } = ImportCounts.None;

    public long BytesRead { get; init; }

    public long Steps { get; init; }

    public required long CreatedAtMicros { get; init; }

    public long? StartedAtMicros { get; init; }

    public long? EndedAtMicros { get; init; }

    public ImportError? Failure { get; init; }

    public string? TakenBackBy { get; init; }

    public ImportActor? OrderedBy { get; init; }

    /// <summary>When what was kept of it was deleted.</summary>
    public long? CleanedAtMicros { get; init; }

    private bool IsGoing => State is ImportState.Checking or ImportState.Running;

    /// <summary>From its first row; a dry run may be followed by another with other columns, or by the import.</summary>
    public ImportRecord? Started(ImportOrder order, Moment now) => State is ImportState.Uploaded or ImportState.Checked
        ? this with
        {
            State = order.IsDryRun ? ImportState.Checking : ImportState.Running,
            Columns = order.Columns,
            OrderedBy = order.By,
            Counts = ImportCounts.None,
            BytesRead = 0,
            Steps = 0,
            StartedAtMicros = now.UnixMicroseconds,
            EndedAtMicros = null,
            Failure = null,
        }
        : null;

    /// <summary>Steps follow one another: who has fallen behind, because another has taken over, comes no further.</summary>
    public ImportRecord? Advanced(ImportAdvance advance, Moment now)
    {
        if (!IsGoing || advance.Step != Steps + 1)
            return null;
        var next = this with { Counts = advance.Counts, BytesRead = advance.BytesRead, Steps = advance.Step };
        if (!advance.IsOver)
            return next;
        var state = advance.Failure is not null ? ImportState.Failed : State == ImportState.Checking ? ImportState.Checked : ImportState.Completed;
        return next with { State = state, Failure = advance.Failure, EndedAtMicros = now.UnixMicroseconds };
    }

    /// <summary>
    /// What took nothing, what is no receipts, what itself takes back, and what was cleaned up, cannot be taken back. Once is
    /// enough: asked again, nothing changes.
    /// </summary>
    public ImportRecord? TakenBack(string byImportId)
    {
        if (State is not (ImportState.Completed or ImportState.Failed) || CleanedAtMicros is not null || File.Kind != ImportKind.Recoveries || File.TakesBack is not null || Counts.Accepted == 0)
            return null;
        return TakenBackBy is null ? this with { TakenBackBy = byImportId } : this;
    }

    /// <summary>When what is kept of it is to go; null while it is going, and when it has gone.</summary>
    public Moment? KeptUntil(ImportRetention keep) => State switch
    {
        ImportState.Uploaded or ImportState.Checked => new Moment(EndedAtMicros ?? CreatedAtMicros).Plus(keep.Unstarted),
        ImportState.Completed or ImportState.Failed when CleanedAtMicros is null => new Moment(EndedAtMicros ?? CreatedAtMicros).Plus(keep.Over),
        _ => null,
    };

    /// <summary>After what is kept of it was deleted; null as long as it is not to go.</summary>
    public ImportRecord? CleanedUp(ImportRetention keep, Moment now) => KeptUntil(keep) <= now
        ? this with { State = State is ImportState.Uploaded or ImportState.Checked ? ImportState.Expired : State, CleanedAtMicros = now.UnixMicroseconds }
        : null;

    public ImportView ToView(ImportRetention keep) => new()
    {
        Id = Id,
        File = File,
        State = State,
        Columns = [.. Columns],
        Counts = Counts,
        BytesRead = BytesRead,
        Steps = Steps,
        CreatedAt = new Moment(CreatedAtMicros),
        StartedAt = StartedAtMicros is { } started ? new Moment(started) : null,
        EndedAt = EndedAtMicros is { } ended ? new Moment(ended) : null,
        Failure = Failure,
        TakenBackBy = TakenBackBy,
        OrderedBy = OrderedBy,
        KeptUntil = KeptUntil(keep),
    };
}

/// <summary>How long what is kept of imports is kept.</summary>
/// <param name="Unstarted">A file that nobody imports, from its arrival or its last dry run.</param>
/// <param name="Over">Refused rows and the ids of what was brought in, from the import's end.</param>
internal sealed record ImportRetention(TimeSpan Unstarted, TimeSpan Over);

/// <summary>The first errors of an import, beside it: lists of imports do without them.</summary>
internal sealed record ImportErrorList
{
    /// <summary>More than anybody reads on a page; all of them are in the file to download.</summary>
    public const int MaxKept = 1000;

    public static ImportErrorList Empty { get; } = new();

    public IReadOnlyList<ImportError> Errors { get; init; } = [];

    public ImportErrorList With(IReadOnlyCollection<ImportError> more) =>
        more.Count == 0 || Errors.Count >= MaxKept ? this : new ImportErrorList { Errors = [.. Errors, .. more.Take(MaxKept - Errors.Count)] };
}
