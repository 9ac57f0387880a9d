using Leaderboard.Imports;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>A stored file that is being read: its header, then its rows.</summary>
internal sealed class Sheet : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _resources;
    private readonly IAsyncEnumerator<SheetLine> _lines;
    private Func<long> _bytesRead;

    private Sheet(IAsyncEnumerable<SheetLine> lines, Func<long> bytesRead, params IAsyncDisposable[] resources)
    {
        _lines = lines.GetAsyncEnumerator();
        _bytesRead = bytesRead;
        _resources = resources;
    }

    /// <summary>Names of the columns, blanks around them taken off; empty where the file has nothing but empty lines.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Of the file as it was sent.</summary>
    public long BytesRead => _bytesRead();

    /// <summary>Throws <see cref="SheetRefusedException"/> for what is no workbook although it looks like one.</summary>
    public static Task<Sheet> OpenAsync(ImportFiles files, string importId, string format, CancellationToken cancel)
    {
        var stream = files.Open(importId, ImportPart.File);
        return OpenAsync(stream, () => stream.BytesRead, format, cancel);
    }

    /// <summary>The same for a file that is at hand; the stream is closed with the sheet.</summary>
    public static async Task<Sheet> OpenAsync(Stream stream, Func<long> bytesRead, string format, CancellationToken cancel)
    {
        Sheet sheet;
        if (format == TextProbe.Workbook)
        {
            // A zip archive is read from its end.
            var local = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await stream.CopyToAsync(local, cancel);
            local.Position = 0;
            sheet = new Sheet(Workbook.ReadAsync(local, cancel), () => local.Position, stream, local);
        }
        else
        {
            var text = new DelimitedText(TextProbe.Reader(stream, format));
            sheet = new Sheet(LinesAsync(text, cancel), bytesRead, stream);
        }

        try
        {
            if (await sheet.NextAsync() is { } header)
                sheet.Header = [.. header.Cells.Select(c => c.Trim())];
            return sheet;
        }
        catch
        {
            await sheet.DisposeAsync();
            throw;
        }
    }

    /// <summary>What an import has brought in, as a sheet of one column.</summary>
    public static Sheet OfIds(ImportFiles files, string importId)
    {
        var count = 0L;
        var stream = files.Open(importId, ImportPart.Accepted);
        return new Sheet(IdsAsync(), () => count, stream) { Header = [TakeBackRows.Field] };

        async IAsyncEnumerable<SheetLine> IdsAsync()
        {
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } id)
                yield return new SheetLine(++count, [id], null);
        }
    }

    /// <summary>The next line that is not empty; null at the end.</summary>
    public async ValueTask<SheetLine?> NextAsync()
    {
        try
        {
            while (await _lines.MoveNextAsync())
            {
                if (!_lines.Current.IsEmpty)
                    return _lines.Current;
            }

            return null;
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Xml.XmlException or InvalidOperationException or FormatException)
        {
            throw new SheetRefusedException(new SheetRefusal("unreadableFile", null, "The workbook is damaged: open it, save it again, and send that."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        var read = BytesRead;
        _bytesRead = () => read;
        await _lines.DisposeAsync();
        foreach (var resource in _resources)
            await resource.DisposeAsync();
    }

    private static async IAsyncEnumerable<SheetLine> LinesAsync(DelimitedText text, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (await text.ReadAsync(cancel) is { } line)
            yield return line;
    }
}

/// <summary>Which cell of a row is which field.</summary>
internal sealed record SheetLayout(int Width, IReadOnlyDictionary<string, int> Places, CellFormats Formats)
{
    public static SheetLayout Of(IReadOnlyList<string> header, IEnumerable<ImportColumn> columns, CellFormats formats) =>
        new(header.Count, columns.ToDictionary(c => c.Field, c => header.IndexOf(c.Column), StringComparer.Ordinal), formats);
}

/// <summary>A row of data.</summary>
internal sealed class SheetRow(SheetLine line, SheetLayout layout) : ISheetRow
{
    public SheetLine Line => line;

    public CellFormats Formats => layout.Formats;

    /// <summary>Why nothing of the row is read; null when it is. A row with more cells than the header has been cut in a wrong place.</summary>
    public string? Fault => line.Fault ?? (line.Cells.Length > layout.Width && line.Cells.AsSpan(layout.Width).ContainsAnyExcept("") ? "raggedRow" : null);

    public string? Cell(string field)
    {
        if (!layout.Places.TryGetValue(field, out var place) || place >= line.Cells.Length)
            return null;
        var text = line.Cells[place].Trim();

        // What we put before cells that a spreadsheet would take for formulas, when they were handed back to be mended.
        if (text.Length > 1 && text[0] == '\'' && text[1] is '=' or '+' or '-' or '@')
            text = text[1..];
        return text.Length == 0 ? null : text;
    }
}

internal static class Headers
{
    public static int IndexOf(this IReadOnlyList<string> header, string column)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], column, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
