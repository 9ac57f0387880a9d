using System.Globalization;

namespace Leaderboard.Imports;

/// <summary>Ids of imports, which tell when they were made: a file that came only half has an id and no record.</summary>
public static class ImportId
{
    private const string Prefix = "imp-";
    private const int MillisecondDigits = 12;
    private const long MicrosPerMillisecond = 1000;

    public static string New(Moment now) => Prefix + Guid.CreateVersion7(now.ToDateTimeOffset()).ToString("N");

    /// <summary>When an id was made, to the millisecond; null for an id that was not made here.</summary>
    public static Moment? MadeAt(string importId) =>
        importId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(importId.AsSpan(Prefix.Length), "N", out var id) && id.Version == 7
            ? new Moment(long.Parse(importId.AsSpan(Prefix.Length, MillisecondDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) * MicrosPerMillisecond)
            : null;
}
