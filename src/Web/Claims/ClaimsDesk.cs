using System.Security.Claims;
using Leaderboard.Claims;
using Leaderboard.Web.Access;

namespace Leaderboard.Web.Claims;

/// <summary>A claim to a receipt, and how many others there are.</summary>
/// <param name="Others">Claims of other collectors to the same receipt that wait.</param>
internal sealed record SeenClaim(ReceiptClaims Receipt, ClaimView Claim, int Others);

/// <summary>Claims as far as somebody may see them: one's own, one's people's, or all.</summary>
internal sealed class ClaimsDesk(IGrainFactory grains, AccessGuard guard)
{
    public const int MaxNoteLength = 200;

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
}
