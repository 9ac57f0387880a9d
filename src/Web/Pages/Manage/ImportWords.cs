using System.Globalization;
using Leaderboard.Imports;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Imports;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Imports in the words of the reader.</summary>
internal sealed class ImportWords(IStringLocalizer<Words> words, InstitutionSettings settings, LocalTimes times, TimeProvider time)
{
    public string NameOf(ImportView import) => import.File.TakesBack is not null
        ? words["import.takesback", import.File.FileName]
        : import.File.FileName.Length > 0 ? import.File.FileName : import.Id;

    public string State(ImportView import) => words["import.state." + import.State];

    /// <summary>The one thing there is to say of it.</summary>
    public string Headline(ImportView import) => import.State switch
    {
        ImportState.Uploaded or ImportState.Expired => words["import.headline." + import.State],
        ImportState.Checked when IsAllRefused(import) => words["import.headline.Refused", Count(import.Counts.Rejected)],
        ImportState.Completed when import.File.TakesBack is not null => words["import.headline.TakenBack", Count(import.Counts.Accepted)],
        _ => words[$"import.headline.{import.State}", Count(import.State is ImportState.Checked or ImportState.Completed ? import.Counts.Accepted : import.Counts.Read)],
    };

    /// <summary>Whether there is nothing in it that could be imported, or is there already.</summary>
    public static bool IsAllRefused(ImportView import) => import.Counts is { Rejected: > 0, Accepted: 0, Duplicates: 0 };

    public string When(Moment at) => RelativeTime.Ago(at, time.Now(), CultureInfo.CurrentUICulture);

    /// <summary>The institution's day.</summary>
    public string Day(Moment at) => times.Date(at);

    public static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    public string Amount(ImportView import) =>
        new Money(settings.Currency, settings.CurrencyDecimals, CultureInfo.CurrentUICulture).Exact(MinorUnits.ToMajor(import.Counts.AmountMinor, settings.CurrencyDecimals));

    public static string Progress(ImportView import) => ImportAnswer.ProgressOf(import).ToString(CultureInfo.InvariantCulture);

    /// <param name="kind">Of the rows: some have words of their own.</param>
    /// <param name="code">Of a row or a file.</param>
    /// <param name="subject">A field or a column.</param>
    /// <param name="otherwise">What is said where the code has no words.</param>
    public string Error(ImportKind kind, string code, string? subject, string otherwise) =>
        Find("import.error.", kind, code, (code == ImportFields.MissingColumn ? Field(kind, subject) : subject) ?? "") ?? otherwise;

    /// <summary>A field by its name; a column as it is.</summary>
    public string Field(ImportKind kind, string? field) => field is null ? "" : Find("import.field.", kind, field) ?? field;

    /// <summary>What an empty cell means; empty where it means nothing.</summary>
    public string Hint(ImportKind kind, string field) => words[$"import.empty.{kind}.{field}"] is { ResourceNotFound: false } text ? text.Value : "";

    private string? Find(string prefix, ImportKind kind, string name, params object[] places) =>
        Array.Find([words[$"{prefix}{kind}.{name}", places], words[prefix + name, places]], w => !w.ResourceNotFound)?.Value;
}
