using System.Security.Claims;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Asks for rewards and decides about it for whoever may, and writes down who decided.</summary>
internal sealed class RedemptionDesk(IGrainFactory grains, AccessGuard guard, AuditLog audit)
{
    public const int MaxQuantity = 1000;
    public const int MaxReasonLength = 500;

    /// <summary>The code under which what is somebody's own is refused.</summary>
    public const string OwnRequest = "ownRequest";

    public async Task<RedemptionAnswer> RequestAsync(HttpContext http, string id, RedemptionRequest request) => await grains.Redemption(id).Request(request, Caller.By(http.User));

    /// <summary>The reason as it is kept: what was typed goes before what was tapped. Null for none, for one that is too long, and for one with control characters.</summary>
    public static string? ReasonOf(string? tapped, string? typed = null) =>
        (string.IsNullOrWhiteSpace(typed) ? tapped : typed)?.Trim() is { Length: > 0 and <= MaxReasonLength } reason && !reason.Any(char.IsControl) ? reason : null;

    /// <summary>The redemption as far as it is there for somebody; null else.</summary>
    public async Task<RedemptionView?> FindAsync(ClaimsPrincipal user, string id) =>
        await grains.Redemption(id).Get() is { } redemption && await guard.MayAsync(user, Right.SeeRedemptions, redemption.Collector) ? redemption : null;

    /// <summary>Those in a state that are there for somebody, the oldest first.</summary>
    public async Task<RedemptionView[]> ListAsync(ClaimsPrincipal user, RedemptionState state, int offset, int limit)
    {
        if (guard.ReachOf(user, Right.SeeRedemptions) == Reach.All)
            return await grains.Redemptions().List(state, offset, limit);
        return await grains.Redemptions().ListAmong([.. await PeopleOfAsync(user)], state, offset, limit);
    }

    /// <summary>Nobody decides about what they asked for, or are to have, themselves; nor does a deputy about what is their manager's, or takes two managers.</summary>
    public static bool IsOwn(ClaimsPrincipal user, RedemptionView redemption) => Caller.Of(user) is { } caller
        && (caller.Selves.Contains(redemption.Collector) || string.Equals(caller.PersonId, redemption.RequestedBy, StringComparison.Ordinal) || IsForManagers(caller, redemption));

    /// <summary>Whether it is for managers to decide, and somebody is but the deputy of one.</summary>
    public static bool IsForManagers(Caller caller, RedemptionView redemption) =>
        caller.DecidesFor is { } manager && (redemption.NeedsTwo || string.Equals(manager, redemption.RequestedBy, StringComparison.Ordinal));

    /// <summary>Who decides may cancel whatever is open; others their own until it is approved.</summary>
    public async ValueTask<bool> MayCancelAsync(ClaimsPrincipal user, RedemptionView redemption) =>
        (guard.ReachOf(user, Right.DecideRedemptions) == Reach.All && !IsOwn(user, redemption))
        || (redemption.State is RedemptionState.Requested or RedemptionState.Cancelled && await guard.MayAsync(user, Right.Redeem, redemption.Collector));

    public Task<RedemptionAnswer> ApproveAsync(HttpContext http, string id) => WriteAsync(http, AuditActions.ApproveRedemption, id, RedemptionState.Approved, r => r.Approve(Caller.By(http.User)));

    public Task<RedemptionAnswer> RejectAsync(HttpContext http, string id, string reason) =>
        WriteAsync(http, AuditActions.RejectRedemption, id, RedemptionState.Rejected, r => r.End(RedemptionState.Rejected, reason, Caller.By(http.User)));

    /// <summary>Takes a decision back.</summary>
    public Task<RedemptionAnswer> ReopenAsync(HttpContext http, string id) => WriteAsync(http, AuditActions.ReopenRedemption, id, RedemptionState.Requested, r => r.Reopen(Caller.By(http.User)));

    public Task<RedemptionAnswer> CancelAsync(HttpContext http, RedemptionView redemption) =>
        WriteAsync(http, AuditActions.CancelRedemption, redemption.Id, RedemptionState.Cancelled, r => r.End(
            RedemptionState.Cancelled, null, Caller.By(http.User), onlyRequested: IsOwn(http.User, redemption) || guard.ReachOf(http.User, Right.DecideRedemptions) != Reach.All));

    public Task<RedemptionAnswer> FulfilAsync(HttpContext http, string id) => WriteAsync(http, AuditActions.FulfilRedemption, id, RedemptionState.Fulfilled, r => r.Fulfil(Caller.By(http.User)));

    /// <summary>By its owner, who is to be shown its codes.</summary>
    public Task<RedemptionAnswer> ClaimAsync(HttpContext http, string id) => WriteAsync(http, AuditActions.FulfilRedemption, id, RedemptionState.Fulfilled, r => r.Claim(Caller.By(http.User)));

    /// <param name="http">Of who takes it back.</param>
    /// <param name="id">Of the redemption.</param>
    /// <param name="toShelf">Whether others can have it.</param>
    /// <param name="reason">Why it came back.</param>
    public Task<RedemptionAnswer> ReturnAsync(HttpContext http, string id, bool toShelf, string reason) =>
        WriteAsync(http, AuditActions.ReturnRedemption, id, RedemptionState.Returned, r => r.Return(toShelf, reason, Caller.By(http.User)));

    /// <summary>Who asks, and whom they lead.</summary>
    private async Task<IEnumerable<CollectorId>> PeopleOfAsync(ClaimsPrincipal user)
    {
        if (Caller.Of(user) is not { } caller)
            return [];
        var own = caller.Collector is { } collector ? [collector] : Array.Empty<CollectorId>();
        return guard.ReachOf(user, Right.SeeRedemptions) == Reach.Team
            ? (await grains.Roster().Collectors()).Where(c => caller.Teams.Contains(c.Team)).Select(c => c.Id).Union(own)
            : own;
    }

    /// <summary>Writes down what the caller has done, once: neither what others did in the same moment, nor what the clock did.</summary>
    /// <param name="http">Of the caller.</param>
    /// <param name="action">As the audit names it.</param>
    /// <param name="id">Of the redemption.</param>
    /// <param name="state">What it becomes by it, once it is through.</param>
    /// <param name="decide">Does it.</param>
    private async Task<RedemptionAnswer> WriteAsync(HttpContext http, string action, string id, RedemptionState state, Func<IRedemptionGrain, Task<RedemptionAnswer>> decide)
    {
        var grain = grains.Redemption(id);
        var before = await grain.Get();
        RedemptionAnswer answer;
        try
        {
            answer = await decide(grain);
        }
        catch
        {
            // It may be decided all the same, and who comes again finds it so.
            if (await grain.Get() is { } after && (IsFirstOf(http, before, after) || OwnOf(http, before, after, state) is not null))
                await WriteAsync(http, action, after, OwnOf(http, before, after, state));
            throw;
        }

        if (answer is not { Outcome: RedemptionOutcome.Done, Redemption: { } done })
            return answer;
        if (answer.IsNew)
            await WriteAsync(http, action, done, OwnOf(http, before, done, state));

        // Not new, and theirs: what they were told of it before may have been lost, and the audit with it.
        else if (OwnOf(http, before: null, done, state) is { } own)
            await WriteAsync(http, action, done, own);
        return answer;
    }

    /// <summary>The last decision, where it is the caller's, of that sort, and was not there before; null else.</summary>
    private static RedemptionDecision? OwnOf(HttpContext http, RedemptionView? before, RedemptionView after, RedemptionState state) =>
        after.Decisions is [.., var last] && after.Decisions.Length > (before?.Decisions.Length ?? 0) && last.State == state && string.Equals(last.By, Caller.By(http.User), StringComparison.Ordinal) ? last : null;

    /// <summary>Whether the caller has become the first of two, which is no decision yet.</summary>
    private static bool IsFirstOf(HttpContext http, RedemptionView? before, RedemptionView after) =>
        before is { FirstApprovedBy: null } && string.Equals(after.FirstApprovedBy, Caller.By(http.User), StringComparison.Ordinal);

    private Task WriteAsync(HttpContext http, string action, RedemptionView redemption, RedemptionDecision? own) => audit.WriteAsync(http, new AuditEntry(
        action,
        redemption.Id,
        After: new { Collector = redemption.Collector.Value, redemption.Reward, redemption.Quantity, redemption.PriceHundredths, State = BoardRequests.NameOf(redemption.State), own?.Reason })
    {
        Act = own is null ? null : new AuditAct(own.At, $"{action} {redemption.Id} {redemption.Decisions.Length}"),
    });
}
