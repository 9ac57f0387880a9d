using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Redemptions;

/// <summary>Who decides about redemptions while a manager is away, and until when.</summary>
[Requires(Right.Delegate)]
internal sealed class DelegationModel(DelegationBook book, PeopleBook people, AuditLog audit, LocalTimes times, InstitutionCalendar calendar, IStringLocalizer<Words> words, TimeProvider time) : PageModel
{
    /// <summary>Days from today, both counted.</summary>
    public const int MaxDays = 60;

    /// <summary>Who is away longer names somebody again.</summary>
    private const int UsualDays = 7;

    private Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Those who do not yet, by name.</summary>
    public IReadOnlyList<Person> Leads { get; private set; } = [];

    /// <summary>Those who do.</summary>
    public IReadOnlyList<Person> Deputies { get; private set; } = [];

    /// <summary>What was done, or why not; null for nothing.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public string FirstDay => times.Iso(time.Now());

    public string LastDay => times.Iso(calendar.DayStart(time.Now(), MaxDays - 1));

    public string UsualDay => times.Iso(calendar.DayStart(time.Now(), UsualDays - 1));

    /// <summary>The page in one sentence.</summary>
    public string News => Deputies switch
    {
        [] => words["delegation.none"],
        [var one] => words["delegation.hero", one.DisplayName, UntilOf(one)],
        _ => words["delegation.hero.many", Deputies.Count],
    };

    /// <summary>The last day, as people read it.</summary>
    public string UntilOf(Person deputy) => deputy.DecidesUntil is { } until ? times.Weekday(until.Plus(TimeSpan.FromMicroseconds(-1))) : "";

    public string ForOf(Person deputy) => _names.GetValueOrDefault(deputy.DecidesForId ?? "") ?? deputy.DecidesForId ?? "";

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? person, [FromForm] string? until)
    {
        var end = calendar.StartOfDate(until ?? "") is { } day ? calendar.DayStart(day, 1) : (Moment?)null;
        if (end is not { } given || given <= time.Now() || given > calendar.DayStart(time.Now(), MaxDays))
            return await SayAsync(words["delegation.said.until", MaxDays], isRefused: true);
        var outcome = await book.GiveAsync(person ?? "", given, Caller.By(User), HttpContext.RequestAborted);
        if (outcome != DelegationOutcome.Done)
            return await SayAsync(words[outcome == DelegationOutcome.DecidesForAnother ? "delegation.said.taken" : "delegation.said.lead"], isRefused: true);
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.Delegate, person ?? "", After: new { Until = given.ToString() }));
        return await SayAsync(words["delegation.said.given"], isRefused: false);
    }

    public async Task<IActionResult> OnPostEndAsync([FromForm] string? person)
    {
        if (!await book.EndAsync(person ?? "", HttpContext.RequestAborted))
            return await SayAsync(words["delegation.said.lead"], isRefused: true);
        await audit.WriteAsync(HttpContext, new AuditEntry(AuditActions.EndDelegation, person ?? ""));
        return await SayAsync(words["delegation.said.ended"], isRefused: false);
    }

    private async Task<PageResult> SayAsync(string said, bool isRefused)
    {
        (Said, WasRefused) = (said, isRefused);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var now = time.Now();
        var leads = (await book.LeadsAsync(HttpContext.RequestAborted)).ToLookup(p => p.DecidesUntil > now);
        (Deputies, Leads) = ([.. leads[true]], [.. leads[false]]);
        if (Deputies.Count > 0)
            _names = (await people.ListAsync(HttpContext.RequestAborted)).ToDictionary(p => p.Id, p => p.DisplayName, StringComparer.Ordinal);
    }
}
