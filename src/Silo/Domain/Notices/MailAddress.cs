using System.Buffers;

namespace Leaderboard.Domain.Notices;

/// <summary>
/// Addresses as people have them: <c>name@bank.example</c>, without quotes, comments, or signs beyond ASCII. Less than mail allows, and nothing that could end a
/// header or name a second person.
/// </summary>
internal static class MailAddress
{
    /// <summary>As in the envelope of a mail.</summary>
    public const int MaxLength = 254;

    private const int MaxNameLength = 64;
    private const int MaxLabelLength = 63;
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> OfNames = SearchValues.Create(LettersAndDigits + "!#$%&'*+-/=?^_`{|}~");
    private static readonly SearchValues<char> OfLabels = SearchValues.Create(LettersAndDigits + "-");

    public static bool IsOne(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= MaxNameLength && text.Length <= MaxLength && IsName(text[..at]) && IsHost(text[(at + 1)..]);
    }

    private static bool IsName(string name) => name.Split('.').All(p => p.Length > 0 && !p.AsSpan().ContainsAnyExcept(OfNames));

    private static bool IsHost(string host) => host.Split('.') is { Length: > 1 } labels && Array.TrueForAll(labels, IsLabel);

    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-' && !label.AsSpan().ContainsAnyExcept(OfLabels);
}
