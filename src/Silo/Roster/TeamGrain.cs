using Leaderboard.Domain.Roster;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Roster;

/// <summary>One team: writes its document, and keeps its all-time totals as a projection of the journal.</summary>
[GrainType("lb.team")]
internal sealed class TeamGrain(
    DocumentStore documents, TeamTotalsReader totalsReader, StretchReader stretches, RosterDirectory roster, JournalPosition position, JournalTail tail)
    : Grain, ITeamGrain
{
    public const string DocumentKind = "team";

    private TeamId _id;
    private TeamRecord? _record;
    private long _version;
    private TeamTotals? _totals;
    private TailFeed? _feed;
    private IDisposable? _subscription;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new TeamId(GrainKeys.IdOf(this.GetPrimaryKeyString()));
        (_version, _record) = await documents.ReadAsync<TeamRecord>(DocumentKind, _id.Value);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public async Task Put(TeamChange change)
    {
        var next = (_record ?? TeamRecord.New(_id)).With(change);
        if (next == _record)
            return;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id.Value, _version, next);
            _record = next;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    public async Task<TeamSummary?> Get()
    {
        if (_record is null)
            return null;
        var (seqs, revision) = await position.LatestAsync();
        await roster.ReachAsync(revision);
        var totals = await TotalsAsync(seqs);
        return new TeamSummary
        {
            Team = _record.ToView(),
            Members = [.. roster.Collectors.Where(c => c.Team == _id).OrderBy(c => c.Id.Value, StringComparer.Ordinal)],
            AmountMinor = totals.AmountMinor,
            EffectiveMinor = totals.EffectiveMinor,
            PointsHundredths = totals.PointsHundredths,
            Receipts = totals.Receipts,
        };
    }

    public Task<StretchTotals[]> History(Moment[] starts, Moment end) => stretches.OfTeamAsync(_id, starts, end);

    /// <summary>The inbox waits for the next who asks, unless it is full.</summary>
    public Task Drain()
    {
        if (_feed is { IsFull: true })
            TakeInbox();
        return Task.CompletedTask;
    }

    /// <summary>Subscribes before it reads, so that what comes between is in the inbox and left out by its number.</summary>
    private async Task<TeamTotals> TotalsAsync(long[] seqs)
    {
        if (_feed is null)
        {
            var self = this.AsReference<ITeamGrain>();
            _feed = new TailFeed(Moment.MinValue, Moment.MaxValue, () => self.Drain().Ignore());
            _subscription = tail.Subscribe(_feed);
        }

        _totals ??= await totalsReader.ReadAsync(_id);
        await tail.ReachAsync(seqs);
        TakeInbox();
        return _totals;
    }

    private void TakeInbox()
    {
        if (_feed is null || _totals is null)
            return;
        foreach (var entry in _feed.Take())
            _totals = _totals.With(entry, _id);
    }
}
