using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Leaderboard.Web.People;
using Microsoft.EntityFrameworkCore;

namespace Leaderboard.Web.Audit;

/// <summary>Writes acts down and finds them again. What is written down at the same time shares one transaction.</summary>
internal sealed class AuditLog : IAsyncDisposable
{
    /// <summary>Records in one transaction.</summary>
    private const int MaxTogether = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly IDbContextFactory<PeopleDatabase> _database;
    private readonly TimeProvider _time;
    private readonly GroupCommit<IReadOnlyList<AuditRecord>> _acts;

    public AuditLog(IDbContextFactory<PeopleDatabase> database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _acts = new GroupCommit<IReadOnlyList<AuditRecord>>(MaxTogether, static a => a.Count, SaveAsync);
    }

    /// <summary>Writes down what a request has just done; throws when it cannot, so that nothing goes unseen.</summary>
    public Task WriteAsync(HttpContext http, params IReadOnlyList<AuditEntry> entries) => WriteAsync(AuditActor.Of(http), entries);

    /// <summary>The same for somebody who has come in only by this request.</summary>
    public Task WriteAsync(HttpContext http, Person person, params IReadOnlyList<AuditEntry> entries) =>
        WriteAsync(AuditActor.Of(http) with { Id = person.Id, Name = person.DisplayName, IsPerson = true }, entries);

    /// <summary>The same for what is done later, after somebody has ordered it.</summary>
    public Task WriteAsync(AuditActor actor, params IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
            return Task.CompletedTask;
        var now = _time.Now();
        return _acts.AddAsync([.. entries.Select(entry => new AuditRecord
        {
            Id = entry.Act is { } act ? IdOf(act) : Guid.CreateVersion7(now.ToDateTimeOffset()).ToString("N"),
            AtMicros = (entry.Act?.At ?? now).UnixMicroseconds,
            IsAgain = entry.Act is not null,
            ActorId = actor.Id,
            ActorName = actor.Name,
            Address = actor.Address,
            Action = entry.Action,
            Subject = entry.Subject,
            Before = Text(entry.Before),
            After = Text(entry.After),
        })]);
    }

    /// <summary>The newest records that fit, newest first.</summary>
    public async Task<List<AuditRecord>> FindAsync(AuditQuery query, int limit, CancellationToken cancel)
    {
        await using var people = await _database.CreateDbContextAsync(cancel);
        var records = people.Audit.AsNoTracking().AsQueryable();
        if (query.Text is { Length: > 0 } text)
            records = records.Where(r => r.ActorName.Contains(text) || r.Subject.Contains(text) || r.ActorId == text);
        if (query.Action is { Length: > 0 } action)
            records = records.Where(r => r.Action == action);
        if (query.Without is { Count: > 0 } hidden)
            records = records.Where(r => !hidden.Contains(r.Action));
        if (query.From is { } from)
            records = records.Where(r => r.AtMicros >= from.UnixMicroseconds);
        if (query.To is { } to)
            records = records.Where(r => r.AtMicros < to.UnixMicroseconds);
        if (query.OlderThan is { Length: > 0 } older)
#pragma warning disable CA1309 // The database compares: ids are hex digits, and collate ordinally.
            records = records.Where(r => string.Compare(r.Id, older) < 0);
#pragma warning restore CA1309
        return await records.OrderByDescending(r => r.Id).Take(limit).ToListAsync(cancel);
    }

    public ValueTask DisposeAsync() => _acts.DisposeAsync();

    /// <summary>What was done is written down even when who did it has hung up.</summary>
    private async Task SaveAsync(IReadOnlyList<IReadOnlyList<AuditRecord>> acts)
    {
        await using var people = await _database.CreateDbContextAsync(CancellationToken.None);
        var records = acts.SelectMany(a => a).DistinctBy(r => r.Id, StringComparer.Ordinal).ToList();
        var again = records.Where(r => r.IsAgain).Select(r => r.Id).ToList();
        if (again.Count > 0)
        {
            var known = await people.Audit.Where(r => again.Contains(r.Id)).Select(r => r.Id).ToListAsync(CancellationToken.None);
            records.RemoveAll(r => known.Contains(r.Id));
        }

        people.Audit.AddRange(records);
        await people.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>The same for the same act, and in order among the others: the millisecond first, as they have it.</summary>
    private static string IdOf(AuditAct act) =>
        (act.At.UnixMicroseconds / 1000).ToString("x12", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(act.Name)).AsSpan(0, 10));

    private static string? Text(object? state) => state is null ? null : JsonSerializer.Serialize(state, Json);
}

/// <summary>Which records are looked for; null and empty: any.</summary>
/// <param name="Text">Part of the actor's name or the subject's id.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="OlderThan">Id of the last record of the page before.</param>
/// <param name="Without">Acts that the reader may not know of.</param>
internal sealed record AuditQuery(string? Text = null, string? Action = null, Moment? From = null, Moment? To = null, string? OlderThan = null, List<string>? Without = null);
