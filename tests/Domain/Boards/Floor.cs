using Leaderboard.Journal;
using Leaderboard.Roster;

namespace Leaderboard.Domain.Boards;

/// <summary>A roster in memory, and entries by their figures.</summary>
internal sealed class Floor : IRosterLookup
{
    public static readonly Moment DayStart = new(1_000);

    private readonly Dictionary<CollectorId, CollectorView> _collectors = [];
    private readonly Dictionary<TeamId, TeamView> _teams = [];

    public CollectorView? Collector(CollectorId id) => _collectors.GetValueOrDefault(id);

    public TeamView? Team(TeamId id) => _teams.GetValueOrDefault(id);

    public Floor With(string team, string branch, string region)
    {
        _teams[new TeamId(team)] = new() { Id = new TeamId(team), Name = "Team " + team, Branch = branch, Region = region };
        return this;
    }

    public Floor With(string collector, string team, string name, string? alias)
    {
        var id = new CollectorId(collector);
        _collectors[id] = new() { Id = id, Name = name, Alias = alias, Team = new TeamId(team), Active = true };
        return this;
    }

    /// <summary>Four teams of which one has no branch and one is not in the roster, and six collectors of which one is not.</summary>
    public static Floor Usual() => new Floor()
        .With("t1", "Beijing", "North")
        .With("t2", "Tianjin", "North")
        .With("t3", "", "South")
        .With("c1", "t1", "Li Wei", "Eagle")
        .With("c2", "t2", "Wang Fang", alias: null)
        .With("c3", "t1", "Zhang Min", "")
        .With("c4", "", "Zhao Lei", alias: null)
        .With("c5", "t3", "Sun Hao", alias: null);

    public WindowProjection Projection(long? from = null, long? to = null) =>
        new(from is null ? null : new Moment(from.Value), to is null ? null : new Moment(to.Value), DayStart, this);

    public static EntryDraft Recovery(string collector, string team, long amountMinor, long at) =>
        Entry(EntryKind.Recovery, collector, team, amountMinor, 1, at, at);

    public static EntryDraft Reversal(EntryDraft recovery, long amountMinor, bool whole, long at) =>
        Entry(EntryKind.Reversal, recovery.Collector.Value, recovery.Team.Value, -amountMinor, whole ? -1 : 0, recovery.ReceivedAt.UnixMicroseconds, at);

    private static EntryDraft Entry(EntryKind kind, string collector, string team, long amountMinor, int receipts, long receivedAt, long occurredAt) => new()
    {
        Id = new EntryId("x"),
        Kind = kind,
        Collector = new CollectorId(collector),
        Team = new TeamId(team),
        AmountMinor = amountMinor,
        EffectiveMinor = amountMinor * 2,
        PointsHundredths = -amountMinor / 3,
        Receipts = receipts,
        ReceivedAt = new Moment(receivedAt),
        OccurredAt = new Moment(occurredAt),
        VestsAt = new Moment(receivedAt),
        Scheme = "default/1",
        RequestHash = Digest.Zero,
        Details = "{}",
    };
}
