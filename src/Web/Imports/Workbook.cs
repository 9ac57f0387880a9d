using System.Globalization;
using System.Runtime.CompilerServices;
using MiniExcelLibs;

namespace Leaderboard.Web.Imports;

/// <summary>The first sheet of a workbook, row by row. Formulas have the value they had when it was saved.</summary>
internal static class Workbook
{
    /// <summary>Digits that a spreadsheet keeps of a number: a longer id in a number's cell has lost the others.</summary>
    private const double MaxExact = 1e15;

    public static async IAsyncEnumerable<SheetLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancel)
    {
        // There is no other way than to read it at once; the file is a local one.
        await Task.CompletedTask;
        var line = 0L;
        foreach (IDictionary<string, object?> row in file.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new SheetLine(++line, [.. row.Values.Select(Text)], null);
        }
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",

        // Half a millisecond is how exactly a day's fraction is kept.
        DateTime time => (time + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / 2)).ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        TimeSpan length => length.ToString("c", CultureInfo.InvariantCulture),

        // 0.1 + 0.2 is 0.3 in a spreadsheet: its fifteen digits are what was meant.
        double number when Math.Abs(number) < MaxExact => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
