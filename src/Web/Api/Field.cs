using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

/// <summary>Why an entry is refused, with the field that is at fault.</summary>
internal sealed record EntryFault(Refusal Refusal, string? Field, string Message);

/// <summary>Thrown by a field that cannot be read; caught for each entry, so that one bad entry never stops the others.</summary>
internal sealed class EntryFaultException(EntryFault fault) : Exception(fault.Message)
{
    public EntryFault Fault => fault;
}

/// <summary>Reads single values exactly, or says why not. Missing and null are the same.</summary>
internal static class Field
{
    private const int MaxIdLength = 64;
    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Stored as it was sent, never written into a page as it is.</summary>
    private static readonly JsonWriterOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool IsId(string? text) => text is { Length: >= 1 and <= MaxIdLength } && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    public static string Id(in JsonElement entry, string name) => OptionalId(entry, name) ?? throw Fault(Refusal.InvalidId, name, "An id is required.");

    public static string? OptionalId(in JsonElement entry, string name)
    {
        if (!Get(entry, name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? Text(value) : null;
        return IsId(text) ? text : throw Fault(Refusal.InvalidId, name, "An id has 1 to 64 characters of A-Z a-z 0-9 . _ : -");
    }

    public static string? OptionalText(in JsonElement entry, string name, int maxLength)
    {
        if (!Get(entry, name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? Text(value) : null;
        return text is not null && text.Length <= maxLength ? text : throw Fault(Refusal.InvalidField, name, $"A text of at most {maxLength} characters.");
    }

    public static bool? OptionalFlag(in JsonElement entry, string name)
    {
        if (!Get(entry, name, out var value))
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(Refusal.InvalidField, name, "True or false.");
    }

    public static int? OptionalCount(in JsonElement entry, string name)
    {
        if (!Get(entry, name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw Fault(Refusal.InvalidField, name, "A whole number from 0.");
    }

    public static T Choice<T>(in JsonElement entry, string name, IReadOnlyDictionary<string, T> choices, T otherwise, Refusal refusal)
    {
        if (!Get(entry, name, out var value))
            return otherwise;
        return value.ValueKind == JsonValueKind.String && Text(value) is { } text && choices.TryGetValue(text, out var choice)
            ? choice
            : throw Fault(refusal, name, "One of " + string.Join(", ", choices.Keys) + ".");
    }

    public static Moment Time(in JsonElement entry, string name) =>
        OptionalTime(entry, name) ?? throw Fault(Refusal.InvalidTime, name, "A time is required.");

    public static Moment? OptionalTime(in JsonElement entry, string name)
    {
        if (!Get(entry, name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String && Text(value) is { } text && Rfc3339.TryParse(text, out var time)
            ? time
            : throw Fault(Refusal.InvalidTime, name, "An RFC 3339 time with an offset, such as 2026-11-02T10:15:00+08:00.");
    }

    public static long Amount(in JsonElement entry, string name, int decimals, bool zeroAllowed = false) =>
        OptionalAmount(entry, name, decimals, zeroAllowed) ?? throw Fault(Refusal.InvalidAmount, name, "An amount is required.");

    /// <summary>Minor units, above 0 (or from 0).</summary>
    public static long? OptionalAmount(in JsonElement entry, string name, int decimals, bool zeroAllowed = false)
    {
        if (!Get(entry, name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => Text(value),
            _ => null,
        };
        return text is not null && MinorUnits.TryParse(text, decimals, out var minor) && (minor > 0 || (zeroAllowed && minor == 0))
            ? minor
            : throw Fault(Refusal.InvalidAmount, name, string.Create(
                CultureInfo.InvariantCulture, $"An amount above 0, up to 10^13, with at most {decimals} decimals; it is never rounded."));
    }

    public static EntryFaultException Fault(Refusal refusal, string? field, string message) => new(new EntryFault(refusal, field, message));

    private static bool Get(in JsonElement entry, string name, out JsonElement value) =>
        entry.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>An object as minified JSON, so that blanks and escapes make no difference.</summary>
    public static string? OptionalObject(in JsonElement entry, string name, int maxLength)
    {
        if (!Get(entry, name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Object || value.GetRawText().Length > maxLength)
            throw Fault(Refusal.InvalidField, name, $"An object of at most {maxLength} characters.");
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Minified))
        {
            try
            {
                value.WriteTo(json);
            }
            catch (InvalidOperationException)
            {
                throw Fault(Refusal.InvalidField, name, "A text in it is no Unicode.");
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Null for a text that is no Unicode (a lone surrogate), or holds U+0000, which PostgreSQL cannot keep.</summary>
    public static string? Text(in JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
