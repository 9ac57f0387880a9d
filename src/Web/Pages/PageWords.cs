using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages;

/// <summary>What the scripts of a page need to know: words, language, currency, zone, build. Served as a block of data, which no policy forbids.</summary>
internal sealed class PageWords(IStringLocalizer<Words> words, InstitutionSettings settings)
{
    /// <summary>Keeps Chinese as it is, and still escapes what could end a script element.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>New with each build; an open page that sees another one loads itself again.</summary>
    public static string Build { get; } = typeof(PageWords).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Anything as a block of data.</summary>
    public static HtmlString Data<T>(T value) => new(JsonSerializer.Serialize(value, Json));

    public HtmlString Settings() => Data(
        new
        {
            language = Languages.Tag(CultureInfo.CurrentUICulture),
            settings.TimeZone,
            settings.Currency,
            settings.CurrencyDecimals,
            build = Build,
            words = words.GetAllStrings(includeParentCultures: true)
                .Where(w => w.Name.StartsWith(Words.LivePrefix, StringComparison.Ordinal))
                .DistinctBy(w => w.Name, StringComparer.Ordinal)
                .ToDictionary(w => w.Name[Words.LivePrefix.Length..], w => w.Value, StringComparer.Ordinal),
        });
}
