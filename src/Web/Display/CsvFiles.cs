using System.Globalization;
using System.Text;
using CsvHelper;

namespace Leaderboard.Web.Display;

/// <summary>How our files for spreadsheets are written: UTF-8 with its mark, and no cell that a spreadsheet would run.</summary>
internal static class CsvFiles
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>What a spreadsheet would take for the beginning of a formula.</summary>
    private const string Formula = "=+-@\t\r";

    public static CsvWriter Writer(TextWriter text) => new(text, CultureInfo.InvariantCulture);

    /// <summary>
    /// Writes a text so that nobody's program takes it for a formula. Numbers go by <c>WriteField</c>: CsvHelper's own guard would make texts of those below 0.
    /// </summary>
    public static void WriteText(this CsvWriter csv, string? text) =>
        csv.WriteField(text is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? "'" + text : text);

    public static byte[] Bytes(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
}
