using System.Security.Claims;
using Leaderboard.Claims;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Claims;

/// <summary>A claim to a receipt, and how many others there are.</summary>
/// <param name="Others">Claims of other collectors to the same receipt that wait.</param>
internal sealed record SeenClaim(ReceiptClaims Receipt, ClaimView Claim, int Others);

/// <summary>
/// Claims as far as somebody may see them: one's own, one's people's, or all. Makes and decides them, and writes down who did;
/// whether they may is the caller's to ask.
/// </summary>
internal sealed class ClaimsDesk(IGrainFactory grains, AccessGuard guard, AuditLog audit)
{
    public const int MaxNoteLength = 200;

    public Task<ClaimOutcome> ClaimAsync(HttpContext http, string recoveryId, CollectorId collector, ClaimReason reason, string? note) => RunAsync(
        http,
        grains.Claim(recoveryId).Claim(new ClaimRequest { Collector = collector, Reason = reason, Note = note, By = ByOf(http) }),
        new AuditEntry(AuditActions.ClaimReceipt, recoveryId, After: new { Collector = collector.Value, Reason = reason.ToString() }));

    public Task<ClaimOutcome> AssignAsync(HttpContext http, string recoveryId, CollectorId collector) => RunAsync(
        http,
        grains.Claim(recoveryId).Assign(collector, ByOf(http)),
        new AuditEntry(AuditActions.AssignReceipt, recoveryId, After: new { Collector = collector.Value }));

    public Task<ClaimOutcome> RefuseAsync(HttpContext http, string recoveryId, CollectorId collector, ClaimRefusal reason) => RunAsync(
        http,
        grains.Claim(recoveryId).Refuse(collector, reason, ByOf(http)),
        new AuditEntry(AuditActions.RefuseClaim, recoveryId, Before: new { Collector = collector.Value }, After: new { Reason = reason.ToString() }));

    /// <summary>Those that wait first, then the newest.</summary>
    public async Task<IReadOnlyList<SeenClaim>> SeenAsync(ClaimsPrincipal user)
    {
        var seen = new List<SeenClaim>();
        var may = new Dictionary<CollectorId, bool>();
        foreach (var receipt in await grains.Unassigned().Claims())
        {
            var waiting = receipt.Claims.Count(c => c.State == ClaimState.Waiting);
            foreach (var claim in receipt.Claims)
            {
                if (!may.TryGetValue(claim.Collector, out var isOpen))
                    may[claim.Collector] = isOpen = await guard.MayAsync(user, Right.ClaimReceipts, claim.Collector);
                if (isOpen)
                    seen.Add(new SeenClaim(receipt, claim, waiting - (claim.State == ClaimState.Waiting ? 1 : 0)));
            }
        }

        return [.. seen.OrderBy(s => s.Claim.State != ClaimState.Waiting).ThenByDescending(s => s.Claim.DecidedAt ?? s.Claim.At)];
    }

    private static string ByOf(HttpContext http) => Caller.Of(http.User)?.PersonId ?? "key";

    private async Task<ClaimOutcome> RunAsync(HttpContext http, Task<ClaimOutcome> act, AuditEntry entry)
    {
        var outcome = await act;
        if (outcome == ClaimOutcome.Done)
            await audit.WriteAsync(http, entry);
        return outcome;
    }
}
