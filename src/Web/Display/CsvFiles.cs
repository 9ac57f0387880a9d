using System.Globalization;
using System.Text;
using CsvHelper.Configuration;

namespace Leaderboard.Web.Display;

/// <summary>How our files for spreadsheets are written: UTF-8 with its mark, and no cell that a spreadsheet would run.</summary>
internal static class CsvFiles
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Cells that begin with = + - @ or a control sign are written so that they stay text.</summary>
    public static CsvConfiguration Guarded { get; } = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    /// <summary>For files with numbers below 0, which the guard takes for texts: what people write in goes through <see cref="Guard"/>.</summary>
    public static CsvConfiguration Plain { get; } = new(CultureInfo.InvariantCulture);

    /// <summary>A text that no reader of the file takes for a formula.</summary>
    public static string Guard(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    public static byte[] Bytes(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
}
