using System.Text.Json;
using Leaderboard.Web.Api;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Wall;

/// <summary>The wall: one screen that people look at all day. Everything on it comes live over the hub.</summary>
public sealed class IndexModel : PageModel
{
    /// <summary>Words the scripts put on the screen.</summary>
    private static readonly string[] ScriptWords =
    [
        "Live", "Connecting", "Reconnecting", "StaleSince", "LastReceipt", "NoReceiptYet", "JustNow", "SecondsAgo", "MinutesAgo", "HoursAgo", "DaysAgo", "Unassigned",
        "People", "Members", "MovementUp", "MovementDown", "RankColumn",
    ];

    private readonly InstitutionSettings _settings;
    private readonly BoardRequests _requests;
    private readonly IStringLocalizer _words;

    public IndexModel(InstitutionSettings settings, IServiceProvider services, IStringLocalizerFactory words)
    {
        _settings = settings;
        _requests = services.GetRequiredService<BoardRequests>();
        _words = words.Create(typeof(Words));
    }

    public string Settings { get; private set; } = "{}";

    public string PeriodName { get; private set; } = "";

    public string MeasureName { get; private set; } = "";

    public IActionResult OnGet(string subject = "collectors", string measure = "amount", string period = "day", string? team = null)
    {
        try
        {
            _requests.Now(subject, measure, period, team);
        }
        catch (ApiRefusedException)
        {
            return NotFound();
        }

        PeriodName = _words["Period" + Pascal(period)];
        MeasureName = _words["Measure" + Pascal(measure)];
        Settings = JsonSerializer.Serialize(
            new
            {
                subject,
                measure,
                period,
                team,
                culture = PageFacts.IsChinese ? "zh-CN" : "en",
                currency = _settings.Currency,
                decimals = _settings.CurrencyDecimals,
                timeZone = _settings.TimeZone,
                words = ScriptWords.ToDictionary(w => w, w => _words[w].Value, StringComparer.Ordinal),
            },
            JsonSerializerOptions.Web);
        return Page();
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
