using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Budgets;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Contests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Envelopes with what is spent, reserved and left; managers make and change them.</summary>
[Requires(Right.SeeBudgets)]
internal sealed class BudgetsModel(
    IGrainFactory grains, AccessGuard guard, BudgetDesk desk, ContestWords words, LocalTimes times, InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time) : PageModel
{
    public static IReadOnlyList<BoardPeriod> Periods { get; } = [BoardPeriod.Month, BoardPeriod.Quarter, BoardPeriod.Year];

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    public bool MayKeep => guard.ReachOf(User, Right.KeepBudgets) == Reach.All;

    public IReadOnlyList<BudgetView> Budgets { get; private set; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    public int InForce => Budgets.Count(b => b.Terms.From <= time.Now() && time.Now() < b.Terms.To);

    public string TeamOf(BudgetView budget) => Teams.FirstOrDefault(t => t.Id == budget.Terms.Team)?.Name ?? budget.Terms.Team?.Value ?? "";

    public string Value(BudgetView budget, long value) => words.Won(value, budget.Terms.Unit);

    public string PeriodOf(BudgetView budget) => times.Date(budget.Terms.From) + " – " + times.Date(budget.Terms.To.Plus(TimeSpan.FromMicroseconds(-1)));

    /// <summary>As the form's field of the amount has it.</summary>
    public string Typed(BudgetView budget) => MinorUnits.ToMajor(budget.Terms.Amount, DecimalsOf(budget.Terms.Unit)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whole percent of the amount, rounded up so that little shows.</summary>
    public static long Part(BudgetView budget, long value) => budget.Terms.Amount == 0 ? 0 : (long)(((Int128)value * 100 + budget.Terms.Amount - 1) / budget.Terms.Amount);

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? team, [FromForm] PrizeUnit unit, [FromForm] string? amount, [FromForm] BoardPeriod period, [FromForm] bool next)
    {
        if (!MayKeep)
            return StatusCode(StatusCodes.Status403Forbidden);
        var known = Field.IsId(team) ? new TeamId(team!) : (TeamId?)null;
        if (string.IsNullOrWhiteSpace(name) || name.Length > BudgetDesk.MaxNameLength || !Enum.IsDefined(unit) || !Periods.Contains(period)
            || !TypedAmounts.TryRead(amount, DecimalsOf(unit), out var value) || value is null || (known is { } named && await grains.Team(named).Get() is null))
            return await SayAsync("budgets.said.invalid", isRefusal: true);
        var window = calendar.Window(period, time.Now());
        if (next && window.To is { } end)
            window = calendar.Window(period, end);
        var terms = new BudgetTerms { Name = name.Trim(), Team = known, Unit = unit, Amount = value.Value, From = window.From ?? Moment.MinValue, To = window.To ?? Moment.MaxValue };
        return await SayAsync(await desk.PutAsync(HttpContext, "b-" + Guid.CreateVersion7().ToString("N"), terms));
    }

    public async Task<IActionResult> OnPostAmountAsync([FromForm] string? id, [FromForm] string? amount)
    {
        if (!MayKeep)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || await grains.Budget(id!).Get() is not { } budget || !TypedAmounts.TryRead(amount, DecimalsOf(budget.Terms.Unit), out var value) || value is null)
            return await SayAsync("budgets.said.invalid", isRefusal: true);
        return await SayAsync(await desk.PutAsync(HttpContext, id!, budget.Terms with { Amount = value.Value }));
    }

    private int DecimalsOf(PrizeUnit unit) => unit == PrizeUnit.Points ? 2 : settings.CurrencyDecimals;

    private Task<PageResult> SayAsync(BudgetOutcome outcome) => outcome switch
    {
        BudgetOutcome.Done => SayAsync("budgets.said.kept", isRefusal: false),
        BudgetOutcome.BelowUsed => SayAsync("budgets.said.below", isRefusal: true),
        _ => SayAsync("budgets.said.invalid", isRefusal: true),
    };

    private async Task<PageResult> SayAsync(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Budgets = await desk.ListAsync(User);
        Teams = [.. (await grains.Roster().Teams()).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
    }
}
