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

    public static string Id(in Entry entry, string name) => OptionalId(entry, name) ?? throw Fault(Refusal.InvalidId, name, "An id is required.");

    public static string? OptionalId(in Entry entry, string name)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        var text = value.Text;
        return IsId(text) ? text : throw Fault(Refusal.InvalidId, name, "An id has 1 to 64 characters of A-Z a-z 0-9 . _ : -");
    }

    public static string? OptionalText(in Entry entry, string name, int maxLength)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Text is { } text && text.Length <= maxLength ? text : throw Fault(Refusal.InvalidField, name, $"A text of at most {maxLength} characters.");
    }

    public static bool? OptionalFlag(in Entry entry, string name)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Flag ?? throw Fault(Refusal.InvalidField, name, "True or false.");
    }

    public static int? OptionalCount(in Entry entry, string name)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Count is { } count && count >= 0
            ? count
            : throw Fault(Refusal.InvalidField, name, "A whole number from 0.");
    }

    public static T Choice<T>(in Entry entry, string name, IReadOnlyDictionary<string, T> choices, T otherwise, Refusal refusal)
    {
        if (!entry.TryGet(name, out var value))
            return otherwise;
        return value.Choice is { } text && choices.TryGetValue(text, out var choice)
            ? choice
            : throw Fault(refusal, name, "One of " + string.Join(", ", choices.Keys) + ".");
    }

    public static Moment Time(in Entry entry, string name) =>
        OptionalTime(entry, name) ?? throw Fault(Refusal.InvalidTime, name, "A time is required.");

    public static Moment? OptionalTime(in Entry entry, string name)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Time ?? throw Fault(Refusal.InvalidTime, name, value.TimeRule);
    }

    /// <summary>A day of the institution.</summary>
    public static DateOnly Day(in Entry entry, string name) =>
        entry.TryGet(name, out var value) && value.Date is { } day ? day : throw Fault(Refusal.InvalidTime, name, "A day of the institution, such as 2026-11-02.");

    public static long Amount(in Entry entry, string name, int decimals, bool zeroAllowed = false) =>
        OptionalAmount(entry, name, decimals, zeroAllowed) ?? throw Fault(Refusal.InvalidAmount, name, "An amount is required.");

    /// <summary>Minor units, above 0 (or from 0).</summary>
    public static long? OptionalAmount(in Entry entry, string name, int decimals, bool zeroAllowed = false)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Amount is { } text && MinorUnits.TryParse(text, decimals, out var minor) && (minor > 0 || (zeroAllowed && minor == 0))
            ? minor
            : throw Fault(Refusal.InvalidAmount, name, string.Create(
                CultureInfo.InvariantCulture, $"An amount above 0, up to 10^13, with at most {decimals} decimals; it is never rounded."));
    }

    /// <summary>Minor units of a balance; below 0 where more was received than was owed.</summary>
    public static long? OptionalBalance(in Entry entry, string name, int decimals)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        return value.Amount is { } text && MinorUnits.TryParse(text, decimals, out var minor)
            ? minor
            : throw Fault(Refusal.InvalidAmount, name, string.Create(CultureInfo.InvariantCulture, $"A balance within 10^13 either way, with at most {decimals} decimals; it is never rounded."));
    }

    public static EntryFaultException Fault(Refusal refusal, string? field, string message) => new(new EntryFault(refusal, field, message));

    /// <summary>An object as minified JSON, so that blanks and escapes make no difference.</summary>
    public static string? OptionalObject(in Entry entry, string name, int maxLength)
    {
        if (!entry.TryGet(name, out var value))
            return null;
        var json = value.Object();
        if (json.ValueKind != JsonValueKind.Object || json.GetRawText().Length > maxLength)
            throw Fault(Refusal.InvalidField, name, $"An object of at most {maxLength} characters.");
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Minified))
        {
            try
            {
                json.WriteTo(writer);
            }
            catch (InvalidOperationException)
            {
                throw Fault(Refusal.InvalidField, name, "A text in it is no Unicode.");
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
