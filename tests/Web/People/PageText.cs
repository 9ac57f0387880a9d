using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.People;

/// <summary>What a page says, read off its markup.</summary>
public static partial class PageText
{
    /// <summary>The words of a piece of markup as they are read.</summary>
    public static string Of(string markup) => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(markup, " ")), " ").Trim();

    /// <summary>The text of each element that has exactly this class and holds no other element.</summary>
    public static IReadOnlyList<string> OfClass(string markup, string name) =>
        [.. Regex.Matches(markup, $"class=\"{name}\"[^>]*>([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => Of(m.Groups[1].Value))];

    /// <summary>The text of the element with an id, which holds no other element; null when there is none.</summary>
    public static string? OfId(string markup, string id) =>
        Regex.Match(markup, $"id=\"{id}\"[^>]*>([^<]*)<", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found ? Of(found.Groups[1].Value) : null;

    /// <summary>Pieces of markup, each from one beginning to the next.</summary>
    public static IReadOnlyList<string> Parts(string markup, string beginning) => [.. markup.Split(beginning).Skip(1)];

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
