using System.Text.Json;
using Leaderboard.Imports;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <param name="State"><c>waiting</c> until it is started, <c>expired</c> when it was not in time; a dry run is <c>running</c> and <c>completed</c> too.</param>
/// <param name="Progress">Of the file, 0 to 1.</param>
/// <param name="RowsRead">Without the header and empty lines.</param>
/// <param name="Rejected">Conflicts are counted here too.</param>
/// <param name="Amount">Of what was accepted.</param>
/// <param name="KeptUntil">Until then a file waits to be imported, and an import that is over can be taken back and its refused rows downloaded; null while it is running, and after they were deleted.</param>
/// <param name="TakesBack">The import whose recoveries this one reverses.</param>
internal sealed record ImportAnswer(
    string ImportId, string Kind, string Source, string FileName, string SentBy, string State, bool DryRun, decimal Progress, long RowsRead, long Accepted, long Duplicates, long Rejected,
    decimal Amount, string CreatedAt, string? EndedAt, string? KeptUntil, ImportFailure? Failure, string? TakesBack, string? TakenBackBy, IReadOnlyDictionary<string, string> Columns, IReadOnlyList<ImportErrorAnswer> Errors)
{
    public static ImportAnswer Of(ImportView import, IReadOnlyList<ImportError> errors, InstitutionSettings settings, InstitutionCalendar calendar) => new(
        import.Id,
        JsonNamingPolicy.CamelCase.ConvertName(import.File.Kind.ToString()),
        import.File.Source,
        import.File.FileName,
        import.File.SentBy,
        StateOf(import),
        import.State is ImportState.Checking or ImportState.Checked,
        ProgressOf(import),
        import.Counts.Read,
        import.Counts.Accepted,
        import.Counts.Duplicates,
        import.Counts.Rejected,
        MinorUnits.ToMajor(import.Counts.AmountMinor, settings.CurrencyDecimals),
        calendar.Format(import.CreatedAt),
        import.EndedAt is { } ended ? calendar.Format(ended) : null,
        import.KeptUntil is { } until ? calendar.Format(until) : null,
        import.Failure is { } failure ? new ImportFailure(failure.Code, failure.Field, failure.Message) : null,
        import.File.TakesBack,
        import.TakenBackBy,
        import.Columns.ToDictionary(c => c.Field, c => c.Column, StringComparer.Ordinal),
        [.. errors.Select(e => new ImportErrorAnswer(e.Line, e.Field, e.Code, e.Message))]);

    public static string StateOf(ImportView import) => import.State switch
    {
        ImportState.Uploaded => "waiting",
        ImportState.Checking or ImportState.Running => "running",
        ImportState.Checked or ImportState.Completed => "completed",
        ImportState.Failed => "failed",
        ImportState.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(import), import.State, "No such state."),
    };

    public static decimal ProgressOf(ImportView import) => import.State is ImportState.Completed or ImportState.Checked ? 1
        : import.File.SizeBytes == 0 ? 0 : Math.Min(1, Math.Round((decimal)import.BytesRead / import.File.SizeBytes, 3));
}

internal sealed record ImportFailure(string Code, string? Field, string Message);

/// <param name="Line">Of the file, as editors count.</param>
internal sealed record ImportErrorAnswer(long Line, string? Field, string Code, string Message);
