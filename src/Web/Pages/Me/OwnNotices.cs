using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Shop;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>Tells a collector what waits for them, and what of theirs ends soon.</summary>
internal sealed class OwnNotices(RequestLines requests, LocalTimes times, InstitutionCalendar calendar, TimeProvider time, IStringLocalizer<Words> words)
{
    /// <summary>More stand in the shop.</summary>
    private const int MaxRedemptions = 3;

    /// <param name="own">Their redemptions.</param>
    /// <param name="points">Null: they have none.</param>
    /// <returns>Points first, then what ends soonest.</returns>
    public IReadOnlyList<OwnNotice> Of(IEnumerable<RedemptionView> own, PointsBalance? points) =>
    [
        .. OfPoints(points?.Expiring ?? []),
        .. own.Where(r => r.State == RedemptionState.Approved || EndsSoon(r)).Where(r => r.ExpiresAt > time.Now()).OrderBy(r => r.ExpiresAt).Take(MaxRedemptions).Select(OfRedemption),
    ];

    private bool EndsSoon(RedemptionView redemption) => redemption.EndsSoonAt <= time.Now();

    private IEnumerable<OwnNotice> OfPoints(ExpiryStep[] expiring)
    {
        if (expiring.Length == 0)
            yield break;
        var first = expiring.MinBy(e => e.LastDay)!;
        var text = words[expiring.Length == 1 ? "me.expiring.one" : "me.expiring.many", Figures.Points(expiring.Sum(e => e.PointsHundredths)), times.Date(calendar.StartOfDay(first.LastDay))];
        yield return new OwnNotice(text, "~/shop", words["me.expiring.go"], EndsSoon: true);
    }

    private OwnNotice OfRedemption(RedemptionView redemption)
    {
        var isRequest = redemption.State == RedemptionState.Requested;
        var word = isRequest ? "me.undecided" : (redemption.IsByCode ? "me.code" : "me.pickup") + (EndsSoon(redemption) ? ".soon" : "");
        return new OwnNotice(
            words[word, requests.NameOf(redemption), times.Day(redemption.ExpiresAt!.Value)], "~/shop#requests", words[isRequest ? "me.undecided.go" : "me.pickup.go"], EndsSoon(redemption));
    }
}

/// <param name="Text">A sentence.</param>
/// <param name="Path">Where to go on with it.</param>
/// <param name="Go">What that is called.</param>
/// <param name="EndsSoon">Whether it is told so that they do not miss it.</param>
internal sealed record OwnNotice(string Text, string Path, string Go, bool EndsSoon);
