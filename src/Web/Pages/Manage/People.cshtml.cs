using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Who may sign in, as what; invitations that wait.</summary>
[Requires(Right.ManagePeople)]
internal sealed class PeopleModel(PeopleBook book, IGrainFactory grains, AuditLog audit, SiteAddress site, IStringLocalizer<Words> words) : PageModel
{
    private const int PageRows = 50;

    /// <summary>Some ten thousand lines.</summary>
    private const long MaxFileBytes = 1 << 20;

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>The link of the invitation that was just made; shown this once.</summary>
    public string? Link { get; private set; }

    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Those of them who are on the page.</summary>
    public IReadOnlyList<Person> Rows { get; private set; } = [];

    public PageOfRows Part { get; private set; } = PageOfRows.At(0, PageRows);

    /// <summary>Those of the name that is looked for, the newest first; a page of them at most.</summary>
    public IReadOnlyList<Invitation> Invitations { get; private set; } = [];

    /// <summary>How many wait, whatever is looked for.</summary>
    public int InvitationCount { get; private set; }

    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    /// <summary>Collectors whom nobody is yet.</summary>
    public IReadOnlyList<CollectorView> FreeCollectors { get; private set; } = [];

    public IReadOnlyList<CollectorView> Collectors { get; private set; } = [];

    /// <summary>The person whose place is being changed; null: none.</summary>
    [FromQuery]
    public string? Edit { get; set; }

    /// <summary>Of the first row.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>Part of a name, a user name or a collector's id; null: all.</summary>
    [FromQuery]
    public string? Search { get; set; }

    private CancellationToken Cancel => HttpContext.RequestAborted;

    private string OwnId => Caller.Of(User)?.PersonId ?? "";

    public static bool IsOwn(Person person, System.Security.Claims.ClaimsPrincipal user) => Caller.Of(user)?.PersonId == person.Id;

    public string NameOf(string? collectorId) => Collectors.FirstOrDefault(c => c.Id.Value == collectorId)?.Name ?? collectorId ?? "";

    public string NamesOf(IEnumerable<TeamId> teams) => string.Join(", ", teams.Select(id => Teams.FirstOrDefault(t => t.Id == id)?.Name ?? id.Value));

    public Task OnGetAsync() => ReadAsync();

    public async Task<PageResult> OnPostInviteAsync([FromForm] PlaceForm form)
    {
        if (await ReadPlaceAsync(form) is not { } place)
            return await SayAsync("people.InvalidPlace", isRefusal: true);
        var (outcome, secret) = await book.InviteAsync(OwnId, place, Cancel);
        if (outcome == PeopleOutcome.Done)
            await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.Invite, place.DisplayName, After: StateOf(place)));
        if (outcome == PeopleOutcome.Done)
            Link = LinkOf(secret);
        return await SayAsync(outcome == PeopleOutcome.Done ? "people.invited" : "people." + outcome, outcome != PeopleOutcome.Done);
    }

    /// <summary>A file with a person a line: answers the same lines, each with its link or why there is none.</summary>
    public async Task<IActionResult> OnPostInviteManyAsync(IFormFile? file)
    {
        if (file is null || file.Length is 0 or > MaxFileBytes)
            return await SayAsync("people.InvalidFile", isRefusal: true);
        using var reader = new StreamReader(file.OpenReadStream());
        if (InvitationFile.Read(reader) is not { } lines)
            return await SayAsync("people.InvalidFile", isRefusal: true);
        var answers = new List<(PlaceForm Form, string Link, string Fault)>();
        foreach (var form in lines)
        {
            var place = await ReadPlaceAsync(form);
            var (outcome, secret) = place is null ? (PeopleOutcome.InvalidName, "") : await book.InviteAsync(OwnId, place, Cancel);
            if (place is not null && outcome == PeopleOutcome.Done)
                await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.Invite, place.DisplayName, After: StateOf(place)));
            answers.Add((form, outcome == PeopleOutcome.Done ? LinkOf(secret) : "", place is null ? words["people.InvalidPlace"] : outcome == PeopleOutcome.Done ? "" : words["people." + outcome]));
        }

        return File(InvitationFile.Write(answers), CsvFiles.ContentType, "invitations.csv");
    }

    public async Task<PageResult> OnPostChangeAsync([FromForm] string? id, [FromForm] PlaceForm form)
    {
        if (await ReadPlaceAsync(form) is not { } place)
            return await SayAsync("people.InvalidPlace", isRefusal: true);
        var before = (await book.ListAsync(Cancel)).Find(p => p.Id == id);
        var outcome = await book.ChangeAsync(id ?? "", place, Cancel);
        if (outcome == PeopleOutcome.Done && before is not null)
            await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.ChangePerson, before.Id, StateOf(before.Place), StateOf(place)));
        return await SayAsync(outcome, "people.changed");
    }

    public async Task<PageResult> OnPostDisableAsync([FromForm] string? id) => await DoAsync(id, AuditActions.DisablePerson, await book.SetDisabledAsync(id ?? "", isDisabled: true, Cancel), "people.disabled");

    public async Task<PageResult> OnPostEnableAsync([FromForm] string? id) => await DoAsync(id, AuditActions.EnablePerson, await book.SetDisabledAsync(id ?? "", isDisabled: false, Cancel), "people.enabled");

    public async Task<PageResult> OnPostTakeBackAsync([FromForm] string? id) => await DoAsync(id, AuditActions.TakeBackInvitation, await book.TakeBackInvitationAsync(id ?? "", Cancel), "people.takenback");

    /// <summary>Null when it names a role, a collector or a team that is none, or a role lacks what makes it one.</summary>
    private async Task<PersonPlace?> ReadPlaceAsync(PlaceForm form)
    {
        if (!Enum.IsDefined(form.Role))
            return null;
        var collector = form.Role is Role.Collector && !string.IsNullOrEmpty(form.CollectorId) ? new CollectorId(form.CollectorId) : (CollectorId?)null;
        if (form.Role is Role.Collector && (collector is not { } id || !Field.IsId(id.Value) || await grains.Collector(id).Get() is null))
            return null;
        var known = (await grains.Roster().Teams()).Select(t => t.Id).ToHashSet();
        TeamId[] teams = form.Role is Role.Lead ? [.. (form.TeamIds ?? []).Select(t => new TeamId(t))] : [];
        if (form.Role is Role.Lead && (teams.Length == 0 || !known.IsSupersetOf(teams)))
            return null;
        return new PersonPlace(form.DisplayName ?? "", form.Role, collector, teams);
    }

    private string LinkOf(string secret) => site.LinkOf(Request, Url.Page("/Account/Join", new { secret }));

    private static object StateOf(PersonPlace place) =>
        new { place.DisplayName, Role = place.Role.ToString(), Collector = place.Collector?.Value, Teams = place.Teams.Select(t => t.Value) };

    private async Task<PageResult> DoAsync(string? id, string action, PeopleOutcome outcome, string done)
    {
        if (outcome == PeopleOutcome.Done)
            await audit.WriteAsync(HttpContext, new AuditEntry(action, id ?? ""));
        return await SayAsync(outcome, done);
    }

    private Task<PageResult> SayAsync(PeopleOutcome outcome, string done) =>
        SayAsync(outcome == PeopleOutcome.Done ? done : "people." + outcome, outcome != PeopleOutcome.Done);

    private async Task<PageResult> SayAsync(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        Edit = null;
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        People = await book.ListAsync(Cancel);
        var (search, invitations) = (PageOfRows.Typed(Search), await book.InvitationsAsync(Cancel));
        var found = People.Where(p => PageOfRows.IsFound(search, p.DisplayName, p.UserName, p.CollectorId)).ToList();
        Part = PageOfRows.At(From, PageRows) with { Total = found.Count, Search = search };
        Rows = Part.Of(found);
        InvitationCount = invitations.Count;
        Invitations = [.. invitations.Where(i => PageOfRows.IsFound(search, i.DisplayName, i.CollectorId)).Take(PageRows)];
        Teams = [.. (await grains.Roster().Teams()).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        Collectors = [.. (await grains.Roster().Collectors()).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        var taken = People.Select(p => p.CollectorId).ToHashSet(StringComparer.Ordinal);
        FreeCollectors = [.. Collectors.Where(c => c.Active && !taken.Contains(c.Id.Value))];
    }
}

/// <summary>What the forms say of a person.</summary>
internal sealed class PlaceForm
{
    public string? DisplayName { get; set; }

    public Role Role { get; set; }

    public string? CollectorId { get; set; }

    public string[]? TeamIds { get; set; }
}

/// <summary>The fields of a person's place, filled or empty.</summary>
internal sealed record PlaceFields(PeopleModel Page, string DisplayName, Role Role, string? CollectorId, IReadOnlyList<TeamId> Teams);
