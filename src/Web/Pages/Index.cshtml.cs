using System.Globalization;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Demo;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>The door: what to do next in an empty installation; the day so far for who may look; the way to a display link for who may not.</summary>
[AllowAnonymous]
internal sealed class IndexModel(
    IGrainFactory grains,
    AccessGuard guard,
    BoardRequests requests,
    PeopleBook book,
    InstitutionSettings settings,
    TimeProvider time,
    IServiceProvider services) : PageModel
{
    public bool HasRoster { get; private set; }

    public bool MayLook { get; private set; }

    /// <summary>Whether nobody can sign in yet.</summary>
    public bool NeedsManager { get; private set; }

    /// <summary>The day's sum, exact.</summary>
    public string Total { get; private set; } = "";

    /// <summary>Name and value of the day's first; null before the first receipt.</summary>
    public (string Name, string Value)? Leader { get; private set; }

    /// <summary>How long ago the newest receipt of the day was posted; null before the first.</summary>
    public string? LastReceipt { get; private set; }

    /// <summary>Whether the simulated floor's receipts arrive; null outside of the demo.</summary>
    public bool? ReceiptsArrive => services.GetService<DemoPoster>()?.IsRunning;

    public async Task<IActionResult> OnGetAsync()
    {
        if (Caller.Of(User) is { } caller)
            return LocalRedirect(Menu.LandingOf(caller));
        HasRoster = (await grains.Roster().Collectors()).Length > 0;
        NeedsManager = !HasRoster && await book.IsEmptyAsync(HttpContext.RequestAborted);
        MayLook = guard.ReachOf(User, Right.Look) != Reach.None;
        if (HasRoster && MayLook)
            await ReadDayAsync();
        return Page();
    }

    /// <summary>Holds the simulated floor, or lets it go on: what a wall does when nothing comes is worth seeing.</summary>
    public RedirectToPageResult OnPostReceipts()
    {
        if (services.GetService<DemoPoster>() is { } poster)
            poster.IsRunning = !poster.IsRunning;
        return RedirectToPage();
    }

    private async Task ReadDayAsync()
    {
        var culture = CultureInfo.CurrentUICulture;
        var money = new Money(settings.Currency, settings.CurrencyDecimals, culture);
        var today = requests.Now("collectors", "amount", "day", team: null);
        var page = await grains.Board(today.Window.Key).Read(today.Selection, offset: 0, limit: 1);
        Total = money.Exact(Major(page.Sum));
        if (page.Standings is [var first, ..])
            Leader = (string.IsNullOrEmpty(first.Alias) ? first.Name : first.Alias, money.Exact(Major(first.Value)));
        if (page.LastPostedAt is { } last)
            LastReceipt = RelativeTime.Ago(last, time.Now(), culture);
    }

    private decimal Major(long minor) => MinorUnits.ToMajor(minor, settings.CurrencyDecimals);
}
