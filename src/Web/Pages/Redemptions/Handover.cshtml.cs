using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>The counter: what was approved is handed over, found by the code its owner shows or in the list; what was handed over comes back.</summary>
[Requires(Right.HandOver)]
internal sealed class HandoverModel(IGrainFactory grains, RedemptionDesk desk, PickUpCodes codes, ApprovalRows rows, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>The longest waiting; more are found by name.</summary>
    private const int MaxWaiting = 1000;
    private const int Shown = 100;
    private const int ShownGiven = 20;

    /// <summary>Codes of reasons that are a tap away; they are stored, and read in the reader's language.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["broken", "wrongItem", "notWanted"];

    public int Total { get; private set; }

    /// <summary>What is looked for, in names and rewards; null: everything.</summary>
    public string? Search { get; private set; }

    /// <summary>What the code that was shown is for; null: none was, or it is nobody's any more.</summary>
    public HandoverRow? Found { get; private set; }

    public IReadOnlyList<HandoverRow> Waiting { get; private set; } = [];

    /// <summary>The last first.</summary>
    public IReadOnlyList<HandoverRow> Given { get; private set; } = [];

    /// <summary>What was done, or why not; null for nothing.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>The page in one sentence.</summary>
    public string News => Total == 0 ? words["handover.none"] : Total == 1 ? words["handover.hero.one"] : words["handover.hero", Total];

    public async Task OnGetAsync(string? search, string? pickUp)
    {
        Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        if (pickUp is not null)
            await FindAsync(codes.Read(pickUp));
        await ReadAsync();
    }

    public Task<IActionResult> OnPostFulfilAsync([FromForm] string? id) => DoAsync(id, "fulfilled", known => desk.FulfilAsync(HttpContext, known));

    public Task<IActionResult> OnPostReturnAsync([FromForm] string? id, [FromForm] string? reason, [FromForm] string? other, [FromForm] bool toShelf) => RedemptionDesk.ReasonOf(reason, other) is { } why
        ? DoAsync(id, "returned", known => desk.ReturnAsync(HttpContext, known, toShelf, why))
        : SayAsync(words["approvals.said.reason"], isRefused: true);

    private async Task<IActionResult> DoAsync(string? id, string done, Func<string, Task<RedemptionAnswer>> act)
    {
        if (!Field.IsId(id) || await desk.FindAsync(User, id!) is not { } redemption)
            return await SayAsync(words["approvals.said.noSuchRedemption"], isRefused: true);
        if (RedemptionDesk.IsOwn(User, redemption))
        {
            RefusalLog.Note(HttpContext, RedemptionDesk.OwnRequest);
            return await SayAsync(words["approvals.said.own"], isRefused: true);
        }

        var answer = await act(id!);
        return answer.Outcome == RedemptionOutcome.Done
            ? await SayAsync(words["handover.said." + done, rows.WhatOf(redemption), (await rows.OfAsync(User, redemption)).Name], isRefused: false)
            : await SayAsync(words["approvals.said." + BoardRequests.NameOf(answer.Outcome)], isRefused: true);
    }

    private async Task FindAsync(string? id)
    {
        if (id is not null && await desk.FindAsync(User, id) is { } redemption)
        {
            if (redemption.State == RedemptionState.Approved)
                Found = await rows.OfAsync(User, redemption);
            else
                (Said, WasRefused) = (words["handover.code.state", words["shop.state." + BoardRequests.NameOf(redemption.State)].Value], true);
            return;
        }

        (Said, WasRefused) = (words["handover.code.foreign"], true);
    }

    private async Task<IActionResult> SayAsync(string said, bool isRefused)
    {
        (Said, WasRefused) = (said, isRefused);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var redemptions = grains.Redemptions();
        var (waiting, total, given) = (redemptions.List(RedemptionState.Approved, 0, Search is null ? Shown : MaxWaiting), redemptions.Count(RedemptionState.Approved), redemptions.Latest(RedemptionState.Fulfilled, ShownGiven));
        Waiting = [.. (await rows.OfAsync(User, await waiting)).Where(IsLookedFor).Take(Shown)];
        Given = await rows.OfAsync(User, await given);
        Total = await total;
    }

    private bool IsLookedFor(HandoverRow row) => PageOfRows.IsFound(Search, row.Name, row.What);
}
