using System.Globalization;
using Humanizer;

namespace Leaderboard.Web.Display;

/// <summary>How long ago something was, in words: <c>3 minutes ago</c>, <c>3 分钟前</c>. The only place that knows Humanizer.</summary>
internal static class RelativeTime
{
    public static string Ago(Moment then, Moment now, CultureInfo culture) =>
        then.ToDateTimeOffset().Humanize(now < then ? then.ToDateTimeOffset() : now.ToDateTimeOffset(), culture);
}
