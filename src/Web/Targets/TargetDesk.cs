using Leaderboard.Targets;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Targets;

/// <summary>Sets targets and keeps absences, and writes down who did.</summary>
internal sealed class TargetDesk(IGrainFactory grains, AuditLog audit, InstitutionSettings settings)
{
    public async Task<TargetsOutcome> SetAsync(AuditActor actor, TeamId team, string windowKey, IReadOnlyList<TargetChange> changes)
    {
        var grain = grains.Targets(team, windowKey);
        var before = await grain.List();
        var outcome = await grain.Put(new TargetsChange { Targets = [.. changes], By = actor.IsPerson ? actor.Id : "key" });
        if (outcome == TargetsOutcome.Done)
        {
            await audit.WriteAsync(actor, [.. changes.Select(c => (Change: c, Was: Array.Find(before, b => b.Collector == c.Collector)?.AmountMinor)).Where(c => c.Was != c.Change.AmountMinor)
                .Select(c => new AuditEntry(AuditActions.SetTarget, c.Change.Collector?.Value ?? team.Value, StateOf(windowKey, c.Was), StateOf(windowKey, c.Change.AmountMinor)))]);
        }

        return outcome;
    }

    /// <summary>False when there would be too many. Why somebody is away is nobody's business later: the log has the days only.</summary>
    public async Task<bool> PutAbsencesAsync(AuditActor actor, CollectorId collector, IReadOnlyCollection<Absence> absences)
    {
        if (!await grains.Absences(collector).Put([.. absences]))
            return false;
        await audit.WriteAsync(actor, [.. absences.Select(a => new AuditEntry(AuditActions.PutAbsence, collector.Value, After: new { a.Id, a.From, a.To }))]);
        return true;
    }

    public async Task<bool> RemoveAbsenceAsync(HttpContext http, CollectorId collector, string absenceId)
    {
        if (!await grains.Absences(collector).Remove(absenceId))
            return false;
        await audit.WriteAsync(http, new AuditEntry(AuditActions.RemoveAbsence, collector.Value, Before: new { Id = absenceId }));
        return true;
    }

    private object? StateOf(string windowKey, long? amountMinor) =>
        amountMinor is { } amount ? new { Window = windowKey, Target = MinorUnits.ToMajor(amount, settings.CurrencyDecimals) } : null;
}
