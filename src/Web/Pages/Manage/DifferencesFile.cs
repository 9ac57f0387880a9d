using System.Globalization;
using CsvHelper;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Reconciliation;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Where ours and the bank's rows of a day and source differ, for a spreadsheet.</summary>
internal sealed class DifferencesFile(IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar, IStringLocalizer<Words> words)
{
    private const int RowsAtOnce = 1000;

    public async Task<byte[]> WriteAsync(DateOnly day, string source)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = CsvFiles.Writer(text);
        foreach (var title in (string[])["difference", "kind", "id", "ours", "bank", "collector", "at", "source"])
            csv.WriteText(words["reconciliation.column." + title]);
        await csv.NextRecordAsync();
        for (var offset = 0L; await grains.Reconciliation(day).Differences(source, offset, RowsAtOnce) is { Rows: { Length: > 0 } rows }; offset += rows.Length)
        {
            foreach (var row in rows)
                Write(csv, row);
        }

        await csv.FlushAsync();
        return CsvFiles.Bytes(text.ToString());
    }

    private void Write(CsvWriter csv, ReconciledRow row)
    {
        csv.WriteText(words["reconciliation.row." + ReconciliationJson.What(row)]);
        csv.WriteText(words["reconciliation.kind." + row.Kind]);
        csv.WriteText(row.Id);
        csv.WriteField(Major(row.OursMinor));
        csv.WriteField(Major(row.BankMinor));
        csv.WriteText(row.Collector?.Value);
        csv.WriteField(row.At is { } at ? calendar.Format(at) : null);
        csv.WriteText(row.Source);
        csv.NextRecord();
    }

    private decimal? Major(long? minor) => minor is { } amount ? MinorUnits.ToMajor(amount, settings.CurrencyDecimals) : null;
}
