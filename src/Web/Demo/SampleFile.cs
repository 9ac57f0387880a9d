using System.Globalization;
using CsvHelper;
using Leaderboard.Boards;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;

namespace Leaderboard.Web.Demo;

/// <summary>A file such as a bank would send, to try an import with: a few receipts of this moment, the first large enough to lead the day.</summary>
internal sealed class SampleFile(IGrainFactory grains, InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time)
{
    public const string Name = "receipts.csv";

    /// <summary>Ahead of the first by so much, as a share of what the first has; more would make slivers of all other bars.</summary>
    private const decimal Lead = 0.1m;
    private const decimal Usual = 12_345m;
    private static readonly string[] Channels = ["transfer", "cash", "wechat"];
    private static readonly string[] English = ["id", "collectorId", "amount", "receivedAt", "channel"];
    private static readonly string[] Chinese = ["流水号", "工号", "金额", "到账时间", "渠道"];

    /// <summary>New receipts each time, with the columns named in the reader's language.</summary>
    public async Task<byte[]> WriteAsync(CultureInfo culture)
    {
        var now = time.Now();
        var day = await grains.Board(calendar.Window(BoardPeriod.Day, now).Key).Read(new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount }, 0, 1);
        var top = day.Standings.Length == 0 ? 0 : Math.Truncate(MinorUnits.ToMajor(day.Standings[0].Value, settings.CurrencyDecimals));
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = CsvFiles.Writer(text);
        Write(csv, Money.IsChinese(culture) ? Chinese : English);
        for (var i = 0; i < Channels.Length; i++)
        {
            // Early in the day the others of the file may be the first.
            var amount = i == 0 ? Math.Truncate(top * (1 + Lead)) + (Usual * Channels.Length) : Usual * i;
            Write(
                csv,
                string.Create(CultureInfo.InvariantCulture, $"tour-{now.UnixMicroseconds}-{i + 1}"),
                DemoFloor.Collectors[i].Id,
                amount.ToString(CultureInfo.InvariantCulture),
                calendar.Format(now)[..16].Replace('T', ' '),
                Channels[i]);
        }

        await csv.FlushAsync();
        return CsvFiles.Bytes(text.ToString());
    }

    private static void Write(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
            csv.WriteText(field);
        csv.NextRecord();
    }
}
