using System.Text;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Reads delimited text record by record, and goes on after what cannot be read: a record that is too long, a quote that is
/// never closed. CsvHelper gives up at either, or takes the rest of the file for one field; see docs/adr/0005.
/// </summary>
internal sealed class DelimitedText(TextReader text)
{
    /// <summary>Characters of one record: no row of a bank's is near it, and memory is safe from what is none.</summary>
    public const int MaxRecord = 1 << 20;

    private const int InitialBuffer = 1 << 16;
    private readonly List<(int From, int To)> _fields = [];
    private char[] _buffer = new char[InitialBuffer];
    private int _at;
    private int _end;
    private bool _isAtEnd;
    private bool _skipLineFeed;
    private long _line = 1;

    /// <summary>Comma, semicolon or tab: whichever the first line has most of.</summary>
    public char Delimiter { get; private set; }

    /// <summary>Null at the end.</summary>
    public async ValueTask<SheetLine?> ReadAsync(CancellationToken cancel)
    {
        if (Delimiter == default)
            await FindDelimiterAsync(cancel);
        var scan = new Scan();
        _fields.Clear();
        while (true)
        {
            if (_skipLineFeed && _at < _end)
            {
                _at += _buffer[_at] == '\n' ? 1 : 0;
                _skipLineFeed = false;
            }

            if (Continue(ref scan))
                return Take(scan);
            if (_end - _at >= MaxRecord)
                return scan.IsQuoted && FirstLineEnd() is { } early ? Drop(early, "unclosedQuote") : await SkipLineAsync(cancel);
            if (_isAtEnd || !await FillAsync(cancel))
                break;
        }

        if (_at == _end)
            return null;
        if (scan.IsQuoted)
            return Drop(FirstLineEnd() ?? _end, "unclosedQuote");
        _fields.Add((scan.FieldFrom, _end - _at));
        return Take(scan with { Next = _end - _at });
    }

    /// <summary>Goes on to the end of the record; false when more text is needed. Offsets are from the record's start.</summary>
    private bool Continue(ref Scan scan)
    {
        var record = _buffer.AsSpan(_at, _end - _at);
        while (scan.Next < record.Length)
        {
            if (scan.IsQuoted)
            {
                var quote = record[scan.Next..].IndexOf('"');
                scan.Next = quote < 0 ? record.Length : scan.Next + quote + 1;
                (scan.IsQuoted, scan.IsAfterQuote) = (quote < 0, quote >= 0);
                continue;
            }

            if (record[scan.Next] == '"' && (scan.Next == scan.FieldFrom || scan.IsAfterQuote))
            {
                // At the start of a field it opens; after one that closed, the two stand for one and the field goes on.
                (scan.IsQuoted, scan.IsAfterQuote) = (true, false);
                scan.Next++;
                continue;
            }

            scan.IsAfterQuote = false;
            var stop = record[scan.Next..].IndexOfAny(Delimiter, '\n', '\r');
            if (stop < 0)
            {
                scan.Next = record.Length;
                return false;
            }

            var at = scan.Next + stop;
            _fields.Add((scan.FieldFrom, at));
            scan.Next = scan.FieldFrom = at + 1;
            if (record[at] == Delimiter)
                continue;
            _skipLineFeed = record[at] == '\r';
            scan.IsComplete = true;
            return true;
        }

        return false;
    }

    private SheetLine Take(Scan scan)
    {
        var cells = new string[_fields.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Value(_buffer.AsSpan(_at + _fields[i].From, _fields[i].To - _fields[i].From));
        var line = _line;
        var record = _buffer.AsSpan(_at, scan.IsComplete ? scan.Next - 1 : scan.Next);
        _line += 1 + Math.Max(record.Count('\n'), record.Count('\r'));
        _at += scan.Next;
        return new SheetLine(line, cells, null);
    }

    private static string Value(ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty || raw[0] != '"')
            return raw.ToString();
        if (raw[1..].IndexOf('"') == raw.Length - 2)
            return raw[1..^1].ToString();
        var value = new StringBuilder(raw.Length);
        var isOpen = true;
        for (var i = 1; i < raw.Length; i++)
        {
            if (raw[i] != '"')
                value.Append(raw[i]);
            else if (isOpen && i + 1 < raw.Length && raw[i + 1] == '"')
                value.Append(raw[i++]);
            else
                isOpen = false;
        }

        return value.ToString();
    }

    /// <summary>Gives a line up and goes on with what follows it.</summary>
    private SheetLine Drop(int lineEnd, string fault)
    {
        _at = lineEnd;
        return new SheetLine(_line++, [], fault);
    }

    /// <summary>Behind the first line break of what is in the buffer.</summary>
    private int? FirstLineEnd() => _buffer.AsSpan(_at, _end - _at).IndexOf('\n') is var feed and >= 0 ? _at + feed + 1 : null;

    private async Task<SheetLine> SkipLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (FirstLineEnd() is { } end)
                return Drop(end, "lineTooLong");
            _at = _end;
            if (!await FillAsync(cancel))
                return Drop(_end, "lineTooLong");
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            (_at, _end) = (0, _end - _at);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, MaxRecord));
        var read = await text.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        _isAtEnd = read == 0;
        return !_isAtEnd;
    }

    private async Task FindDelimiterAsync(CancellationToken cancel)
    {
        while (FirstLineEnd() is null && _end < MaxRecord && await FillAsync(cancel))
        {
            // Until the first line is whole.
        }

        var first = _buffer.AsSpan(_at, (FirstLineEnd() ?? _end) - _at);

        // How spreadsheets say it to each other.
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length > 4)
        {
            Delimiter = first[4];
            _at += first.Length;
            _line++;
            return;
        }

        Delimiter = ',';
        foreach (var candidate in ";\t")
        {
            if (first.Count(candidate) > first.Count(Delimiter))
                Delimiter = candidate;
        }
    }

    private record struct Scan(int Next, int FieldFrom, bool IsQuoted, bool IsAfterQuote, bool IsComplete);
}

/// <summary>A record of a file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Fault">Code of why it could not be read; null when it could.</param>
internal sealed record SheetLine(long Line, string[] Cells, string? Fault)
{
    public bool IsEmpty => Fault is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
