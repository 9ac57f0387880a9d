using Leaderboard.Kudos;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>Thanks between colleagues: what one got, and the few that one may give in a month.</summary>
[Requires(Right.SeeMe)]
internal sealed class KudosModel(IGrainFactory grains, AuditLog audit, LocalTimes times, IStringLocalizer<Words> words) : PageModel
{
    private const int Shown = 50;

    /// <summary>A list that can be chosen from on a phone.</summary>
    private const int ShownColleagues = 50;

    private Dictionary<CollectorId, CollectorView> _people = [];

    /// <summary>The collector that the visitor is; null: none, and there is nothing of theirs to show.</summary>
    public CollectorId? Collector { get; private set; }

    public KudosPurse Purse { get; private set; } = new() { PerMonth = 0, Left = 0, Given = [] };

    /// <summary>The last first.</summary>
    public IReadOnlyList<KudosView> Received { get; private set; } = [];

    /// <summary>Who can be thanked, by name: those who are looked for, or, where they are too many, those of the own team first.</summary>
    public IReadOnlyList<CollectorView> Colleagues { get; private set; } = [];

    /// <summary>How many there are to choose from.</summary>
    public int Found { get; private set; }

    /// <summary>Part of the names that are looked for; null: all.</summary>
    [FromQuery]
    public string? Search { get; set; }

    /// <summary>Whether there are too many to see all at once.</summary>
    public bool IsSearched => Search is not null || Found > Colleagues.Count;

    /// <summary>What was done, or why not; null for nothing.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>The page in one sentence.</summary>
    public string News => Received switch
    {
        [] => words["kudos.none"],
        [var latest, ..] => words["kudos.hero", NameOf(latest.From), latest.Text],
    };

    /// <summary>Made here, once for each form: sent twice, it is one.</summary>
    public static string NewId() => "k-" + Guid.CreateVersion7().ToString("N");

    /// <summary>As boards call them.</summary>
    public string NameOf(CollectorId id) => _people.GetValueOrDefault(id) is { } person ? NameOf(person) : id.Value;

    public static string NameOf(CollectorView person) => string.IsNullOrEmpty(person.Alias) ? person.Name : person.Alias;

    public string When(KudosView one) => times.Day(one.At);

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] string? to, [FromForm] string? text)
    {
        if (Caller.Of(User)?.Collector is not { } own)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || !Field.IsId(to) || SuggestionDesk.Clean(text, IKudosPurseGrain.MaxLength) is not { } clean)
            return await SayAsync(words["kudos.said.text", IKudosPurseGrain.MaxLength], isRefused: true);
        var outcome = await grains.KudosPurse(own).Give(id!, new CollectorId(to!), clean);
        if (outcome != KudosOutcome.Done)
            return await SayAsync(words["kudos.said." + BoardRequests.NameOf(outcome)], isRefused: true);
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.GiveKudos, to!, After: new { Text = clean }));
        return await SayAsync(words["kudos.said.given"], isRefused: false);
    }

    private bool IsLookedFor(CollectorView one) => Search is null || NameOf(one).Contains(Search, StringComparison.CurrentCultureIgnoreCase);

    private async Task<PageResult> SayAsync(string said, bool isRefused)
    {
        (Said, WasRefused) = (said, isRefused);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        if (Caller.Of(User)?.Collector is not { } own)
            return;
        Collector = own;
        _people = (await grains.Roster().Collectors()).ToDictionary(c => c.Id);
        Purse = await grains.KudosPurse(own).Get();
        Received = await grains.Kudos().Latest(own, Shown);
        Search = PageOfRows.Typed(Search);
        var found = _people.Values.Where(c => c.Active && c.Id != own && IsLookedFor(c)).ToList();
        var team = found.Count > ShownColleagues ? _people.GetValueOrDefault(own)?.Team : null;
        Found = found.Count;
        Colleagues = [.. found.OrderByDescending(c => c.Team == team).ThenBy(NameOf, StringComparer.CurrentCulture).Take(ShownColleagues)];
    }
}
