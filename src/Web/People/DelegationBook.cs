using Microsoft.EntityFrameworkCore;

namespace Leaderboard.Web.People;

/// <summary>Lets leads decide about redemptions while a manager is away. What was given ends at its moment, whoever is signed in then.</summary>
internal sealed class DelegationBook(PeopleDatabase database, TimeProvider time)
{
    /// <summary>Leads who could, by name.</summary>
    public async Task<List<Person>> LeadsAsync(CancellationToken cancel) =>
        await database.Users.AsNoTracking().Where(p => p.Role == Role.Lead && p.DisabledAtMicros == null).OrderBy(p => p.DisplayName).ThenBy(p => p.Id).ToListAsync(cancel);

    /// <param name="personId">Of a lead.</param>
    /// <param name="until">Exclusive; after now.</param>
    /// <param name="byPersonId">Of the manager for whom they decide.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<DelegationOutcome> GiveAsync(string personId, Moment until, string byPersonId, CancellationToken cancel)
    {
        var now = time.Now();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        var free = LeadOf(personId).Where(p => p.DecidesUntilMicros == null || p.DecidesUntilMicros <= now.UnixMicroseconds || p.DecidesForId == byPersonId);
        if (await SetAsync(free, until.UnixMicroseconds, byPersonId, cancel))
            return DelegationOutcome.Done;
        return await LeadOf(personId).AnyAsync(cancel) ? DelegationOutcome.DecidesForAnother : DelegationOutcome.NoSuchLead;
    }

    /// <returns>False where nobody is such a lead.</returns>
    public Task<bool> EndAsync(string personId, CancellationToken cancel) => SetAsync(LeadOf(personId), null, null, cancel);

    private IQueryable<Person> LeadOf(string personId) => database.Users.Where(p => p.Id == personId && p.Role == Role.Lead && p.DisabledAtMicros == null);

    private static async Task<bool> SetAsync(IQueryable<Person> lead, long? until, string? byPersonId, CancellationToken cancel) =>
        await lead.ExecuteUpdateAsync(u => u.SetProperty(p => p.DecidesUntilMicros, until).SetProperty(p => p.DecidesForId, byPersonId), cancel) > 0;
}

/// <summary>What became of a delegation.</summary>
internal enum DelegationOutcome
{
    Done,
    NoSuchLead,

    /// <summary>Until that one ends: whose requests are barred to a deputy is one manager's question.</summary>
    DecidesForAnother,
}
