using System.Globalization;
using System.Security.Claims;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Pages.Contests;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>Writes requests in the reader's language.</summary>
internal sealed class ApprovalRows(IGrainFactory grains, Figures figures, ContestWords prizes, LocalTimes times, IStringLocalizer<Words> words, TimeProvider time)
{
    public async Task<IReadOnlyList<ApprovalRow>> OfAsync(ClaimsPrincipal user, IReadOnlyList<RedemptionCase> cases)
    {
        if (cases.Count == 0)
            return [];
        var (people, rewards) = (await PeopleAsync(), await RewardsAsync());
        var teams = (await grains.Roster().Teams()).ToDictionary(t => t.Id, t => t.Name);
        return [.. cases.Select(c => Row(user, c, people.GetValueOrDefault(c.Redemption.Collector), RewardLook.Of(c.Redemption, rewards), teams))];
    }

    /// <param name="user">Who reads them.</param>
    /// <param name="decided">About all of which something was decided.</param>
    public async Task<IReadOnlyList<HandoverRow>> OfAsync(ClaimsPrincipal user, IReadOnlyList<RedemptionView> decided)
    {
        if (decided.Count == 0)
            return [];
        var (people, rewards) = (await PeopleAsync(), await RewardsAsync());
        return
        [
            .. decided.Select(r => new HandoverRow(
                r.Id, people.GetValueOrDefault(r.Collector)?.Name ?? r.Collector.Value, WhatOf(r), RewardLook.Of(r, rewards), times.DayAndTime(r.Decisions[^1].At), r.ExpiresAt is { } end ? times.Day(end) : null, !RedemptionDesk.IsOwn(user, r))),
        ];
    }

    public async Task<HandoverRow> OfAsync(ClaimsPrincipal user, RedemptionView decided) => (await OfAsync(user, [decided]))[0];

    public string WhatOf(RedemptionView redemption) => redemption.Quantity == 1 ? redemption.RewardName : words["approvals.many", redemption.Quantity, redemption.RewardName];

    /// <summary>Whose it is.</summary>
    public async Task<string> NameOfAsync(RedemptionView redemption) => (await grains.Collector(redemption.Collector).Get())?.Name ?? redemption.Collector.Value;

    private ApprovalRow Row(ClaimsPrincipal user, RedemptionCase open, CollectorView? whose, RewardLook look, Dictionary<TeamId, string> teams)
    {
        var redemption = open.Redemption;
        var isOwn = RedemptionDesk.IsOwn(user, redemption);
        var isCovered = open.Points.VestedHundredths >= open.Points.HeldHundredths;
        var isFirst = redemption.FirstApprovedBy is { } first && string.Equals(first, Caller.By(user), StringComparison.Ordinal);
        return new ApprovalRow(
            redemption.Id,
            whose?.Name ?? redemption.Collector.Value,
            whose is null ? null : teams.GetValueOrDefault(whose.Team),
            WhatOf(redemption),
            look,
            Figures.Points(redemption.PriceHundredths),
            redemption.ValueMinor > 0 ? figures.Amount(redemption.ValueMinor) : null,
            RelativeTime.Ago(redemption.RequestedAt, time.Now(), CultureInfo.CurrentUICulture),
            [.. FactsOf(open)],
            [.. FlagsOf(open, !isOwn ? null : Caller.Of(user) is { } caller && RedemptionDesk.IsForManagers(caller, redemption) ? "approvals.flag.managers" : "approvals.flag.own", isCovered, isFirst)],
            MayDecide: !isOwn,
            MayApprove: !isOwn && isCovered && !isFirst);
    }

    private IEnumerable<Fact> FactsOf(RedemptionCase open)
    {
        var left = open.Points.VestedHundredths - open.Points.HeldHundredths;
        yield return new Fact("approvals.left", Figures.Points(left), left < 0);
        yield return new Fact("approvals.provisional", Figures.Points(open.Points.ProvisionalHundredths));
        yield return new Fact("approvals.reversed", Figures.Points(open.ReversedHundredths), open.ReversedHundredths >= open.Redemption.PriceHundredths);
        yield return new Fact("approvals.given", open.GivenCount == 0 ? words["approvals.given.none"] : words["approvals.given.worth", open.GivenCount, figures.Amount(open.GivenMinor)]);
        if (open.BudgetLeft is { } budget)
            yield return new Fact("approvals.budget", prizes.Won(budget, open.BudgetUnit));
    }

    private IEnumerable<string> FlagsOf(RedemptionCase open, string? barred, bool isCovered, bool isFirst)
    {
        if (barred is not null)
            yield return barred;
        if (!isCovered)
            yield return "approvals.flag.uncovered";
        if (open.IsOnHold)
            yield return "approvals.flag.hold";
        if (open.Redemption.NeedsTwo)
            yield return isFirst ? "approvals.flag.waits" : open.Redemption.FirstApprovedBy is null ? "approvals.flag.two" : "approvals.flag.second";
        if (open.Redemption.LateAt <= time.Now())
            yield return "approvals.flag.old";
    }

    private async Task<Dictionary<CollectorId, CollectorView>> PeopleAsync() => (await grains.Roster().Collectors()).ToDictionary(c => c.Id);

    private async Task<Dictionary<string, RewardView>> RewardsAsync() => (await grains.Rewards().List()).ToDictionary(r => r.Id, StringComparer.Ordinal);
}
