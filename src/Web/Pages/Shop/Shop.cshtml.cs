using Leaderboard.Journal;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans.Runtime;

namespace Leaderboard.Web.Pages.Shop;

/// <summary>What can be had for points: what one can have now and when the rest, and what became of what one asked for.</summary>
[Requires(Right.SeeRewards)]
internal sealed partial class ShopModel(
    ShopReader reader, IGrainFactory grains, AccessGuard guard, RedemptionDesk desk, CodeDesk codes, LocalTimes times, SiteAddress site, ILogger<ShopModel> logger, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Who may ask with their own points; null: the visitor looks.</summary>
    public CollectorView? Buyer { get; private set; }

    public ShopView View { get; private set; } = null!;

    /// <summary>What was done, or why not; null for nothing.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Shown in this answer and never again; null: none.</summary>
    public ShownCodes? Codes { get; private set; }

    public bool MayKeep => guard.ReachOf(User, Right.KeepRewards) == Reach.All;

    /// <summary>The latest of one's requests in one sentence, for who does not see it change.</summary>
    public string News => View.Requests is [var latest, ..] ? words["shop.say", latest.Name, words["shop.state." + latest.State].Value, latest.Next] : "";

    /// <summary>Made here, once for each form: sent twice, it is one redemption.</summary>
    public static string NewId() => "s-" + Guid.CreateVersion7().ToString("N");

    /// <param name="about">Id of a redemption that has just been asked for, or taken back.</param>
    public async Task OnGetAsync(string? about)
    {
        await ReadAsync();
        if (View.Requests.FirstOrDefault(r => string.Equals(r.Id, about, StringComparison.Ordinal)) is { State: "requested" or "cancelled" } done)
            Said = words["shop.said." + done.State, done.Name, done.Price];
    }

    public async Task<IActionResult> OnPostAskAsync([FromForm] string? id, [FromForm] string? reward, [FromForm] long? price)
    {
        if (await reader.BuyerAsync(User) is not { } buyer)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || !Field.IsId(reward))
            return await RefuseAsync(RedemptionOutcome.UnknownReward);
        var answer = await desk.RequestAsync(HttpContext, id!, new RedemptionRequest { Collector = buyer.Id, Reward = reward!, Quantity = 1, ShownPriceHundredths = price });
        return answer.Outcome == RedemptionOutcome.Done ? RedirectToPage(new { about = id }) : await RefuseAsync(answer.Outcome);
    }

    public async Task<IActionResult> OnPostTakeBackAsync([FromForm] string? id)
    {
        if (!Field.IsId(id) || await desk.FindAsync(User, id!) is not { } redemption)
            return NotFound();
        if (await reader.BuyerAsync(User) is not { } buyer || redemption.Collector != buyer.Id)
            return StatusCode(StatusCodes.Status403Forbidden);
        return await desk.MayCancelAsync(User, redemption) && await desk.CancelAsync(HttpContext, redemption) is { Outcome: RedemptionOutcome.Done }
            ? RedirectToPage(new { about = id })
            : await RefuseAsync(RedemptionOutcome.IllegalMove);
    }

    public async Task<IActionResult> OnPostWishAsync([FromForm] string? reward, [FromForm] bool wished)
    {
        if (await reader.BuyerAsync(User) is not { } buyer)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(reward) || (wished && await grains.Reward(reward!).Get() is null))
            return await RefuseAsync(RedemptionOutcome.UnknownReward);
        if (await reader.WishAsync(buyer, reward!, wished))
            return RedirectToPage(null, null, null, "offer-" + reward);
        (Said, WasRefused) = (words["shop.wish.full", IWishesGrain.MaxWishes], true);
        await ReadAsync();
        return Page();
    }

    /// <summary>To its owner alone, whoever may see that there is one.</summary>
    public async Task<IActionResult> OnPostShowCodeAsync([FromForm] string? id)
    {
        if (await reader.BuyerAsync(User) is not { } buyer)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || await desk.FindAsync(User, id!) is not { } redemption)
            return NotFound();
        if (redemption.Collector != buyer.Id)
            return StatusCode(StatusCodes.Status403Forbidden);

        // Before: what was shown to nobody because the page could not be read would be shown to nobody ever.
        await ReadAsync();
        switch (await codes.ShowAsync(HttpContext, redemption))
        {
            case CodeShown shown:
                Codes = new ShownCodes(redemption.RewardName, shown.Codes);
                await ReadAgainAsync();
                return Page();
            case CodeShownBefore before:
                return await RefuseAsync(words["shop.refused.codeShown", times.DayAndTime(before.At)]);
            case CodeRefused refused:
                return await RefuseAsync(refused.Why);
            default:
                return await RefuseAsync(words["shop.refused.codeUnreadable"]);
        }
    }

    private Task<PageResult> RefuseAsync(RedemptionOutcome why)
    {
        var code = BoardRequests.NameOf(why);
        if (why is RedemptionOutcome.Conflict or RedemptionOutcome.RewardInactive or RedemptionOutcome.UnknownReward)
            RefusalLog.Note(HttpContext, code);
        return RefuseAsync(words["shop.refused." + code]);
    }

    private async Task<PageResult> RefuseAsync(string why)
    {
        (Said, WasRefused) = (why, true);
        await ReadAsync();
        return Page();
    }

    /// <summary>As it is by now; as it was where that cannot be read.</summary>
    private async Task ReadAgainAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (Exception outage) when (outage is OutageException or TimeoutException or OrleansException)
        {
            LogOld(outage);
        }
    }

    private async Task ReadAsync()
    {
        var buyer = await reader.BuyerAsync(User);
        (Buyer, View) = (buyer, await reader.ReadAsync(buyer, site.Of(Request)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Codes were shown beside what could be read before.")]
    private partial void LogOld(Exception outage);
}
