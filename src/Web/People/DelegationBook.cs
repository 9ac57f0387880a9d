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
    /// <returns>False where nobody is such a lead.</returns>
    public async Task<bool> GiveAsync(string personId, Moment until, string byPersonId, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, time.Now());
        return await SetAsync(personId, until.UnixMicroseconds, byPersonId, cancel);
    }

    /// <returns>False where nobody is such a lead.</returns>
    public Task<bool> EndAsync(string personId, CancellationToken cancel) => SetAsync(personId, null, null, cancel);

    private async Task<bool> SetAsync(string personId, long? until, string? byPersonId, CancellationToken cancel) =>
        await database.Users.Where(p => p.Id == personId && p.Role == Role.Lead && p.DisabledAtMicros == null).ExecuteUpdateAsync(
            u => u.SetProperty(p => p.DecidesUntilMicros, until).SetProperty(p => p.DecidesForId, byPersonId), cancel) > 0;
}
