using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Budgets;
using Leaderboard.Web.Contests;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>Sets a contest up, step by step, and says what it will do and what it would have paid, before it is kept.</summary>
[Requires(Right.RunContests)]
internal sealed class NewContestModel(
    IGrainFactory grains, AccessGuard guard, ContestDesk desk, ContestEntrants entrants, BudgetDesk budgets, ContestWords contestWords, InstitutionCalendar calendar, InstitutionSettings settings, Figures figures, TimeProvider time) : PageModel
{
    private const int PreviewRows = 3;

    /// <summary>Forms have an end; more people are chosen from by their teams.</summary>
    private const int MostToPick = 500;

    [BindProperty]
    public ContestForm Form { get; set; } = new();

    public ContestWords Say => contestWords;

    /// <summary>Those the visitor may run contests among, by name.</summary>
    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    /// <summary>Of those teams, by name: for a duel.</summary>
    public IReadOnlyList<CollectorView> Collectors { get; private set; } = [];

    /// <summary>Of the teams that are ticked, or of all: for teams that live with the contest.</summary>
    public IReadOnlyList<CollectorView> ToPick { get; private set; } = [];

    /// <summary>Whether there are more of them than the form can show.</summary>
    public bool AreMoreToPick { get; private set; }

    /// <summary>Envelopes in points and in money, from which prizes can be paid.</summary>
    public IReadOnlyList<BudgetView> Budgets { get; private set; } = [];

    /// <summary>Field that is at fault; null: none, or nothing was sent yet.</summary>
    public string? Fault { get; private set; }

    /// <summary>As understood; null before.</summary>
    public ContestRules? Rules { get; private set; }

    /// <summary>The same rules on the stretch of equal length before.</summary>
    public ContestTrial? Trial { get; private set; }

    /// <summary>What history says of the target; null: nobody has asked.</summary>
    public SuggestedTarget? Suggestion { get; private set; }

    private Reach Reach => guard.ReachOf(User, Right.RunContests);

    public async Task OnGetAsync()
    {
        await ReadAsync();
        var today = calendar.DayOf(time.Now());
        Form = new ContestForm { From = today, To = today.AddDays(13), Gold = "500", Silver = "200", Bronze = "100", Teams = Reach == Reach.Team ? [.. Teams.Select(t => t.Id.Value)] : [] };
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await UnderstandAsync();
        return Page();
    }

    /// <summary>Fills in a target from history; whatever was there makes way for it.</summary>
    public async Task<IActionResult> OnPostSuggestAsync()
    {
        await ReadAsync();
        var (typed, own) = (Form.Target, Form.OwnTargets);

        // The rules are not whole without one.
        (Form.Target, Form.OwnTargets) = ("1", false);
        (var rules, Fault) = Form.Read(calendar, settings);
        (Form.Target, Form.OwnTargets) = (typed, own);
        if (rules is not null && await FaultAsync(rules) is { } fault)
            (rules, Fault) = (null, fault);
        if (rules is null)
            return Page();
        Suggestion = await grains.Contests().Suggest(rules);
        if (Suggestion.Value is not > 0)
            return Page();
        ModelState.Clear();
        Form.Target = figures.Plain(Suggestion.Value.Value, rules.Measure).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostKeepAsync()
    {
        await UnderstandAsync();
        if (Rules is not { } rules)
            return Page();
        var id = "k-" + Guid.CreateVersion7().ToString("N");
        await desk.DraftAsync(HttpContext, id, rules);
        return Redirect("/contests/" + id);
    }

    public string NameOf(string id) => Teams.FirstOrDefault(t => t.Id.Value == id)?.Name ?? Collectors.FirstOrDefault(c => c.Id.Value == id)?.Name ?? id;

    /// <summary>Place from 1 of the contest's own team that somebody was picked for; 0 for none.</summary>
    public int SideOf(CollectorId collector) => Enumerable.Range(1, ContestForm.Sides).FirstOrDefault(side => Form.Picked.Contains(Pick(side, collector), StringComparer.Ordinal));

    public static string Pick(int side, CollectorId collector) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{side}/{collector.Value}");

    public string Value(long value) => Rules is { } rules ? figures.Value(value, rules.Measure) : "";

    /// <summary>Points and money that a trial would have paid: what there is of both.</summary>
    public string Paid(ContestTrial paid) => string.Join(" + ", new (long Value, PrizeUnit Unit)[] { (paid.PointsHundredths, PrizeUnit.Points), (paid.MoneyMinor, PrizeUnit.Money) }
        .Where(p => p.Value > 0).DefaultIfEmpty((0, Form.Unit)).Select(p => contestWords.Won(p.Value, p.Unit)));

    private async Task UnderstandAsync()
    {
        await ReadAsync();
        (var rules, Fault) = Form.Read(calendar, settings);
        if (rules is null)
            return;
        Fault = await FaultAsync(rules);
        if (Fault is not null)
            return;
        Rules = rules;
        Trial = await grains.Contests().Try(rules, PreviewRows);
    }

    /// <summary>Who is not there, and who is not the visitor's to choose: that can only be asked for by hand.</summary>
    private async Task<string?> FaultAsync(ContestRules rules)
    {
        if (!await desk.MayAsync(HttpContext, rules))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return rules.AdHocTeams.Length > 0 ? nameof(Form.Picked) : nameof(Form.Teams);
        }

        if (Budgets.FirstOrDefault(b => b.Id == rules.Budget) is { } budget && Array.Exists(rules.Prizes, p => p.Unit != budget.Terms.Unit))
            return nameof(Form.Budget);
        return await entrants.FaultAsync(rules) is { } absent ? ContestForm.FieldOf(absent.Field) : null;
    }

    private async Task ReadAsync()
    {
        var own = Caller.Of(User)?.Teams ?? [];
        Teams = [.. (await grains.Roster().Teams()).Where(t => Reach == Reach.All || own.Contains(t.Id)).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        Budgets = [.. (await budgets.ListAsync(User)).Where(b => b.Terms.To > time.Now())];
        var known = Teams.Select(t => t.Id).ToHashSet();
        Collectors = [.. (await grains.Roster().Collectors()).Where(c => c.Active && known.Contains(c.Team)).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        var pool = Collectors.Where(c => Form.Teams.Length == 0 || Form.Teams.Contains(c.Team.Value, StringComparer.Ordinal)).OrderBy(c => NameOf(c.Team.Value), StringComparer.CurrentCulture).ToList();
        (ToPick, AreMoreToPick) = ([.. pool.Take(MostToPick)], pool.Count > MostToPick);
    }
}
