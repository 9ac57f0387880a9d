using System.Globalization;

namespace Leaderboard.Web.Pages;

/// <summary>What every page needs to know of its request and its institution.</summary>
internal sealed class PageFacts(IHttpContextAccessor context, InstitutionSettings settings, IConfiguration configuration)
{
    public static bool IsChinese => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "zh", StringComparison.Ordinal);

    public static string HtmlLang => IsChinese ? "zh-Hans" : "en";

    public static string OtherHtmlLang => IsChinese ? "en" : "zh-Hans";

    public static string OtherCulture => IsChinese ? "en" : "zh-CN";

    public string Path => context.HttpContext is { Request: var request } ? request.PathBase + request.Path + request.QueryString : "/";

    public InstitutionSettings Settings => settings;

    public bool IsDemo => configuration.GetValue<bool>("Leaderboard:Demo");
}
