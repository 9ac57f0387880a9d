using System.Globalization;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>
/// Requests that wait for a decision of the visitor, the oldest first: one key or tap each, without leaving the page, and to be taken back. What others have to decide
/// is a list of its own.
/// </summary>
[Requires(Right.DecideRedemptions)]
internal sealed class ApprovalsModel(IGrainFactory grains, RedemptionDesk desk, ApprovalSearch queues, ApprovalRows rows, AccessGuard guard, LocalTimes times, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Shown at once; the next move up as these are decided.</summary>
    public const int Shown = 20;

    /// <summary>Shown of what waits to be handed over; the next move up.</summary>
    public const int ShownApproved = 100;

    /// <summary>Decided in one call.</summary>
    private const int MaxTogether = 100;

    /// <summary>As an address says that the list of what others decide is meant.</summary>
    private const string ForOthers = "others";

    /// <summary>Codes of reasons that are a tap away; they are stored, and read in the reader's language.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["notEntitled", "notNow", "budget", "mistake"];

    /// <summary>Of the first request that is shown, from 0 on.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>What is looked for, in names of people, teams and rewards; null: everything.</summary>
    [FromQuery]
    public string? Search { get; set; }

    [FromQuery]
    public string? Show { get; set; }

    public bool IsForOthers => string.Equals(Show, ForOthers, StringComparison.Ordinal);

    /// <summary>How many are looked for, and whom they wait for.</summary>
    public RedemptionTally Tally { get; private set; } = new() { Own = 0, Others = 0 };

    public IReadOnlyList<ApprovalRow> Rows { get; private set; } = [];

    public PageOfRows Part { get; private set; } = PageOfRows.At(0, Shown);

    /// <summary>What the addresses of forms carry, so that who has no scripts stays where they are.</summary>
    public Dictionary<string, string> Place =>
        new[] { ("from", Part.From == 0 ? null : Part.From.ToString(CultureInfo.InvariantCulture)), ("search", Part.Search), ("show", Part.Show) }
            .Where(p => p.Item2 is not null).ToDictionary(p => p.Item1, p => p.Item2!, StringComparer.Ordinal);

    public string AddressOf(bool isForOthers) => (Part with { Show = isForOthers ? ForOthers : null }).AddressOf(0);

    public int ApprovedTotal { get; private set; }

    public IReadOnlyList<HandoverRow> Approved { get; private set; } = [];

    /// <summary>What was done, or why not; null: nothing yet.</summary>
    public DecisionsAnswer? Said { get; private set; }

    /// <summary>The page in one sentence.</summary>
    public string News => Part.Total == 0 ? words[Nothing] : words[IsForOthers ? "approvals.others.hero" : "approvals.hero", Part.Total];

    /// <summary>What to do about it.</summary>
    public string Lead => words[Part.Total == 0 ? Nothing + ".lead" : IsForOthers ? "approvals.others.lead" : "approvals.lead"];

    /// <summary>Key of what is said where no request is shown.</summary>
    private string Nothing => this switch
    {
        { Search: not null } => "approvals.search.none",
        { IsForOthers: true, Tally.Own: > 0 } => "approvals.none.others",
        { Tally.Others: > 0 } => "approvals.none.own",
        _ => "approvals.none",
    };

    public bool MayDelegate => guard.ReachOf(User, Right.Delegate) == Reach.All;

    /// <summary>Whether the visitor does, as who decides in a manager's place does not.</summary>
    public bool MayHandOver => guard.ReachOf(User, Right.HandOver) == Reach.All;

    /// <summary>The last day on which the visitor decides for a manager; null for who decides for themselves.</summary>
    public string? DeputyUntil => Caller.Of(User)?.DecidesUntil is { } until ? times.Weekday(until.Plus(TimeSpan.FromMicroseconds(-1))) : null;

    public Task OnGetAsync() => ReadAsync();

    public Task<IActionResult> OnPostApproveAsync([FromForm] string[]? ids) => DecideAsync(ids, "approved", id => desk.ApproveAsync(HttpContext, id), canUndo: true);

    public Task<IActionResult> OnPostRejectAsync([FromForm] string[]? ids, [FromForm] string? reason, [FromForm] string? other) => RedemptionDesk.ReasonOf(reason, other) is { } why
        ? DecideAsync(ids, "rejected", id => desk.RejectAsync(HttpContext, id, why), canUndo: true)
        : AnswerAsync(new DecisionsAnswer(words["approvals.said.reason"], Failed: true, []));

    public Task<IActionResult> OnPostReopenAsync([FromForm] string[]? ids) => DecideAsync(ids, "reopened", id => desk.ReopenAsync(HttpContext, id), canUndo: false);

    public async Task<IActionResult> OnPostFulfilAsync([FromForm] string[]? ids) => MayHandOver
        ? await DecideAsync(ids, "fulfilled", id => desk.FulfilAsync(HttpContext, id), canUndo: false)
        : Forbid();

    private async Task<IActionResult> DecideAsync(string[]? ids, string done, Func<string, Task<RedemptionAnswer>> decide, bool canUndo)
    {
        if (ids is not { Length: > 0 and <= MaxTogether } || !Array.TrueForAll(ids, Field.IsId))
            return await AnswerAsync(new DecisionsAnswer(words["approvals.said.nothing"], Failed: true, []));
        var answers = await Task.WhenAll(ids.Distinct(StringComparer.Ordinal).Select(async id => (Id: id, Answer: await OneAsync(id, decide))));
        if (Array.Exists(answers, a => a.Answer is null))
            RefusalLog.Note(HttpContext, RedemptionDesk.OwnRequest);
        var right = answers.Where(a => a.Answer?.Outcome == RedemptionOutcome.Done).ToList();
        var wrong = answers.FirstOrDefault(a => a.Answer?.Outcome != RedemptionOutcome.Done);
        var said = new List<string>();
        if (right.Count > 0)
            said.Add(right is [{ Answer.Redemption: { } one }] ? words["approvals.said." + (IsHalf(one, done) ? "half" : done), rows.WhatOf(one), await rows.NameOfAsync(one)] : words[$"approvals.said.{done}.many", right.Count]);
        if (right.Count < answers.Length)
            said.Add(words["approvals.said." + (wrong.Answer?.Outcome is { } why ? BoardRequests.NameOf(why) : "own")]);
        return await AnswerAsync(new DecisionsAnswer(string.Join(' ', said), right.Count < answers.Length, canUndo ? [.. right.Where(a => a.Answer?.IsNew == true).Select(a => a.Id)] : []));
    }

    private static bool IsHalf(RedemptionView redemption, string done) => string.Equals(done, "approved", StringComparison.Ordinal) && redemption.State == RedemptionState.Requested;

    /// <summary>Null: it is the visitor's own.</summary>
    private async Task<RedemptionAnswer?> OneAsync(string id, Func<string, Task<RedemptionAnswer>> decide) => await desk.FindAsync(User, id) switch
    {
        null => new RedemptionAnswer { Outcome = RedemptionOutcome.NoSuchRedemption },
        var redemption when RedemptionDesk.IsOwn(User, redemption) => null,
        _ => await decide(id),
    };

    /// <summary>A script is told what became of it, and shows the page as it is then; everybody else is shown the page.</summary>
    private async Task<IActionResult> AnswerAsync(DecisionsAnswer answer)
    {
        if (Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return new JsonResult(answer);
        Said = answer;
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Search = PageOfRows.Typed(Search);
        var redemptions = grains.Redemptions();
        var queue = await queues.QueueAsync(User, Search, IsForOthers);
        var tally = redemptions.Tally(queue);
        var (approved, approvedTotal) = (redemptions.List(RedemptionState.Approved, 0, ShownApproved), redemptions.Count(RedemptionState.Approved));
        Tally = await tally;
        Part = PartOf(IsForOthers ? Tally.Others : Tally.Own);
        Rows = await rows.OfAsync(User, await redemptions.Cases(queue, Part.From, Shown));
        Approved = await rows.OfAsync(User, await approved);
        ApprovedTotal = await approvedTotal;
    }

    /// <summary>Where the last page is decided meanwhile, the one before is the last.</summary>
    private PageOfRows PartOf(int total) => PageOfRows.At(Math.Min(From, Math.Max(0, total - 1)), Shown) with { Total = total, Search = Search, Show = IsForOthers ? ForOthers : null };
}
