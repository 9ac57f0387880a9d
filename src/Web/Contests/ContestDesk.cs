using Leaderboard.Contests;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Contests;

/// <summary>Sets contests up, schedules, cancels and certifies them for whoever may, and writes down who did.</summary>
internal sealed class ContestDesk(IGrainFactory grains, AccessGuard guard, AuditLog audit)
{
    /// <summary>Who leads teams runs contests among them, and among their people; anybody else with the right, any.</summary>
    public async ValueTask<bool> MayAsync(HttpContext http, ContestRules rules) => guard.ReachOf(http.User, Right.RunContests) switch
    {
        Reach.All => true,
        Reach.Team when rules.AdHocTeams.Length > 0 => await MayTakeAsync(http, rules.AdHocTeams.SelectMany(t => t.Collectors)),
        Reach.Team => rules.Teams.Length > 0 && Array.TrueForAll(rules.Teams, t => guard.May(http.User, Right.RunContests, new TeamId(t))),
        _ => false,
    };

    /// <summary>A draft is nobody's business but of who may finish it.</summary>
    public async ValueTask<bool> SeesAsync(HttpContext http, ContestView contest) => contest.State != ContestState.Draft || await MayAsync(http, contest.Rules);

    /// <summary>Those that are there for somebody.</summary>
    public async Task<List<ContestView>> SeenAsync(HttpContext http, IEnumerable<ContestView> contests)
    {
        var seen = new List<ContestView>();
        foreach (var contest in contests)
        {
            if (await SeesAsync(http, contest))
                seen.Add(contest);
        }

        return seen;
    }

    /// <summary>The contest as far as it is there for somebody; null else.</summary>
    public async Task<ContestView?> FindAsync(HttpContext http, string id) =>
        Field.IsId(id) && await grains.Contest(id).Get() is { } contest && await SeesAsync(http, contest) ? contest : null;

    public async Task<ContestOutcome> DraftAsync(HttpContext http, string id, ContestRules rules) =>
        await WriteAsync(http, AuditActions.DraftContest, id, await grains.Contest(id).Draft(rules, By(http)), new { rules.Name });

    public async Task<ContestOutcome> ScheduleAsync(HttpContext http, string id) =>
        await WriteAsync(http, AuditActions.ScheduleContest, id, await grains.Contest(id).Schedule(By(http)), new { RulesHash = (await grains.Contest(id).Get())?.RulesHash?.ToString() });

    public async Task<ContestOutcome> CancelAsync(HttpContext http, string id) =>
        await WriteAsync(http, AuditActions.CancelContest, id, await grains.Contest(id).Cancel(By(http)), after: null);

    public async Task<ContestOutcome> CertifyAsync(HttpContext http, string id) =>
        await WriteAsync(http, AuditActions.CertifyContest, id, await grains.Contest(id).Certify(By(http)), new { Paid = (await grains.Contest(id).Payouts())?.Length });

    private async ValueTask<bool> MayTakeAsync(HttpContext http, IEnumerable<string> collectors)
    {
        foreach (var collector in collectors)
        {
            if (!await guard.MayAsync(http.User, Right.RunContests, new CollectorId(collector)))
                return false;
        }

        return true;
    }

    private static string By(HttpContext http) => Caller.Of(http.User)?.PersonId ?? "key";

    private async Task<ContestOutcome> WriteAsync(HttpContext http, string action, string id, ContestOutcome outcome, object? after)
    {
        if (outcome == ContestOutcome.Done)
            await audit.WriteAsync(http, new AuditEntry(action, id, After: after));
        return outcome;
    }
}
