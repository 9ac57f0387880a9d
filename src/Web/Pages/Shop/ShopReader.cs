using System.Security.Claims;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Shop;

/// <summary>Reads what is offered to somebody, what they can pay, and what became of their requests.</summary>
internal sealed class ShopReader(IGrainFactory grains, AccessGuard guard, InstitutionCalendar calendar, TimeProvider time, LocalTimes times, RequestLines requests, IStringLocalizer<Words> words)
{
    private const int PaceDays = 30;
    private const int Percent = 100;

    /// <summary>Beyond it a number of days says little.</summary>
    private const int MostDays = 365;

    /// <summary>More dates than anybody reads; the rest is summed up.</summary>
    private const int MostDates = 3;

    /// <summary>The collector who may ask with their own points; null: the visitor looks.</summary>
    public async Task<CollectorView?> BuyerAsync(ClaimsPrincipal user) =>
        Caller.Of(user)?.Collector is { } id && await guard.MayAsync(user, Right.Redeem, id) ? await grains.Collector(id).Get() : null;

    /// <param name="buyer">Whose shop it is; null: the visitor looks.</param>
    /// <param name="site">Scheme and host under which people find it.</param>
    public async Task<ShopView> ReadAsync(CollectorView? buyer, Uri site)
    {
        var now = time.Now();
        var rewards = await grains.Rewards().List();
        var offered = Offered(rewards, buyer, now);
        if (buyer is null || await grains.Collector(buyer.Id).GetPoints() is not { } points)
            return new ShopView(null, [.. InOrder(offered).Select(r => Offer(r, null, []))], []);
        var earned = (await grains.Collector(buyer.Id).History([calendar.DayStart(now, 1 - PaceDays)], calendar.DayStart(now, 1)))[0].PointsHundredths;
        var wishes = (await grains.Wishes(buyer.Id).Get()).ToHashSet(StringComparer.Ordinal);
        var purse = new Purse(points, points.VestedHundredths - points.HeldHundredths, earned);
        return new ShopView(Write(purse), [.. InOrder(offered).Select(r => Offer(r, purse, wishes))], requests.Of(await grains.Redemptions().ListOf(buyer.Id), rewards, site));
    }

    /// <summary>Where the list is full, what is not offered to them any more makes room. False where it is full all the same.</summary>
    public async Task<bool> WishAsync(CollectorView buyer, string reward, bool isWished)
    {
        var wishes = grains.Wishes(buyer.Id);
        if (await wishes.Put(reward, isWished))
            return true;
        var offered = Offered(await grains.Rewards().List(), buyer, time.Now()).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var over in (await wishes.Get()).Where(w => !offered.Contains(w)))
            await wishes.Put(over, isWished: false);
        return await wishes.Put(reward, isWished);
    }

    private static IEnumerable<RewardView> Offered(IEnumerable<RewardView> rewards, CollectorView? buyer, Moment now) =>
        rewards.Where(r => r.Terms.IsOfferedAt(now) && (buyer is null || r.Terms.IsFor(buyer.Team)));

    /// <summary>What is gone comes last; the rest by price, which is when one can have it.</summary>
    private static IEnumerable<RewardView> InOrder(IEnumerable<RewardView> rewards) =>
        rewards.OrderBy(r => r.Available == 0).ThenBy(r => r.Terms.PriceHundredths).ThenBy(r => r.Terms.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id, StringComparer.Ordinal);

    private PurseView Write(Purse purse)
    {
        var days = purse.Points.Vesting.GroupBy(v => times.Day(v.At), v => v.PointsHundredths).Select(d => (Day: d.Key, Sum: d.Sum())).Where(d => d.Sum > 0).ToList();
        var coming = days.Take(MostDates).Select(d => words["shop.coming.day", Figures.Points(d.Sum), d.Day].Value).ToList();
        if (days.Count > MostDates)
            coming.Add(words["shop.coming.later", Figures.Points(days.Skip(MostDates).Sum(d => d.Sum))]);
        return new PurseView(
            Figures.Points(Math.Max(0, purse.Available)),
            coming.Count > 0 ? words["shop.coming", string.Join(words["contests.and"], coming)].Value : null,
            purse.Points.HeldHundredths > 0 ? words["shop.held", Figures.Points(purse.Points.HeldHundredths)].Value : null,
            purse.Earned > 0 ? words["shop.pace", Figures.Points(purse.Earned / PaceDays), Figures.Points(purse.Earned), PaceDays] : words["shop.pace.none"]);
    }

    private OfferView Offer(RewardView reward, Purse? purse, HashSet<string> wishes)
    {
        var (terms, isGone) = (reward.Terms, reward.Available == 0);
        var reach = purse is null ? null : Affording.Of(terms.PriceHundredths, purse.Available, purse.Points.Vesting, purse.Earned, PaceDays);
        return new OfferView(
            reward.Id,
            BoardRequests.NameOf(terms.Kind),
            terms.Name,
            terms.Description,
            Figures.Points(terms.PriceHundredths),
            terms.PriceHundredths,
            reach is null ? null : ReachOf(reach),
            purse is null || reach is AffordableNow ? null : MeterOf(purse.Available, terms.PriceHundredths),
            isGone ? words["shop.gone"] : reward.IsLow ? words["shop.few", reward.Available ?? 0].Value : null,
            isGone,
            terms.To is { } to ? words["shop.until", times.Day(to.Plus(TimeSpan.FromMicroseconds(-1)))].Value : null,
            reach is AffordableNow && purse is not null && !isGone
                ? words["shop.confirm", Figures.Points(terms.PriceHundredths), Figures.Points(purse.Available - terms.PriceHundredths)].Value
                : null,
            purse is null ? null : wishes.Contains(reward.Id),
            PicturesApi.PathOf(reward));
    }

    private string ReachOf(Affording reach) => reach switch
    {
        AffordableNow => words["shop.now"],
        AffordableOn on => words["shop.on", times.Day(on.At)],
        AffordableIn { Days: 1 } => words["shop.in.one"],
        AffordableIn { Days: <= MostDays } soon => words["shop.in", soon.Days],
        AffordableIn => words["shop.in.long"],
        _ => words["shop.in.none"],
    };

    private static long MeterOf(long available, long price) => (long)Int128.Clamp((Int128)available * Percent / price, 0, Percent);

    /// <param name="Points">As they stand.</param>
    /// <param name="Available">To spend now, hundredths; below 0 where more was spent than is left.</param>
    /// <param name="Earned">In the days of the pace, hundredths.</param>
    private sealed record Purse(PointsBalance Points, long Available, long Earned);
}
