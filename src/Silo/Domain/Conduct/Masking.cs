using System.Text.RegularExpressions;

namespace Leaderboard.Domain.Conduct;

/// <summary>
/// Takes out of free text what names a borrower by a number: phone numbers keep three digits and four, identity and account
/// numbers six and four. Whatever else somebody writes is erased with the note.
/// </summary>
internal static partial class Masking
{
    /// <summary>A phone number, with a country code too, has fewer.</summary>
    private const int IdentityDigits = 14;

    private const int PhoneHead = 3;
    private const int IdentityHead = 6;
    private const int Tail = 4;

    public static string Of(string text) => Numbers().Replace(text, match =>
    {
        var digits = match.Value.Count(IsDigit);
        var (head, seen) = (digits >= IdentityDigits ? IdentityHead : PhoneHead, 0);
        return string.Concat(match.Value.Select(c => IsDigit(c) && seen++ is var at && at >= head && at < digits - Tail ? '*' : c));
    });

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is 'X' or 'x';

    /// <summary>Eight digits and more, with single blanks and hyphens between them, but for dates; an identity number may end with X.</summary>
    [GeneratedRegex("(?<![0-9-])(?!(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})[0-9](?:[ -]?[0-9]){7,}[Xx]?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
