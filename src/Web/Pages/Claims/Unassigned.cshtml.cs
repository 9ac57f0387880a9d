using System.Globalization;
using Leaderboard.Claims;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Claims;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Claims;

/// <summary>Receipts that wait for a holder: collectors say which are theirs, leads and managers decide.</summary>
[Requires(Right.ClaimReceipts)]
internal sealed class UnassignedModel(
    IGrainFactory grains, AccessGuard guard, ClaimsDesk desk, VisibleRoster roster, InstitutionSettings settings, InstitutionCalendar calendar) : PageModel
{
    public const int Rows = 25;

    private static readonly ClaimRefusal[] ByHand = [ClaimRefusal.NoProof, ClaimRefusal.OtherCollector, ClaimRefusal.Other];

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public UnassignedPage Queue { get; private set; } = new() { Receipts = [], Total = 0, LeftMinor = 0 };

    /// <summary>Claims the visitor may see.</summary>
    public IReadOnlyList<SeenClaim> Claims { get; private set; } = [];

    /// <summary>Whom the visitor may credit, by name.</summary>
    public IReadOnlyList<CollectorView> People { get; private set; } = [];

    [FromQuery(Name = "from")]
    public int From { get; set; }

    public bool MayDecide => guard.ReachOf(User, Right.DecideClaims) != Reach.None;

    /// <summary>The collector whom the visitor is; null for others.</summary>
    public CollectorId? Self => Caller.Of(User)?.Collector;

    public static IReadOnlyList<ClaimRefusal> Refusals => ByHand;

    public IEnumerable<SeenClaim> Waiting => Claims.Where(c => c.Claim.State == ClaimState.Waiting);

    public IEnumerable<SeenClaim> Decided => Claims.Where(c => c.Claim.State != ClaimState.Waiting);

    public string Exact(long minor) => new Money(settings.Currency, settings.CurrencyDecimals, CultureInfo.CurrentUICulture).Exact(MinorUnits.ToMajor(minor, settings.CurrencyDecimals));

    /// <summary>Local date and minute.</summary>
    public string When(Moment at) => calendar.Format(at)[..16].Replace('T', ' ');

    public string NameOf(CollectorId id) => People.FirstOrDefault(p => p.Id == id)?.Name ?? (Self == id ? Caller.Of(User)?.Name : null) ?? id.Value;

    public bool IsClaimedBySelf(UnassignedReceipt receipt) => Waiting.Any(c => c.Claim.Collector == Self && c.Receipt.RecoveryId == receipt.RecoveryId);

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostClaimAsync([FromForm] string? recovery, [FromForm] ClaimReason reason, [FromForm] string? note)
    {
        if (Self is not { } self)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(recovery) || !Enum.IsDefined(reason) || note?.Length > ClaimsDesk.MaxNoteLength)
            return await SayAsync("claims.Invalid", isRefusal: true);
        return await SayAsync(await desk.ClaimAsync(HttpContext, recovery ?? "", self, reason, note?.Trim()), "claims.claimed");
    }

    public Task<IActionResult> OnPostAssignAsync([FromForm] string? recovery, [FromForm] string? collector) =>
        DecideAsync(recovery, collector, id => desk.AssignAsync(HttpContext, recovery ?? "", id), "claims.assigned");

    public async Task<IActionResult> OnPostRefuseAsync([FromForm] string? recovery, [FromForm] string? collector, [FromForm] ClaimRefusal reason) => ByHand.Contains(reason)
        ? await DecideAsync(recovery, collector, id => desk.RefuseAsync(HttpContext, recovery ?? "", id, reason), "claims.refused")
        : await SayAsync("claims.Invalid", isRefusal: true);

    private async Task<IActionResult> DecideAsync(string? recovery, string? collector, Func<CollectorId, Task<ClaimOutcome>> decide, string done)
    {
        if (!Field.IsId(recovery) || !Field.IsId(collector))
            return await SayAsync("claims.Invalid", isRefusal: true);
        var id = new CollectorId(collector ?? "");
        return await guard.MayAsync(User, Right.DecideClaims, id) ? await SayAsync(await decide(id), done) : StatusCode(StatusCodes.Status403Forbidden);
    }

    private Task<PageResult> SayAsync(ClaimOutcome outcome, string done) =>
        SayAsync(outcome == ClaimOutcome.Done ? done : "claims." + outcome, outcome != ClaimOutcome.Done);

    private async Task<PageResult> SayAsync(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Queue = await grains.Unassigned().Read(Math.Max(0, From), Rows);
        Claims = await desk.SeenAsync(User);
        People = [.. (await roster.CollectorsAsync(User)).Where(c => c.Active).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
