using System.Globalization;
using CsvHelper;
using Leaderboard.Boards;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Boards;

/// <summary>A whole board as a file for a spreadsheet: CSV in UTF-8 with a byte order mark.</summary>
internal sealed class BoardFile(
    IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar, Figures figures, StandingLines lines, IStringLocalizer<Words> words)
{
    private const int ReadRows = 1000;

    /// <summary>More than a spreadsheet is good for.</summary>
    private const int MaxRows = 100_000;

    public static string NameOf(BoardAddress address, BoardRequest request) =>
        $"leaderboard-{address.Subject}-{address.Measure}-{request.Window.Key.Replace('/', '-')}.csv";

    public async Task<byte[]> WriteAsync(BoardRequest request)
    {
        var selection = request.Selection;
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using var csv = CsvFiles.Writer(text);
        string[] made = selection.Measure.IsRatio() ? [words["boards.numerator", settings.Currency], words["boards.denominator", settings.Currency]] : [];
        Row(csv, [words["boards.rank"], words["boards.tied"], words["boards.id"], words["boards.name"], words["boards.team.id"], words["subject.one.team"], ValueName(request), words["boards.reached"], words["boards.movement"], words["boards.gap"], .. made]);
        foreach (var s in await ReadAsync(grains.Board(request.Window.Key), selection))
        {
            csv.WriteField(s.Rank);
            csv.WriteField(s.Tied ? words["boards.yes"].Value : "");
            Texts(csv, s.Id, lines.NameOf(s, selection.Subject), s.Team?.Value ?? "", s.TeamName ?? "");
            csv.WriteField(figures.Plain(s.Value, selection.Measure));
            csv.WriteField(calendar.Format(s.ReachedAt));
            csv.WriteField(s.Movement);
            csv.WriteField(figures.Plain(s.GapToNext, selection.Measure));
            if (s is { NumeratorMinor: { } numerator, DenominatorMinor: { } denominator })
            {
                csv.WriteField(figures.PlainAmount(numerator));
                csv.WriteField(figures.PlainAmount(denominator));
            }

            await csv.NextRecordAsync();
        }

        await csv.FlushAsync();
        return CsvFiles.Bytes(text.ToString());
    }

    private static void Texts(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
            csv.WriteText(field);
    }

    private static void Row(CsvWriter csv, params string[] fields)
    {
        Texts(csv, fields);
        csv.NextRecord();
    }

    /// <summary>The measure with its unit and its period.</summary>
    private string ValueName(BoardRequest request)
    {
        var name = words["measure." + BoardRequests.NameOf(request.Selection.Measure)].Value;
        var unit = request.Selection.Measure switch
        {
            BoardMeasure.Rate or BoardMeasure.Attainment => " (%)",
            BoardMeasure.Amount or BoardMeasure.Effective or BoardMeasure.PerHead => $" ({settings.Currency})",
            _ => "",
        };
        return $"{name}{unit} {request.Window.Key}";
    }

    /// <summary>Read anew when the board moved between two parts, so that nobody is in it twice; the last try is taken as it is.</summary>
    private static async Task<List<Standing>> ReadAsync(IBoardGrain board, BoardSelection selection)
    {
        var rows = new List<Standing>();
        for (var tries = 0; tries < 3; tries++)
        {
            rows.Clear();
            var revisions = new HashSet<(string, long)>();
            BoardPage page;
            do
            {
                page = await board.Read(selection, rows.Count, ReadRows);
                revisions.Add((page.Epoch, page.Revision));
                rows.AddRange(page.Standings);
            }
            while (page.Standings.Length == ReadRows && rows.Count < MaxRows);
            if (revisions.Count == 1)
                break;
        }

        return rows;
    }
}
