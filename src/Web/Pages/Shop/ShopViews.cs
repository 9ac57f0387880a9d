using Leaderboard.Web.Rewards;

namespace Leaderboard.Web.Pages.Shop;

/// <summary>The shop as one person finds it, written out.</summary>
/// <param name="Purse">Null for who has no points of their own, and looks.</param>
/// <param name="Offers">What can be had soonest first.</param>
/// <param name="Requests">Their own, the latest first.</param>
internal sealed record ShopView(PurseView? Purse, IReadOnlyList<OfferView> Offers, IReadOnlyList<RequestView> Requests);

/// <param name="Available">Points to spend now.</param>
/// <param name="Coming">How many more become spendable, and when; null for none.</param>
/// <param name="Held">Kept for what was asked for; null for none.</param>
/// <param name="Pace">Points a day, and of what that is made.</param>
internal sealed record PurseView(string Available, string? Coming, string? Held, string Pace);

/// <param name="Kind">As in the API: <c>goods</c>.</param>
/// <param name="Reach">When it can be had; null for who looks.</param>
/// <param name="Meter">How much of the price is there, whole percent; null once all of it is.</param>
/// <param name="Stock">How few are left, or that none is; null for enough.</param>
/// <param name="Until">The last day of it; null for no end.</param>
/// <param name="Confirm">What asking for it does; null where it cannot be asked for.</param>
/// <param name="PriceHundredths">What is agreed to by asking for it.</param>
/// <param name="IsWished">Whether they save for it; null for who looks.</param>
/// <param name="Picture">Where it is; null: its kind is drawn instead.</param>
internal sealed record OfferView(string Id, string Kind, string Name, string? Description, string Price, long PriceHundredths, string? Reach, long? Meter, string? Stock, bool IsGone, string? Until, string? Confirm, bool? IsWished, string? Picture)
{
    public RewardLook Look => new(Name, Kind, Picture);
}

/// <param name="State">As in the API: <c>requested</c>.</param>
/// <param name="Next">What has become of it, and what comes.</param>
/// <param name="TakeBack">What taking it back does; null where it cannot be.</param>
/// <param name="PickUp">The code to show at the counter, as a picture; null where there is nothing to pick up.</param>
/// <param name="HasCode">Whether its code can be shown now.</param>
internal sealed record RequestView(string Id, string Name, string Price, string When, string State, string Next, string? TakeBack, string? PickUp, bool HasCode, RewardLook Look);

/// <summary>Codes that are shown this once.</summary>
/// <param name="Name">Of what they are for.</param>
internal sealed record ShownCodes(string Name, IReadOnlyList<string> Codes)
{
    /// <summary>Characters of a large code on a line of the narrowest phone.</summary>
    private const int LineLength = 16;

    /// <summary>Lines on which the whole of a code is seen, on a phone too.</summary>
    public static int RowsOf(string code) => ((code.Length - 1) / LineLength) + 1;
}
