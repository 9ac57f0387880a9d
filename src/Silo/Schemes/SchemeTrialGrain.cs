using Leaderboard.Domain.Measures;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Schemes;
using Leaderboard.Domain.Targets;
using Leaderboard.Journal;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Leaderboard.Targets;
using Orleans.Concurrency;

namespace Leaderboard.Schemes;

/// <summary>Replays the journal under other rules, once it has read it past everything that posts.</summary>
[GrainType("lb.scheme-trial"), StatelessWorker(1)]
internal sealed class SchemeTrialGrain(
    ReplayReader reader, JournalReader journal, DocumentStore documents, RosterDirectory roster, WorkCalendar workDays, Installation installation, InstitutionCalendar calendar, TimeProvider time)
    : Grain, ISchemeTrialGrain
{
    private const int Days = 90;
    private const int MaxMovers = 100;

    public async Task<SchemeTrial> Run(SchemeRules rules, int movers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(movers is >= 1 and <= MaxMovers, true, nameof(movers));
        var now = time.Now();
        Moment[] starts = [.. Enumerable.Range(0, Days + 1).Select(n => calendar.DayStart(now, n + 1 - Days))];
        var replay = new SchemeReplay(rules, new ReplayedDays(calendar.DayOf(starts[0]), starts), installation.MinorPerMajor);
        await reader.ReadAsync(starts[0], starts[^1], replay);
        if (rules.HasMerits)
            await AddMeritsAsync(replay);

        // Seconds of work: not on a thread that grains take turns on.
        return await Task.Run(() => replay.ToTrial(movers));
    }

    private async Task AddMeritsAsync(SchemeReplay replay)
    {
        var (_, revision) = await journal.PositionAsync(installation.Partitions.Count);
        await roster.ReachAsync(revision);
        var absences = (await documents.ListWithIdsAsync<AbsenceBook>(AbsencesGrain.DocumentKind)).ToDictionary(a => a.Id, a => a.Document.ToAttendance(), StringComparer.Ordinal);
        await Task.Run(() => replay.AddMerits(
            (collector, day) => workDays.IsWorkDay(day) && absences.GetValueOrDefault(collector, Attendance.Always).IsThere(day),
            (collector, at) => roster.TeamAt(new CollectorId(collector), at).Value));
    }
}
