using Leaderboard.Web.Api;

namespace Leaderboard.Web.Pages;

/// <summary>Amounts and points as people type them into a field: signs of money and of thousands are understood, as in files.</summary>
internal static class TypedAmounts
{
    /// <summary>False for what is no number above 0 (or from 0) with at most so many decimals; an empty field is true, and null.</summary>
    public static bool TryRead(string? text, int decimals, out long? minor, bool zeroAllowed = false)
    {
        minor = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (CellFormats.Amount(text) is not { } plain || !MinorUnits.TryParse(plain, decimals, out var read) || read < (zeroAllowed ? 0 : 1))
            return false;
        minor = read;
        return true;
    }
}
