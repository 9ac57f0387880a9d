using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Leaderboard.Imports;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Writes refused rows as they were, with what is wrong beside them: to be mended in a spreadsheet and sent again as it is.
/// Cells that a spreadsheet would run are guarded.
/// </summary>
internal sealed class ErrorSheet : IDisposable
{
    private static readonly string[] Own = ["line", "field", "code", "message"];

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '+', '-', '@'],
        InjectionEscapeCharacter = '\'',
    };

    private readonly int[] _places;
    private readonly string[] _header;
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly CsvWriter _csv;

    /// <param name="header">Of the file.</param>
    /// <param name="columns">That are read; others that are called like ours came from a sheet like this one.</param>
    public ErrorSheet(IReadOnlyList<string> header, IReadOnlyList<ImportColumn> columns)
    {
        _places = [.. Enumerable.Range(0, header.Count).Where(i => !Own.Contains(header[i], StringComparer.Ordinal) || columns.Any(c => c.Column == header[i]))];
        _header = [.. _places.Select(i => header[i]), .. Own];
        _csv = new CsvWriter(_text, Format);
    }

    /// <summary>What the file of refused rows is called: like the file they came in.</summary>
    public static string NameOf(ImportView import) =>
        (Path.GetFileNameWithoutExtension(import.File.FileName) is { Length: > 0 } name ? name : import.Id) + "-errors.csv";

    public void WriteHeader()
    {
        foreach (var column in _header)
            _csv.WriteField(column);
        _csv.NextRecord();
    }

    public void Write(SheetRow row, ImportError error)
    {
        foreach (var place in _places)
            _csv.WriteField(place < row.Line.Cells.Length ? row.Line.Cells[place] : "");
        _csv.WriteField(error.Line);
        _csv.WriteField(error.Field);
        _csv.WriteField(error.Code);
        _csv.WriteField(error.Message);
        _csv.NextRecord();
    }

    /// <summary>What was written so far, to be cleared by whoever has stored it.</summary>
    public StringBuilder Written()
    {
        _csv.Flush();
        return _text.GetStringBuilder();
    }

    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }
}
