using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>
/// Decides moves of holds of one collector, one after another, on the points that are available. What was released never comes back, also when there was
/// nothing to release: a call that was late finds the mark.
/// </summary>
/// <param name="collector">Whose points.</param>
/// <param name="team">Of the collector, now.</param>
/// <param name="availableHundredths">What may be promised; below 0 where more was spent than is left.</param>
/// <param name="now">When.</param>
internal sealed class HoldBook(CollectorId collector, TeamId team, long availableHundredths, Moment now)
{
    private readonly Dictionary<string, EntryKind?> _stages = new(StringComparer.Ordinal);
    private long _available = availableHundredths;

    /// <summary>What has to be written, in order.</summary>
    public List<EntryDraft> Drafts { get; } = [];

    /// <summary>Null: there is no such hold.</summary>
    public EntryKind? StageOf(PointsHold hold) => _stages[hold.Id];

    /// <param name="move">Whose outcome is open.</param>
    /// <param name="stored">Those of its entries that are in the journal.</param>
    public void Move(HoldMove move, ICollection<EntryId> stored)
    {
        var (hold, to) = (move.Hold, move.To);
        if (!_stages.TryGetValue(hold.Id, out var stage))
            _stages[hold.Id] = stage = move.Entries.Where(e => stored.Contains(e.Id)).Select(e => (EntryKind?)e.Kind).FirstOrDefault();
        var draft = (stage, to) switch
        {
            (null, EntryKind.Hold) when hold.PointsHundredths <= _available => Holding.Hold(hold, collector, team, now),
            (null or EntryKind.Hold, EntryKind.Release) => Holding.Release(hold, collector, team, now, isHeld: stage is not null),
            (EntryKind.Hold, EntryKind.Capture) => Holding.Capture(hold, collector, team, now),
            (EntryKind.Capture, EntryKind.Return) => Holding.Return(hold, collector, team, now),
            _ => null,
        };
        if (draft is null)
            return;
        Drafts.Add(draft);
        _available += draft.PointsHundredths - Holding.HeldOf(draft);
        _stages[hold.Id] = to;
    }
}

/// <summary>Somebody wants a hold to be made, released, captured or given back.</summary>
internal sealed class HoldMove(PointsHold hold, EntryKind to)
{
    public PointsHold Hold => hold;

    public EntryKind To => to;

    public bool IsDecided { get; private set; }

    /// <summary>How far the hold has come, once it is decided; null: there is none.</summary>
    public EntryKind? Stage { get; private set; }

    /// <summary>What a hold may have in the journal, the last stage first.</summary>
    public (EntryId Id, EntryKind Kind)[] Entries { get; } =
    [
        (EntryId.Release(hold.Id), EntryKind.Release), (EntryId.Return(hold.Id), EntryKind.Return), (EntryId.Capture(hold.Id), EntryKind.Capture), (EntryId.Hold(hold.Id), EntryKind.Hold),
    ];

    public void Decided(EntryKind? stage) => (IsDecided, Stage) = (true, stage);
}
