using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Schemes;

/// <summary>Publishes schemes, one after the other.</summary>
[GrainType("lb.schemes")]
internal sealed class SchemesGrain(DocumentStore documents, SchemeDirectory directory, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<StoredSchemes>(documents, SchemeDirectory.DocumentKind), ISchemesGrain
{
    private SchemeBook _book = SchemeBook.Empty;

    protected override string DocumentId => SchemeDirectory.DocumentId;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await ReadAsync();
        _book = new SchemeBook(Stored?.Published ?? []);
    }

    public Task<SchemeView[]> List() => Task.FromResult(_book.StatesAt(time.Now()).Select(s => View(s.Scheme, s.State)).ToArray());

    public Task<SchemeFault[]> Check(SchemeDraft draft) => Task.FromResult(FaultsOf(draft));

    public async Task<SchemePublication> Publish(SchemeDraft draft, string by)
    {
        if (_book.Same(draft) is { } known)
            return new SchemePublication { Scheme = View(known) };
        if (FaultsOf(draft) is { Length: > 0 } faults)
            return new SchemePublication { Faults = faults };
        var next = _book.With(draft, time.Now(), by);
        await SaveAsync(new StoredSchemes(next.Published));
        _book = next;
        directory.Take(next);
        return new SchemePublication { Scheme = View(next.Published[^1]), IsNew = true };
    }

    private SchemeFault[] FaultsOf(SchemeDraft draft)
    {
        var faults = SchemeChecks.FaultsOf(draft, calendar.DayStart(draft.EffectiveFrom) == draft.EffectiveFrom, time.Now());
        return _book.Published.Count < SchemeBook.MaxVersions ? [.. faults] : [new SchemeFault { Field = "id", Objection = SchemeObjection.OutOfRange }, .. faults];
    }

    private SchemeView View(PublishedScheme scheme) => View(scheme, _book.StatesAt(time.Now()).First(s => s.Scheme == scheme).State);

    private static SchemeView View(PublishedScheme scheme, SchemeState state) => new()
    {
        Id = scheme.Id,
        Version = scheme.Version,
        EffectiveFrom = scheme.EffectiveFromMicros is { } from ? new Moment(from) : null,
        Rules = scheme.Rules,
        PublishedAt = scheme.PublishedAtMicros is { } at ? new Moment(at) : null,
        PublishedBy = scheme.PublishedBy,
        State = state,
    };
}
