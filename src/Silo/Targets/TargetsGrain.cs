using Leaderboard.Boards;
using Leaderboard.Domain.Targets;
using Leaderboard.Journal;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Targets;

/// <summary>Keeps the targets of one team for one window; the figures beside them come from boards.</summary>
[GrainType("lb.targets")]
internal sealed class TargetsGrain(
    DocumentStore documents, MemberFactsReader facts, RosterDirectory roster, JournalPosition position, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<TargetSheet>(documents, TargetsGrain.DocumentKind), ITargetsGrain
{
    public const string DocumentKind = "targets";

    private TeamId _team;
    private BoardWindow _window = new() { Key = "", Period = BoardPeriod.All };

    private TargetSheet Sheet => Stored ?? TargetSheet.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _team = new TeamId(Id[..Id.IndexOf('/', StringComparison.Ordinal)]);
        _window = calendar.Window(GrainKeys.IdOf(Id));
        return ReadAsync();
    }

    public async Task<TeamTargets?> Get()
    {
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        if (roster.Team(_team) is not { } team)
            return null;
        var teams = new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Amount };
        var recovered = (await GrainFactory.Board(_window.Key).Find(teams, _team.Value))?.Value ?? 0;
        CollectorView[] members = [.. roster.Collectors.Where(c => c.Team == _team && (c.Active || Sheet.Of(c.Id) is not null)).OrderBy(c => c.Id.Value, StringComparer.Ordinal)];
        var known = await facts.ReadAsync(GrainFactory, _team, _window, members, Reckoning.WindowsBack);
        var now = time.Now();
        return TeamReckoning.Of(team, facts.Of(_window), Sheet, recovered, known, facts.DayMomentOf(now), now);
    }

    public async Task<OwnTarget?> GetOwn(CollectorId collector)
    {
        if (Sheet.Of(collector) is null)
            return null;
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        if (roster.Collector(collector) is not { } member)
            return null;
        var known = await facts.ReadAsync(GrainFactory, _team, _window, [member], windowsBack: 0);
        return TeamReckoning.OwnOf(_team, facts.Of(_window), Sheet, known[0], facts.DayMomentOf(time.Now()));
    }

    public Task<TargetChange[]> List() => Task.FromResult(Sheet.ToChanges());

    public async Task<TargetsOutcome> Put(TargetsChange change)
    {
        await roster.ReachAsync((await position.LatestAsync()).Revision);
        if (roster.Team(_team) is null)
            return TargetsOutcome.UnknownTeam;
        if (Array.Exists(change.Targets, t => t.Collector is { } id && !WasMember(id)))
            return TargetsOutcome.UnknownMember;
        var next = Sheet.With(change, time.Now());
        if (!ReferenceEquals(next, Sheet))
            await SaveAsync(next);
        return TargetsOutcome.Done;
    }

    private bool WasMember(CollectorId id) => roster.Collector(id) is { } collector && Array.Exists(collector.Teams, s => s.Team == _team);
}
