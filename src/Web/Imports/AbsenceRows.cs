using Leaderboard.Recoveries;
using Leaderboard.Targets;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Targets;

namespace Leaderboard.Web.Imports;

/// <summary>Rows of absences, each with an id or known by its days. Whether somebody would have too many shows when they are imported.</summary>
internal sealed class AbsenceRows(IGrainFactory grains, TargetDesk desk, AuditActor actor, bool isDryRun) : SettingRows<(CollectorId Collector, string Id), Absence>(isDryRun)
{
    private HashSet<CollectorId> _collectors = [];

    protected override async Task PrepareAsync() => _collectors = [.. (await grains.Roster().Collectors()).Select(c => c.Id)];

    protected override ((CollectorId Collector, string Id) Key, Absence Value) Read(SheetRow row)
    {
        var entry = new Entry(row);
        var (collector, absence) = AbsenceRequests.Read(entry, Field.OptionalId(entry, "id"));
        return _collectors.Contains(collector) ? ((collector, absence.Id), absence) : throw Field.Fault(Refusal.UnknownCollector, "collectorId", "The roster has no such collector.");
    }

    protected override async Task<IReadOnlyDictionary<(CollectorId Collector, string Id), Absence>> StoredAsync(IReadOnlyCollection<(CollectorId Collector, string Id)> keys)
    {
        var stored = new Dictionary<(CollectorId, string), Absence>();
        foreach (var collector in keys.Select(k => k.Collector).Distinct())
        {
            foreach (var absence in await grains.Absences(collector).List())
                stored[(collector, absence.Id)] = absence;
        }

        return stored;
    }

    protected override async Task PutAsync(IReadOnlyList<Setting> changes, Action<Setting, RowRefusedException> refuse)
    {
        foreach (var own in changes.GroupBy(c => c.Key.Collector))
        {
            if (await desk.PutAbsencesAsync(actor, own.Key, [.. own.Select(c => c.Value)]))
                continue;
            foreach (var change in own)
                refuse(change, new RowRefusedException("collectorId", "tooManyAbsences", "The collector would have too many absences."));
        }
    }
}
