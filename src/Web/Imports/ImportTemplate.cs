using System.Globalization;
using CsvHelper;
using Leaderboard.Imports;
using Leaderboard.Web.Display;

namespace Leaderboard.Web.Imports;

/// <summary>A file to be filled in: the columns of a kind as they are called in the reader's language, and two rows that show how they are written.</summary>
internal static class ImportTemplate
{
    /// <summary>Only a program writes these.</summary>
    private static readonly string[] LeftOut = ["borrower", "contract"];

    /// <param name="kind">Of the rows.</param>
    /// <param name="culture">Of the reader.</param>
    /// <param name="today">The institution's day: the rows are about it.</param>
    public static byte[] Write(ImportKind kind, CultureInfo culture, DateOnly today)
    {
        var fields = ImportFields.Of(kind).Where(f => !LeftOut.Contains(f.Name, StringComparer.Ordinal)).ToArray();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvFiles.Writer(text);
        WriteRow(fields.Select(f => NameOf(f, culture)));
        for (var row = 0; row < 2; row++)
            WriteRow(fields.Select(f => CellOf(kind, f.Name, row, Money.IsChinese(culture), today)));
        csv.Flush();
        return CsvFiles.Bytes(text.ToString());

        void WriteRow(IEnumerable<string> cells)
        {
            foreach (var cell in cells)
                csv.WriteText(cell);
            csv.NextRecord();
        }
    }

    private static string NameOf(ImportField field, CultureInfo culture) => Money.IsChinese(culture) ? field.Aliases.FirstOrDefault() ?? field.Name : field.Name;

    private static string CellOf(ImportKind kind, string field, int row, bool isChinese, DateOnly today) => (kind, field) switch
    {
        (ImportKind.Roster, "id") or (_, "collectorId") => row == 0 ? "c-001" : "c-002",
        (ImportKind.Accounts, "id") or (_, "accountId") => row == 0 ? "A-1001" : "A-1002",
        (ImportKind.Recoveries, "id") or (_, "recoveryId") => row == 0 ? "R-0001" : "R-0002",
        (ImportKind.Reversals, "id") => row == 0 ? "V-0001" : "V-0002",
        (_, "name") => (row, isChinese) switch { (0, true) => "李伟", (0, false) => "Li Wei", (_, true) => "王芳", _ => "Wang Fang" },
        (_, "teamId") => "t-north",
        (_, "teamName") => isChinese ? "北区一组" : "North 1",
        (_, "branch") => isChinese ? "北京分行" : "Beijing",
        (_, "region") => isChinese ? "华北" : "North",
        (_, "active") or (_, "secured") => isChinese ? "是" : "true",
        (_, "amount") => row == 0 ? "1250.00" : "800.00",
        (_, "principal") => row == 0 ? "20000.00" : "5600.00",
        (_, "target") => row == 0 ? "150000" : "120000",
        (_, "daysPastDue") => row == 0 ? "45" : "200",
        (_, "receivedAt" or "reversedAt") => string.Create(CultureInfo.InvariantCulture, $"{today:yyyy-MM-dd} 00:0{row}"),
        (_, "asOf" or "placedAt" or "from" or "to") => today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (_, "window") => today.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        (ImportKind.Recoveries, "kind") => "cash",
        (_, "channel") => "transfer",
        (ImportKind.Absences, "kind") => "leave",
        (_, "reason") => "bounced",
        _ => "",
    };
}
