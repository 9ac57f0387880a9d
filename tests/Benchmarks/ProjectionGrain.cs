using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Journal;
using Leaderboard.Roster;
using Orleans.Concurrency;

namespace Leaderboard.Benchmarks;

/// <summary>A board's projection behind grain calls, without a journal to be asked.</summary>
[Alias("lb.bench.projection")]
internal interface IProjectionGrain : IGrainWithStringKey
{
    [Alias("Load")]
    Task Load(int members);

    [Alias("Find")]
    Task<Standing?> Find(string id);

    [Alias("Top")]
    Task<Standing[]> Top(int limit);

    [Alias("Add")]
    Task Add(string id, long amountMinor);
}

[Reentrant]
internal sealed class ProjectionGrain(RosterDirectory roster) : Grain, IProjectionGrain
{
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    private WindowProjection _projection = new(null, null, Moment.MinValue, roster);

    public Task Load(int members)
    {
        _projection = new WindowProjection(null, null, Moment.MinValue, roster);
        _projection.Load(Enumerable.Range(0, members).Select(i =>
            new CellTotals(FilledJournal.Collector(i), FilledJournal.Team, new Totals((i * 7919L) % 1_000_003, 0, 0, default, 1), null)));
        _projection.Standings(Amount, 0, 1);
        return Task.CompletedTask;
    }

    public Task<Standing?> Find(string id) => Task.FromResult(_projection.Find(Amount, id));

    public Task<Standing[]> Top(int limit) => Task.FromResult(_projection.Standings(Amount, 0, limit));

    public Task Add(string id, long amountMinor)
    {
        _projection.Apply(new EntryDraft
        {
            Id = EntryId.Recovery(id),
            Kind = EntryKind.Recovery,
            Collector = new CollectorId(id),
            Team = FilledJournal.Team,
            AmountMinor = amountMinor,
            EffectiveMinor = amountMinor,
            PointsHundredths = 0,
            Receipts = 1,
            ReceivedAt = default,
            OccurredAt = default,
            VestsAt = default,
            Scheme = "",
            RequestHash = Digest.Zero,
            Details = "",
        });
        return Task.CompletedTask;
    }
}
