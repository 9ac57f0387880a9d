using System.Globalization;

namespace Leaderboard.Web.Api;

/// <summary>Times as RFC 3339 has them, offset required. Instants from 1970 to the end of 9999; digits beyond microseconds are cut off.</summary>
internal static class Rfc3339
{
    private const int MaxLength = 48;
    private const int FirstYear = 1970;
    private static readonly long MaxMicros = Moment.From(DateTimeOffset.MaxValue).UnixMicroseconds;

    public static bool TryParse(ReadOnlySpan<char> text, out Moment time)
    {
        time = default;

        // yyyy-MM-ddTHH:mm:ss, perhaps a fraction, then Z or ±hh:mm.
        if (text.Length is < 20 or > MaxLength || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':')
            return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second))
        {
            return false;
        }

        if (year is < FirstYear - 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var rest = text[19..];
        if (!Fraction(ref rest, out var micros) || !Offset(rest, out var offsetMinutes))
            return false;
        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
        var unixMicros = ((local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond) + micros - (offsetMinutes * 60_000_000L);
        if (unixMicros < 0 || unixMicros > MaxMicros)
            return false;
        time = new Moment(unixMicros);
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<char> rest, out long micros)
    {
        micros = 0;
        if (rest.IsEmpty || rest[0] != '.')
            return true;
        var digits = 1;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
        {
            if (digits <= 6)
                micros = (micros * 10) + (rest[digits] - '0');
            digits++;
        }

        for (var i = digits; i <= 6; i++)
            micros *= 10;
        var any = digits > 1;
        rest = rest[digits..];
        return any;
    }

    private static bool Offset(ReadOnlySpan<char> rest, out int minutes)
    {
        minutes = 0;
        if (rest is ['Z'] or ['z'])
            return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':' || !Number(rest[1..3], out var h) || !Number(rest[4..], out var m) || h > 23 || m > 59)
            return false;
        minutes = ((h * 60) + m) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int value) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
