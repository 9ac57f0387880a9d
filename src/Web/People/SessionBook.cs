using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;

namespace Leaderboard.Web.People;

/// <summary>
/// Begins, finds and ends sessions. Verdicts are remembered for moments, so that an ended session, a changed role or a
/// disabled person counts within seconds at every node.
/// </summary>
internal sealed class SessionBook(IDbContextFactory<PeopleDatabase> database, TimeProvider time)
{
    private const int IdBytes = 18;

    /// <summary>More than people of a floor have browsers.</summary>
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Caller? Caller, long At)> _verdicts = new(StringComparer.Ordinal);

    /// <returns>The session's id: for the cookie, and secret therefore.</returns>
    public async Task<string> BeginAsync(string personId, string address, string agent, CancellationToken cancel)
    {
        var now = time.Now().UnixMicroseconds;
        var session = new PersonSession
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
            PersonId = personId,
            CreatedAtMicros = now,
            SeenAtMicros = now,
            Address = address,
            Agent = agent.Length > PersonSession.MaxAgentLength ? agent[..PersonSession.MaxAgentLength] : agent,
        };
        await using var people = await database.CreateDbContextAsync(cancel);
        people.Sessions.Add(session);
        await people.SaveChangesAsync(cancel);
        return session.Id;
    }

    /// <summary>Who the session is of; null when it is none, has ended, or its person may not sign in any more.</summary>
    public async ValueTask<Caller?> CheckAsync(string sessionId)
    {
        if (_verdicts.TryGetValue(sessionId, out var known) && time.GetElapsedTime(known.At) < Memory)
            return known.Caller;
        var caller = await FindAsync(sessionId);
        if (_verdicts.Count >= MaxRemembered)
            _verdicts.Clear();
        _verdicts[sessionId] = (caller, time.GetTimestamp());
        return caller;
    }

    /// <summary>Open sessions of a person, the last seen first.</summary>
    public async Task<List<PersonSession>> OfAsync(string personId, CancellationToken cancel)
    {
        await using var people = await database.CreateDbContextAsync(cancel);
        return await people.Sessions.AsNoTracking().Where(s => s.PersonId == personId && s.EndedAtMicros == null)
            .OrderByDescending(s => s.SeenAtMicros).ToListAsync(cancel);
    }

    /// <summary>False when the person has no such open session.</summary>
    public async Task<bool> EndAsync(string personId, string sessionId, CancellationToken cancel) => await EndAsync(personId, s => s.Id == sessionId, cancel) > 0;

    /// <summary>Ends every session of a person but one (null: every one).</summary>
    /// <returns>How many.</returns>
    public Task<int> EndOthersAsync(string personId, string? keptId, CancellationToken cancel) => EndAsync(personId, s => s.Id != keptId, cancel);

    private async Task<int> EndAsync(string personId, System.Linq.Expressions.Expression<Func<PersonSession, bool>> which, CancellationToken cancel)
    {
        var now = time.Now().UnixMicroseconds;
        await using var people = await database.CreateDbContextAsync(cancel);
        var ended = await people.Sessions.Where(s => s.PersonId == personId && s.EndedAtMicros == null).Where(which)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAtMicros, now), cancel);
        foreach (var (id, verdict) in _verdicts)
        {
            if (verdict.Caller?.PersonId == personId)
                _verdicts.TryRemove(id, out _);
        }

        return ended;
    }

    private async Task<Caller?> FindAsync(string sessionId)
    {
        await using var people = await database.CreateDbContextAsync();
        var found = await people.Sessions.Where(s => s.Id == sessionId && s.EndedAtMicros == null)
            .Join(people.Users, s => s.PersonId, p => p.Id, (s, p) => new { Session = s, Person = p })
            .FirstOrDefaultAsync();
        if (found is null || found.Person.DisabledAtMicros is not null)
            return null;
        var now = time.Now();
        if (now - new Moment(found.Session.SeenAtMicros) > SeenEvery)
        {
            await people.Sessions.Where(s => s.Id == sessionId)
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAtMicros, now.UnixMicroseconds));
        }

        return new Caller
        {
            SessionId = sessionId,
            PersonId = found.Person.Id,
            Name = found.Person.DisplayName,
            Role = found.Person.Role,
            Collector = found.Person.CollectorId is { } collector ? new CollectorId(collector) : null,
            FormerCollectors = found.Person.FormerCollectors,
            Teams = found.Person.Teams,
            DecidesUntil = found.Person.DecidesUntil,
            DecidesFor = found.Person.DecidesUntil is null ? null : found.Person.DecidesForId,
        };
    }
}
