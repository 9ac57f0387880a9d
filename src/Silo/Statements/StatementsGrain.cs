using System.Globalization;
using Leaderboard.Domain.Statements;
using Leaderboard.Storage;
using Orleans.Concurrency;

namespace Leaderboard.Statements;

/// <summary>Lists how far statements have come; any number of activations.</summary>
[GrainType("lb.statements"), StatelessWorker]
internal sealed class StatementsGrain(DocumentStore documents, StatementReader reader, InstitutionCalendar calendar, TimeProvider time) : Grain, IStatementsGrain
{
    public async Task<StatementProgress[]> List(DateOnly month)
    {
        var people = (await GrainFactory.Roster().Collectors()).Where(c => c.Id != CollectorId.Unassigned).ToList();
        var stored = (await documents.ReadManyAsync<StatementRecord>(StatementGrain.DocumentKind, [.. people.Select(c => StatementGrain.IdOf(c.Id, month))]))
            .ToDictionary(s => s.Id, s => s.Document, StringComparer.Ordinal);
        var isOver = time.Now() >= calendar.StartOfDay(new DateOnly(month.Year, month.Month, 1).AddMonths(1));
        return
        [
            .. people.Select(c => (Person: c, Record: stored.GetValueOrDefault(StatementGrain.IdOf(c.Id, month)))).Where(p => p.Person.Active || p.Record is not null)
                .Select(p => new StatementProgress
                {
                    Collector = p.Person.Id,
                    Name = p.Person.Name,
                    State = (p.Record ?? StatementRecord.New).StateOf(isOver),
                    SignedAt = p.Record?.Signature is { } signature ? new Moment(signature.AtMicros) : null,
                    Appeal = p.Record?.Appeals is [.., var last] ? last.ToView() : null,
                }),
        ];
    }

    public async Task<DateOnly[]> Appealed() => [.. (await reader.AppealedAsync()).Select(id => DateOnly.ParseExact(id[(id.LastIndexOf('/') + 1)..] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture)).Order()];
}
