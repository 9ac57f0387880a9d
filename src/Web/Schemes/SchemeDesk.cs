using Leaderboard.Schemes;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Schemes;

/// <summary>Checks, tries and publishes schemes for whoever may, and writes down who did.</summary>
internal sealed class SchemeDesk(IGrainFactory grains, AuditLog audit, InstitutionCalendar calendar, TimeProvider time)
{
    /// <summary>Of collectors who gain, and of those who lose.</summary>
    private const int Movers = 10;

    /// <summary>Any name and day will do, as long as nothing stands against them.</summary>
    private const string TrialId = "trial";
    private const int TrialDays = 2;

    /// <summary>Everything that stands against it, what cannot be read first.</summary>
    public async Task<SchemeFault[]> CheckAsync(SchemeRequest request) => Together(request, await grains.Schemes().Check(Readable(request.Draft)));

    /// <summary>What stands against the rules, whatever they are called and whenever they take effect.</summary>
    public Task<SchemeFault[]> CheckRulesAsync(SchemeRequest request) =>
        CheckAsync(request with { Draft = request.Draft with { Id = TrialId, EffectiveFrom = calendar.DayStart(time.Now(), TrialDays) } });

    public Task<SchemeTrial> TryAsync(SchemeRules rules) => grains.SchemeTrial().Run(rules, Movers);

    public async Task<SchemePublication> PublishAsync(HttpContext http, SchemeRequest request)
    {
        if (request.Faults.Count > 0)
            return new SchemePublication { Faults = await CheckAsync(request) };
        var before = (await grains.Schemes().List()).First(s => s.State == SchemeState.InForce);
        var publication = await grains.Schemes().Publish(request.Draft, Caller.By(http.User));
        if (publication is { IsNew: true, Scheme: { } scheme })
        {
            await audit.WriteAsync(http, new AuditEntry(
                AuditActions.PublishScheme, scheme.Name, new { InForce = before.Name, before.Rules }, new { EffectiveFrom = calendar.Format(request.Draft.EffectiveFrom), scheme.Rules }));
        }

        return publication;
    }

    /// <summary>A time that could not be read is no reason to say more about it.</summary>
    private SchemeDraft Readable(SchemeDraft draft) => draft.EffectiveFrom == Moment.MaxValue ? draft with { EffectiveFrom = calendar.DayStart(time.Now(), TrialDays) } : draft;

    /// <summary>Each field once: what cannot be read is not judged.</summary>
    private static SchemeFault[] Together(SchemeRequest request, SchemeFault[] found) => [.. request.Faults.Concat(found).DistinctBy(f => f.Field, StringComparer.Ordinal)];
}
