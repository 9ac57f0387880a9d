using Leaderboard.Rewards;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Shop;

/// <summary>Writes redemptions for who asked for them.</summary>
internal sealed class RequestLines(PickUpCodes codes, LocalTimes times, IStringLocalizer<Words> words)
{
    /// <summary>Of those that have ended; all that are open are there.</summary>
    private const int MostEnded = 10;

    private static bool IsOpen(RedemptionView redemption) => redemption.State is RedemptionState.Requested or RedemptionState.Approved || IsUnseen(redemption);

    /// <summary>Its code is there, and nobody has seen it.</summary>
    private static bool IsUnseen(RedemptionView redemption) => redemption is { IsByCode: true, State: RedemptionState.Fulfilled, ShownAt: null };

    /// <summary>What is open first, then what ended last.</summary>
    /// <param name="own">The oldest first.</param>
    /// <param name="rewards">All of the catalogue.</param>
    /// <param name="site">Scheme and host under which people find it.</param>
    public IReadOnlyList<RequestView> Of(IReadOnlyList<RedemptionView> own, IReadOnlyList<RewardView> rewards, Uri site)
    {
        var byId = rewards.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return [.. own.Where(IsOpen).Reverse().Concat(own.Where(r => !IsOpen(r)).Reverse().Take(MostEnded)).Select(r => Line(r, RewardLook.Of(r, byId), site))];
    }

    /// <summary>The reward, and how many where there are several.</summary>
    public string NameOf(RedemptionView redemption) => redemption.Quantity == 1 ? redemption.RewardName : words["shop.several", redemption.Quantity, redemption.RewardName];

    private RequestView Line(RedemptionView redemption, RewardLook look, Uri site)
    {
        var price = Figures.Points(redemption.PriceHundredths);
        return new RequestView(
            redemption.Id,
            NameOf(redemption),
            price,
            times.DayAndTime(redemption.RequestedAt),
            BoardRequests.NameOf(redemption.State),
            string.Join(' ', NextOf(redemption, price)),
            redemption.State == RedemptionState.Requested ? words["shop.takeback.what", price].Value : null,
            redemption is { State: RedemptionState.Approved, IsByCode: false } ? codes.PictureOf(site, redemption.Id) : null,
            redemption is { State: RedemptionState.Approved, IsByCode: true } || IsUnseen(redemption),
            look);
    }

    private IEnumerable<string> NextOf(RedemptionView redemption, string price)
    {
        yield return StateOf(redemption, price);
        if (redemption is { State: RedemptionState.Requested, FirstApprovedBy: not null })
            yield return words["shop.next.second"];
        if (redemption.ExpiresAt is { } end)
            yield return words["shop.next.until", times.Day(end)];
    }

    /// <summary>A reason that was a tap away is read in the reader's language; one that was typed, as it was.</summary>
    private string ReasonOf(string reason) => words["rejection." + reason] is { ResourceNotFound: false } known ? known : reason;

    private string StateOf(RedemptionView redemption, string price)
    {
        var day = redemption.Decisions.Length == 0 ? "" : times.Day(redemption.Decisions[^1].At);
        var reason = redemption.Decisions.Length == 0 ? null : redemption.Decisions[^1].Reason;
        return redemption.State switch
        {
            RedemptionState.Requested => words["shop.next.requested", price],
            RedemptionState.Approved when redemption.IsByCode => words["shop.next.approved.code", day, price],
            RedemptionState.Fulfilled when IsUnseen(redemption) => words["shop.next.unseen", day, price],
            RedemptionState.Fulfilled when redemption.ShownAt is { } shown => words["shop.next.shown", times.DayAndTime(shown), price],
            RedemptionState.Approved => words["shop.next.approved", day, price],
            RedemptionState.Fulfilled => words["shop.next.fulfilled", day, price],
            RedemptionState.Returned when reason is not null => words["shop.next.returned", day, ReasonOf(reason), price],
            RedemptionState.Rejected when reason is not null => words["shop.next.rejected", day, ReasonOf(reason)],
            _ => words["shop.next.ended", day],
        };
    }
}
