using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages;

/// <summary>What stands behind a figure; the partial <c>_Help</c> shows it on request.</summary>
/// <param name="Id">Of the element, unique on its page.</param>
/// <param name="Name">Of the figure.</param>
/// <param name="Numerator">What is counted.</param>
/// <param name="Denominator">What that is divided by; null for a sum.</param>
/// <param name="Period">When.</param>
/// <param name="Note">What else there is to know; null for nothing.</param>
internal sealed record FigureHelp(string Id, string Name, string Numerator, string? Denominator, string Period, string? Note = null)
{
    /// <summary>Those that are divided by something.</summary>
    private static readonly string[] Shares = ["perHead", "rate", "attainment", "index"];

    /// <param name="words">Of the reader's language.</param>
    /// <param name="id">Of the element.</param>
    /// <param name="measure">As in addresses: <c>amount</c>.</param>
    /// <param name="period">Empty: all time.</param>
    /// <param name="note">What else there is to know.</param>
    /// <param name="divided">What it is divided by, where that is more than the measure tells.</param>
    public static FigureHelp Of(IStringLocalizer<Words> words, string id, string measure, string period, string? note = null, string? divided = null)
    {
        var isShare = Shares.Contains(measure, StringComparer.Ordinal);
        return new FigureHelp(
            id,
            words["measure." + measure],
            words[(isShare ? "help.counted." : "definition.") + measure],
            isShare ? divided ?? words["help.divided." + measure].Value : null,
            period.Length == 0 ? words["boards.period.all"] : period,
            note);
    }
}
