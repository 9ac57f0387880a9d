using System.Globalization;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Targets;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Display;
using Leaderboard.Web.Imports;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Targets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Teams;

/// <summary>A team against its target: who needs help, what is aimed at, who is not there.</summary>
[Requires(Right.ReadTeam)]
internal sealed class TeamModel(
    IGrainFactory grains, TargetDesk desk, AccessGuard guard, VisibleRoster roster, TargetRequests requests, LatestReceipts latest,
    InstitutionSettings settings, InstitutionCalendar calendar, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    private const string Usual = "month";

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Teams the visitor may choose from, by name.</summary>
    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    /// <summary>Whether there is nothing yet that the visitor, who may bring it in, could look at.</summary>
    public bool HasNoRoster => Teams.Count == 0 && guard.MayImport(User, Leaderboard.Imports.ImportKind.Roster);

    /// <summary>Null when there is no team to show.</summary>
    public TeamTargets? View { get; private set; }

    /// <summary>What came in last today.</summary>
    public IReadOnlyList<LatestReceipt> Latest { get; private set; } = [];

    /// <summary>The latest receipt in one sentence, for who does not see it come.</summary>
    public string News => Latest.Count == 0 ? "" : Latest[0].Say;

    /// <summary>On the figure in large.</summary>
    public FigureHelp Help => View is { Attainment: { } team }
        ? new FigureHelp("help-team", words["team.attainment"], words["help.attainment.counted", Exact(team.ActualMinor)], words["help.attainment.divided", Exact(team.TargetMinor)], WindowName)
        : FigureHelp.Of(words, "help-team", "amount", WindowName);

    [FromQuery(Name = "team")]
    public string? TeamId { get; set; }

    [FromQuery(Name = "period")]
    public string? AskedPeriod { get; set; }

    public string Period => AskedPeriod is { } asked && TargetRequests.Periods.ContainsKey(asked) ? asked : Usual;

    public bool MaySet => View is { } view && guard.May(User, Right.SetTargets, view.Team);

    public bool MayKeepAbsences => View is { } view && guard.May(User, Right.KeepAbsences, view.Team);

    /// <summary>Members behind their own pace.</summary>
    public int Behind => View?.Members.Count(m => m.Attainment?.AheadMinor < 0) ?? 0;

    public int WithoutTarget => View?.Members.Count(m => m.Attainment is null) ?? 0;

    public int Suggestions => View?.Members.Count(m => m.Suggestion.AmountMinor > 0) ?? 0;

    public DateOnly Today => calendar.DayOf(time.Now());

    public string WindowName => NameOf(View?.WindowKey ?? "");

    private Money Money => new(settings.Currency, settings.CurrencyDecimals, CultureInfo.CurrentUICulture);

    public static string NameOf(string windowKey) => WindowNames.Of(windowKey, CultureInfo.CurrentUICulture);

    /// <summary>Key of the word for ahead, behind, or on pace.</summary>
    public static string PaceWord(Attainment a) => a.AheadMinor switch { > 0 => "team.ahead", < 0 => "team.behind", _ => "team.onpace" };

    /// <summary>What a meter shows: whole percent, at most 100.</summary>
    public static long MeterOf(Attainment a) => Math.Clamp(a.BasisPoints / 100, 0, 100);

    public string Exact(long minor) => Money.Exact(MinorUnits.ToMajor(minor, settings.CurrencyDecimals));

    /// <summary>As a field of a form takes it back.</summary>
    public string Plain(long? minor) => minor is { } amount ? MinorUnits.ToMajor(amount, settings.CurrencyDecimals).ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>How many requests for rewards wait for the visitor, and since when; null for none, and for who decides about none.</summary>
    public string? Requests { get; private set; }

    /// <summary>How many appeals against monthly statements wait for the visitor.</summary>
    public int Appeals { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Requests = await RequestsAsync();
        if (guard.ReachOf(User, Right.AnswerAppeals) == Reach.All)
            Appeals = (await grains.Statements().Appealed()).Length;
        return await ReadAsync() ?? Page();
    }

    public async Task<IActionResult> OnPostTargetsAsync([FromForm] string? own, [FromForm] string[]? ids, [FromForm] string[]? targets)
    {
        if (await ReadAsync() is { } refused)
            return refused;
        if (!MaySet || View is not { } view)
            return StatusCode(StatusCodes.Status403Forbidden);
        var changes = new List<TargetChange>();
        foreach (var (id, text) in (ids ?? []).Zip(targets ?? []).Select(p => ((CollectorId?)new CollectorId(p.First), (string?)p.Second)).Append((null, own)))
        {
            if (!TypedAmounts.TryRead(text, settings.CurrencyDecimals, out var amount))
                return Say("team.InvalidAmount", isRefusal: true);
            changes.Add(new TargetChange { Collector = id, AmountMinor = amount });
        }

        return await SetAsync(view, changes);
    }

    /// <summary>Who has no suggestion keeps what is set.</summary>
    public async Task<IActionResult> OnPostSuggestedAsync()
    {
        if (await ReadAsync() is { } refused)
            return refused;
        if (!MaySet || View is not { } view)
            return StatusCode(StatusCodes.Status403Forbidden);
        return await SetAsync(view, [.. view.Members.Where(m => m.Suggestion.AmountMinor > 0).Select(m => new TargetChange { Collector = m.Id, AmountMinor = m.Suggestion.AmountMinor })]);
    }

    public async Task<IActionResult> OnPostAbsentAsync([FromForm] string? collector, [FromForm] DateOnly? from, [FromForm] DateOnly? to, [FromForm] AbsenceKind kind)
    {
        if (await ReadAsync() is { } refused)
            return refused;
        if (!IsMember(collector, out var id))
            return StatusCode(StatusCodes.Status403Forbidden);
        if (from is not { } first || to is not { } last || !Enum.IsDefined(kind)
            || AbsenceRequests.Checked(AbsenceRequests.IdOf(first, last), first, last, kind) is not { } absence)
        {
            return Say("team.InvalidDays", isRefusal: true);
        }

        var isTaken = await desk.PutAbsencesAsync(AuditActor.Of(HttpContext), id, [absence]);
        await ReadAsync();
        return Say(isTaken ? "team.absence.added" : "team.TooManyAbsences", !isTaken);
    }

    public async Task<IActionResult> OnPostThereAsync([FromForm] string? collector, [FromForm] string? absence)
    {
        if (await ReadAsync() is { } refused)
            return refused;
        if (!IsMember(collector, out var id))
            return StatusCode(StatusCodes.Status403Forbidden);
        await desk.RemoveAbsenceAsync(HttpContext, id, absence ?? "");
        await ReadAsync();
        return Say("team.absence.removed", isRefusal: false);
    }

    private async Task<IActionResult> SetAsync(TeamTargets view, IReadOnlyList<TargetChange> changes)
    {
        var outcome = await desk.SetAsync(AuditActor.Of(HttpContext), view.Team, view.WindowKey, changes);
        await ReadAsync();
        return outcome == TargetsOutcome.Done ? Say("team.saved", isRefusal: false) : Say("team.NoMember", isRefusal: true);
    }

    private async Task<string?> RequestsAsync()
    {
        if (guard.ReachOf(User, Right.DecideRedemptions) != Reach.All || await grains.Redemptions().List(RedemptionState.Requested, 0, 1) is not [var oldest])
            return null;
        var (count, since) = (await grains.Redemptions().Count(RedemptionState.Requested), RelativeTime.Ago(oldest.RequestedAt, time.Now(), CultureInfo.CurrentUICulture));
        return count == 1 ? words["team.requests.one", since] : words["team.requests", count, since];
    }

    private bool IsMember(string? collector, out CollectorId id)
    {
        id = new CollectorId(collector ?? "");
        var asked = id;
        return MayKeepAbsences && View?.Members.Any(m => m.Id == asked) == true;
    }

    private PageResult Say(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        return Page();
    }

    /// <summary>An answer when the team asked for is not to be shown.</summary>
    private async Task<IActionResult?> ReadAsync()
    {
        var reach = guard.ReachOf(User, Right.ReadTeam);
        var own = Caller.Of(User)?.Teams ?? [];
        Teams = [.. (await roster.TeamsAsync(User)).Where(t => reach == Reach.All || own.Contains(t.Id)).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        var team = string.IsNullOrEmpty(TeamId) ? (Teams.Count > 0 ? Teams[0] : null) : Teams.FirstOrDefault(t => t.Id.Value == TeamId);
        if (team is null)
            return string.IsNullOrEmpty(TeamId) ? null : StatusCode(reach == Reach.All ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
        View = await grains.Targets(team.Id, requests.Window(Period, date: null).Key).Get();
        Latest = await latest.ReadAsync(team.Id);
        return null;
    }
}
