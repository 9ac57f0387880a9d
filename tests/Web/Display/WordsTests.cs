using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Leaderboard.Web.Resources;

namespace Leaderboard.Web.Display;

public sealed partial class WordsTests
{
    private static readonly ResourceManager Resources = new(typeof(Words));

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var chinese = Texts(CultureInfo.GetCultureInfo("zh-Hans"));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(chinese[text.Key])));
        Assert.All(english.Values.Concat(chinese.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hans-SG")]
    public void Chinese_cultures_read_the_Chinese_texts(string culture) =>
        Assert.Equal("龙虎榜", Resources.GetString("app.name", CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("en")]
    [InlineData("en-GB")]
    [InlineData("fr")]
    public void Any_other_culture_reads_English(string culture) =>
        Assert.Equal("Leaderboard", Resources.GetString("app.name", CultureInfo.GetCultureInfo(culture)));

    private static Dictionary<string, string> Texts(CultureInfo culture) => Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    private static List<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
