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

    public static byte[] Bytes(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
}
