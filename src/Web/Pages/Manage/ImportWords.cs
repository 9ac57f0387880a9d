using System.Globalization;
using Leaderboard.Imports;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Imports;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Imports in the words of the reader.</summary>
internal sealed class ImportWords(IStringLocalizer<Words> words, InstitutionSettings settings, TimeProvider time)
{
    public string NameOf(ImportView import) => import.File.TakesBack is not null
        ? words["import.takesback", import.File.FileName]
        : import.File.FileName.Length > 0 ? import.File.FileName : import.Id;

    public string State(ImportView import) => words["import.state." + import.State];

    /// <summary>The one thing there is to say of it.</summary>
    public string Headline(ImportView import) => import.State switch
    {
        ImportState.Uploaded => words["import.headline.Uploaded"],
        ImportState.Completed when import.File.TakesBack is not null => words["import.headline.TakenBack", Count(import.Counts.Accepted)],
        _ => words[$"import.headline.{import.State}", Count(import.State is ImportState.Checked or ImportState.Completed ? import.Counts.Accepted : import.Counts.Read)],
    };

    public string When(Moment at) => RelativeTime.Ago(at, time.Now(), CultureInfo.CurrentUICulture);

    public static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    public string Amount(ImportView import) =>
        new Money(settings.Currency, settings.CurrencyDecimals, CultureInfo.CurrentUICulture).Exact(MinorUnits.ToMajor(import.Counts.AmountMinor, settings.CurrencyDecimals));

    public static string Progress(ImportView import) => ImportAnswer.ProgressOf(import).ToString(CultureInfo.InvariantCulture);

    /// <param name="code">Of a row or a file.</param>
    /// <param name="subject">A field or a column.</param>
    /// <param name="otherwise">What is said where the code has no words of its own.</param>
    public string Error(string code, string? subject, string otherwise) =>
        words["import.error." + code, (code == ImportFields.MissingColumn ? Field(subject) : subject) ?? ""] is { ResourceNotFound: false } text ? text.Value : otherwise;

    /// <summary>A field by its name; a column as it is.</summary>
    public string Field(string? field) => field is null ? "" : words["import.field." + field] is { ResourceNotFound: false } text ? text.Value : field;
}
