using Leaderboard.Domain.Schemes;
using Orleans.Concurrency;

namespace Leaderboard.Schemes;

/// <summary>Replays the journal under other rules, once it has read it past everything that posts.</summary>
[GrainType("lb.scheme-trial"), StatelessWorker(1)]
internal sealed class SchemeTrialGrain(ReplayReader reader, Storage.Installation installation, InstitutionCalendar calendar, TimeProvider time) : Grain, ISchemeTrialGrain
{
    private const int Days = 90;
    private const int MaxMovers = 100;

    public async Task<SchemeTrial> Run(SchemeRules rules, int movers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(movers is >= 1 and <= MaxMovers, true, nameof(movers));
        var now = time.Now();
        Moment[] starts = [.. Enumerable.Range(0, Days + 1).Select(n => calendar.DayStart(now, n + 1 - Days))];
        var replay = new SchemeReplay(rules, starts, installation.MinorPerMajor);
        await reader.ReadAsync(starts[0], starts[^1], replay);
        return replay.ToTrial(movers);
    }
}
