using System.Globalization;

namespace Leaderboard.Web.Display;

/// <summary>Shares and small numbers as people read them; cut off where they are reckoned, never rounded up here.</summary>
internal static class Percents
{
    /// <summary>Hundredths of a percent: <c>63.20%</c>.</summary>
    public static string Of(long basisPoints) => (basisPoints / 100m).ToString("N2", CultureInfo.InvariantCulture) + "%";

    /// <summary>Tenths without their sign: <c>3.2</c>.</summary>
    public static string Tenths(long tenths) => (Math.Abs(tenths) / 10m).ToString("N1", CultureInfo.InvariantCulture);
}
