using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using MiniExcelLibs;

namespace Leaderboard.Web.Payroll;

/// <summary>
/// A month as files for tax and payroll: the same for every reader, in every language, for programs read them too. Each carries the heads of the journal that
/// it was read from, and when it was locked.
/// </summary>
internal sealed partial class PayFiles(InstitutionSettings settings, InstitutionCalendar calendar)
{
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The first that a zip can say.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Columns = ["kind", "collectorId", "name", "source", "what", "pointsSpent", "value", "currency", "at", "entry"];

    /// <summary>Lines of the month, then its sums by person, then one line for each head, and one for the lock.</summary>
    public byte[] Csv(PayMonthView month)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvFiles.Writer(text))
        {
            Row(csv, Columns);
            foreach (var line in month.Lines)
                Row(csv, BoardRequests.NameOf(line.Kind), line.Collector.Value, line.Name, line.Source, line.What, MinorUnits.ToMajor(-line.PointsHundredths, 2), Amount(line.ValueMinor), settings.Currency, calendar.Format(line.At), line.Entry.Value);
            foreach (var (collector, name, totals) in PayTotals.ByPerson(month))
            {
                Row(csv, "sum", collector.Value, name, "inKind", "", "", Amount(totals.InKindMinor), settings.Currency);
                Row(csv, "sum", collector.Value, name, "paid", "", "", Amount(totals.PaidMinor), settings.Currency);
            }

            foreach (var head in month.Heads)
                Row(csv, "head", "", "", head.Partition.ToString(CultureInfo.InvariantCulture), head.Seq.ToString(CultureInfo.InvariantCulture), "", "", "", "", HashOf(head));
            Row(csv, month.IsLocked ? "locked" : "open", "", month.LockedBy ?? "", PayrollDesk.NameOf(month.Month), "", "", "", "", month.LockedAt is { } at ? calendar.Format(at) : "");
        }

        return CsvFiles.Bytes(text.ToString());
    }

    /// <summary>Three sheets: by person, every entry, and the journal.</summary>
    public byte[] Workbook(PayMonthView month)
    {
        var sheets = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["people"] = PayTotals.ByPerson(month).Select(p => Cells(
                ("collectorId", p.Collector.Value), ("name", p.Name), ("inKind", Amount(p.Totals.InKindMinor)), ("benefit", Amount(p.Totals.BenefitMinor)),
                ("cash", Amount(p.Totals.CashMinor)), ("prize", Amount(p.Totals.PrizeMinor)), ("paid", Amount(p.Totals.PaidMinor)), ("currency", settings.Currency))).ToList(),
            ["entries"] = month.Lines.Select(l => Cells(
                ("kind", BoardRequests.NameOf(l.Kind)), ("collectorId", l.Collector.Value), ("name", l.Name), ("source", l.Source), ("what", l.What),
                ("points", MinorUnits.ToMajor(l.PointsHundredths, 2)), ("value", Amount(l.ValueMinor)), ("at", calendar.Format(l.At)), ("entry", l.Entry.Value))).ToList(),
            ["journal"] = month.Heads.Select(h => Cells(
                ("month", PayrollDesk.NameOf(month.Month)), ("partition", h.Partition), ("seq", h.Seq), ("hash", HashOf(h)),
                ("lockedAt", month.LockedAt is { } at ? calendar.Format(at) : ""), ("lockedBy", month.LockedBy ?? ""))).ToList(),
        };
        using var file = new MemoryStream();
        file.SaveAs(sheets);
        Settle(file);
        return file.ToArray();
    }

    /// <summary>
    /// The same month is the same file. A workbook is a zip, which says of each part when it was made, and the library that writes it gives each sheet a
    /// random name within: both are put in the place of what is always the same.
    /// </summary>
    private static void Settle(MemoryStream workbook)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        using var parts = new ZipArchive(workbook, ZipArchiveMode.Update, leaveOpen: true);
        foreach (var part in parts.Entries)
        {
            if (part.Name is "workbook.xml" or "workbook.xml.rels")
                Rewrite(part, text => RandomName().Replace(text, m => names.TryGetValue(m.Value, out var known) ? known : names[m.Value] = $"sheet{names.Count + 1}"));
            part.LastWriteTime = NoTime;
        }
    }

    private static void Rewrite(ZipArchiveEntry part, Func<string, string> change)
    {
        using var stream = part.Open();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var text = Encoding.UTF8.GetBytes(change(reader.ReadToEnd()));
        stream.SetLength(0);
        stream.Write(text);
    }

    [GeneratedRegex("(?<=\")R[0-9a-f]{32}(?=\")", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RandomName();

    private static string HashOf(PartitionHead head) => head.Hash.ToString();

    private static Dictionary<string, object> Cells(params (string Name, object Value)[] cells) => cells.ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal);

    /// <summary>Texts are guarded; a number below 0 is one only as a number.</summary>
    private static void Row(CsvWriter csv, params object[] fields)
    {
        foreach (var field in fields.Concat(Enumerable.Repeat("", Columns.Length - fields.Length)))
        {
            if (field is decimal number)
                csv.WriteField(number);
            else
                csv.WriteText(field.ToString());
        }

        csv.NextRecord();
    }

    private decimal Amount(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);
}
