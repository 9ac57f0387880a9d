using System.Globalization;
using System.Text.Json;

namespace Leaderboard.Web.Api;

/// <summary>One entry to be read field by field: an object of a JSON array, or a row of a file. Missing, null and empty cells are the same.</summary>
internal readonly struct Entry
{
    private readonly JsonElement _json;
    private readonly ISheetRow? _row;

    public Entry(JsonElement json) => _json = json;

    public Entry(ISheetRow row) => _row = row;

    public static implicit operator Entry(JsonElement json) => new(json);

    public bool TryGet(string name, out EntryValue value)
    {
        if (_row is null)
        {
            var isThere = _json.TryGetProperty(name, out var json) && json.ValueKind != JsonValueKind.Null;
            value = new EntryValue(json);
            return isThere;
        }

        var cell = _row.Cell(name);
        value = new EntryValue(cell ?? "", _row.Formats);
        return cell is not null;
    }
}

/// <summary>A row of a file by the fields that its columns stand for.</summary>
internal interface ISheetRow
{
    CellFormats Formats { get; }

    /// <summary>Null when there is no such column, or nothing but blanks in it.</summary>
    string? Cell(string field);
}

/// <summary>
/// A value as its sender wrote it, turned into what the rules of <see cref="Field"/> judge; null for what is not such a value
/// at all. JSON has types; cells are read as people and banks write them.
/// </summary>
internal readonly struct EntryValue
{
    private readonly JsonElement _json;
    private readonly string? _cell;
    private readonly CellFormats? _formats;

    public EntryValue(JsonElement json) => _json = json;

    public EntryValue(string cell, CellFormats formats)
    {
        _cell = cell;
        _formats = formats;
    }

    /// <summary>How a time is to be written here.</summary>
    public string TimeRule => _formats is null
        ? "An RFC 3339 time with an offset, such as 2026-11-02T10:15:00+08:00."
        : "A time such as 2026-11-02 10:15, of the institution, or one with an offset.";

    /// <summary>Null for a text that is no Unicode (a lone surrogate), or holds U+0000, which PostgreSQL cannot keep.</summary>
    public string? Text => (_cell ?? StringOf(_json)) is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <summary>The name of a choice.</summary>
    public string? Choice => _cell is null ? Text : CellFormats.Choice(_cell);

    /// <summary>A plain decimal number.</summary>
    public string? Amount => _cell is not null ? CellFormats.Amount(_cell) : _json.ValueKind == JsonValueKind.Number ? _json.GetRawText() : Text;

    /// <summary>Names of choices: an array of texts, or a cell with signs between them.</summary>
    public IReadOnlyList<string>? Choices => _cell is not null
        ? [.. _cell.Split([',', ';', '/', '|', '，', '；', '、', ' '], StringSplitOptions.RemoveEmptyEntries).Select(CellFormats.Choice)]
        : _json.ValueKind == JsonValueKind.Array && _json.EnumerateArray().All(j => j.ValueKind == JsonValueKind.String) ? [.. _json.EnumerateArray().Select(j => StringOf(j) ?? "")] : null;

    public string? Currency => _cell is null ? Text : _cell.ToUpperInvariant();

    public bool? Flag => _cell is not null ? CellFormats.Flag(_cell) : _json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public int? Count => _cell is not null ? CellFormats.Count(_cell) : _json.ValueKind == JsonValueKind.Number && _json.TryGetInt32(out var count) ? count : null;

    public Moment? Time => _cell is not null ? _formats?.Time(_cell) : Text is { } text && Rfc3339.TryParse(text, out var time) ? time : null;

    public DateOnly? Date => _cell is not null ? _formats?.Day(_cell)
        : DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A bare date as the first moment of its day; null for anything else.</summary>
    public Moment? Day(InstitutionCalendar calendar) => Text is { } text ? calendar.StartOfDate(text) : null;

    /// <summary>An object; <c>default</c> for what is none.</summary>
    public JsonElement Object()
    {
        if (_cell is null)
            return _json;
        try
        {
            using var document = JsonDocument.Parse(_cell);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? StringOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
