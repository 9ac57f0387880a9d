using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Leaderboard.Web.People;

/// <summary>What became of a change to people.</summary>
internal enum PeopleOutcome
{
    Done = 1,

    /// <summary>There is no such person or invitation, or it is used, taken back or over.</summary>
    NotFound,

    /// <summary>Another person has the name.</summary>
    NameTaken,

    /// <summary>Too short.</summary>
    WeakPassword,

    /// <summary>Another person is that collector already.</summary>
    CollectorTaken,

    /// <summary>There are people: the first has come.</summary>
    NotTheFirst,

    /// <summary>Somebody must be left who can manage people.</summary>
    LastManager,

    /// <summary>An empty or overlong name.</summary>
    InvalidName,
}

/// <summary>What somebody is to be.</summary>
internal sealed record PersonPlace(string DisplayName, Role Role, CollectorId? Collector, IReadOnlyList<TeamId> Teams);

/// <summary>Makes, changes and lists people, and invites them.</summary>
internal sealed partial class PeopleBook(
    PeopleDatabase database, UserManager<Person> people, SessionBook sessions, IGrainFactory grains, TimeProvider time, ILogger<PeopleBook> logger)
{
    public const int MaxNameLength = 100;
    private const int SecretBytes = 24;
    private static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    private IQueryable<Invitation> OpenInvitations
    {
        get
        {
            var now = time.Now().UnixMicroseconds;
            return database.Invitations.Where(i => i.EndedAtMicros == null && i.ExpiresAtMicros > now);
        }
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancel) => database.Users.AllAsync(_ => false, cancel);

    public async Task<List<Person>> ListAsync(CancellationToken cancel) =>
        await database.Users.AsNoTracking().OrderBy(p => p.DisplayName).ThenBy(p => p.Id).ToListAsync(cancel);

    public async Task<List<Invitation>> InvitationsAsync(CancellationToken cancel) =>
        await OpenInvitations.AsNoTracking().OrderByDescending(i => i.CreatedAtMicros).ToListAsync(cancel);

    /// <summary>The first person of an empty installation, who manages; only one of many that try at once becomes it.</summary>
    public async Task<(PeopleOutcome Outcome, Person? Person)> AddFirstAsync(string userName, string displayName, string password, CancellationToken cancel)
    {
        await using var transaction = await BeginAloneAsync(cancel);
        if (!await IsEmptyAsync(cancel))
            return (PeopleOutcome.NotTheFirst, null);
        var (outcome, person) = await AddAsync(userName, new PersonPlace(displayName, Role.Manager, null, []), password);
        if (outcome == PeopleOutcome.Done)
            await transaction.CommitAsync(cancel);
        return (outcome, outcome == PeopleOutcome.Done ? person : null);
    }

    /// <returns>The secret for the link; it is not kept.</returns>
    public async Task<(PeopleOutcome Outcome, string Secret)> InviteAsync(string byPersonId, PersonPlace place, CancellationToken cancel)
    {
        if (!IsName(place.DisplayName))
            return (PeopleOutcome.InvalidName, "");
        if (await IsTakenAsync(place.Collector, exceptPersonId: null, cancel))
            return (PeopleOutcome.CollectorTaken, "");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.Now();
        database.Invitations.Add(new Invitation
        {
            Id = "i-" + Guid.CreateVersion7().ToString("N"),
            SecretHash = HashOf(secret),
            DisplayName = place.DisplayName.Trim(),
            Role = place.Role,
            CollectorId = place.Collector?.Value,
            TeamIds = string.Join(' ', place.Teams.Select(t => t.Value)),
            InvitedBy = byPersonId,
            CreatedAtMicros = now.UnixMicroseconds,
            ExpiresAtMicros = now.Plus(InvitationLife).UnixMicroseconds,
        });
        await database.SaveChangesAsync(cancel);
        return (PeopleOutcome.Done, secret);
    }

    /// <summary>The open invitation of a link; null when there is none.</summary>
    public async Task<Invitation?> FindInvitationAsync(string secret, CancellationToken cancel)
    {
        var hash = HashOf(secret);
        return await OpenInvitations.AsNoTracking().FirstOrDefaultAsync(i => i.SecretHash == hash, cancel);
    }

    /// <summary>Makes the person an invitation is for; it works once, however many try at once.</summary>
    public async Task<(PeopleOutcome Outcome, Person? Person)> AcceptAsync(string secret, string userName, string password, CancellationToken cancel)
    {
        if (await FindInvitationAsync(secret, cancel) is not { } invitation)
            return (PeopleOutcome.NotFound, null);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var now = time.Now().UnixMicroseconds;
        if (await OpenInvitations.Where(i => i.Id == invitation.Id).ExecuteUpdateAsync(u => u.SetProperty(i => i.EndedAtMicros, now), cancel) == 0)
            return (PeopleOutcome.NotFound, null);
        var teams = invitation.TeamIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => new TeamId(t)).ToArray();
        var collector = invitation.CollectorId is { } id ? new CollectorId(id) : (CollectorId?)null;
        var (outcome, person) = await AddAsync(userName, new PersonPlace(invitation.DisplayName, invitation.Role, collector, teams), password);
        if (outcome != PeopleOutcome.Done || person is null)
            return (outcome, null);
        await database.Invitations.Where(i => i.Id == invitation.Id).ExecuteUpdateAsync(u => u.SetProperty(i => i.PersonId, person.Id), cancel);
        await transaction.CommitAsync(cancel);
        return (outcome, person);
    }

    public async Task<PeopleOutcome> TakeBackInvitationAsync(string id, CancellationToken cancel)
    {
        var now = time.Now().UnixMicroseconds;
        return await OpenInvitations.Where(i => i.Id == id).ExecuteUpdateAsync(u => u.SetProperty(i => i.EndedAtMicros, now), cancel) > 0
            ? PeopleOutcome.Done
            : PeopleOutcome.NotFound;
    }

    /// <summary>Gives a person another name, role, collector or teams; it counts within seconds, where they are signed in too.</summary>
    public async Task<PeopleOutcome> ChangeAsync(string personId, PersonPlace place, CancellationToken cancel)
    {
        if (!IsName(place.DisplayName))
            return PeopleOutcome.InvalidName;
        await using var transaction = await BeginAloneAsync(cancel);
        if (await database.Users.FindAsync([personId], cancel) is not { } person)
            return PeopleOutcome.NotFound;
        if (await IsTakenAsync(place.Collector, personId, cancel))
            return PeopleOutcome.CollectorTaken;
        if (Manages(person) && place.Role is not (Role.Manager or Role.Admin) && await IsLastManagerAsync(personId, cancel))
            return PeopleOutcome.LastManager;
        if (person.Role != place.Role)
            await EndDelegationsAsync(person, cancel);
        var before = person.CollectorId;
        (person.DisplayName, person.Role, person.CollectorId) = (place.DisplayName.Trim(), place.Role, place.Collector?.Value);
        person.Teams = place.Role == Role.Lead ? place.Teams : [];
        if (before is not null && before != person.CollectorId)
            person.FormerCollectorIds = string.Join(' ', person.FormerCollectors.Select(c => c.Value).Append(before).Distinct(StringComparer.Ordinal));
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (before != person.CollectorId)
            await ForgetContactAsync(before, personId);
        return PeopleOutcome.Done;
    }

    /// <summary>Ends a person's sessions and lets them in no more, or lets them in again.</summary>
    public async Task<PeopleOutcome> SetDisabledAsync(string personId, bool isDisabled, CancellationToken cancel)
    {
        await using var transaction = await BeginAloneAsync(cancel);
        if (await database.Users.FindAsync([personId], cancel) is not { } person)
            return PeopleOutcome.NotFound;
        if (isDisabled && Manages(person) && await IsLastManagerAsync(personId, cancel))
            return PeopleOutcome.LastManager;
        if (isDisabled)
            await EndDelegationsAsync(person, cancel);
        person.DisabledAtMicros = isDisabled ? person.DisabledAtMicros ?? time.Now().UnixMicroseconds : null;
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (isDisabled)
        {
            await sessions.EndOthersAsync(personId, keptId: null, cancel);
            await ForgetContactAsync(person.CollectorId, personId);
        }

        return PeopleOutcome.Done;
    }

    /// <summary>The person of an outside sign-in, made or brought up to date by what it says of them.</summary>
    public async Task<(PeopleOutcome Outcome, Person? Person)> KnowAsync(UserLoginInfo login, PersonPlace place, CancellationToken cancel)
    {
        if (await people.FindByLoginAsync(login.LoginProvider, login.ProviderKey) is { } known)
        {
            var outcome = await ChangeAsync(known.Id, place, cancel);
            return (outcome, outcome == PeopleOutcome.Done ? known : null);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var (made, person) = await AddAsync($"{login.LoginProvider}:{login.ProviderKey}", place, password: null);
        if (person is null || !(await people.AddLoginAsync(person, login)).Succeeded)
            return (made, null);
        await transaction.CommitAsync(cancel);
        return (made, person);
    }

    /// <summary>Who is not what they were decides for nobody any more, and nobody for them.</summary>
    private async Task EndDelegationsAsync(Person person, CancellationToken cancel)
    {
        (person.DecidesUntilMicros, person.DecidesForId) = (null, null);
        await database.Users.Where(p => p.DecidesForId == person.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.DecidesUntilMicros, (long?)null).SetProperty(p => p.DecidesForId, (string?)null), cancel);
    }

    /// <summary>A transaction beside which no other changes people. SQLite has one writer anyhow.</summary>
    private async Task<IDbContextTransaction> BeginAloneAsync(CancellationToken cancel)
    {
        var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (database.Database.IsNpgsql())
            await database.Database.ExecuteSqlAsync($"LOCK TABLE person IN EXCLUSIVE MODE", cancel);
        return transaction;
    }

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Trim().Length <= MaxNameLength && !name.Any(char.IsControl);

    private static bool Manages(Person person) => person is { Role: Role.Manager or Role.Admin, DisabledAtMicros: null };

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private async Task<(PeopleOutcome, Person?)> AddAsync(string userName, PersonPlace place, string? password)
    {
        if (!IsName(place.DisplayName) || !IsName(userName))
            return (PeopleOutcome.InvalidName, null);
        if (await IsTakenAsync(place.Collector, exceptPersonId: null, CancellationToken.None))
            return (PeopleOutcome.CollectorTaken, null);
        var person = new Person
        {
            UserName = userName.Trim(),
            DisplayName = place.DisplayName.Trim(),
            Role = place.Role,
            CollectorId = place.Collector?.Value,
            Teams = place.Teams,
            CreatedAtMicros = time.Now().UnixMicroseconds,
        };
        var result = password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, password);
        if (result.Succeeded)
            return (PeopleOutcome.Done, person);
        return (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? PeopleOutcome.NameTaken : PeopleOutcome.WeakPassword, null);
    }

    /// <summary>Whoever is that collector no more gets no mails about them. While no silo is there they are shut out all the same; the same again forgets it then.</summary>
    private async Task ForgetContactAsync(string? collector, string personId)
    {
        try
        {
            if (collector is not null)
                await grains.Contact(new CollectorId(collector)).Forget(personId);
        }
#pragma warning disable CA1031 // What was changed is changed, whatever became of an address.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogKept(failure, personId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Where mails to {PersonId} go could not be forgotten.")]
    private partial void LogKept(Exception failure, string personId);

    private async Task<bool> IsTakenAsync(CollectorId? collector, string? exceptPersonId, CancellationToken cancel) =>
        collector is { } id && await database.Users.AnyAsync(p => p.CollectorId == id.Value && p.Id != exceptPersonId, cancel);

    private async Task<bool> IsLastManagerAsync(string personId, CancellationToken cancel) => !await database.Users.AnyAsync(
        p => p.Id != personId && p.DisabledAtMicros == null && (p.Role == Role.Manager || p.Role == Role.Admin), cancel);
}
