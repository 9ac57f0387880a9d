using Leaderboard.Domain.Roster;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Roster;

/// <summary>One team: writes its document, and keeps its all-time totals as a projection of the journal.</summary>
[GrainType("lb.team")]
internal sealed class TeamGrain(
    DocumentStore documents, TeamTotalsReader totalsReader, StretchReader stretches, RosterDirectory roster, JournalPosition position, JournalTail tail)
    : DocumentGrain<TeamRecord>(documents, TeamGrain.DocumentKind), ITeamGrain
{
    public const string DocumentKind = "team";

    private TeamTotals? _totals;
    private TailFeed? _feed;
    private IDisposable? _subscription;

    private TeamId Team => new(Id);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public async Task Put(TeamChange change)
    {
        var next = (Stored ?? TeamRecord.New(Team)).With(change);
        if (next != Stored)
            await SaveAsync(next);
    }

    public async Task<TeamSummary?> Get()
    {
        if (Stored is not { } team)
            return null;
        var (seqs, revision) = await position.LatestAsync();
        await roster.ReachAsync(revision);
        var totals = await TotalsAsync(seqs);
        return new TeamSummary
        {
            Team = team.ToView(),
            Members = [.. roster.Collectors.Where(c => c.Team == Team).OrderBy(c => c.Id.Value, StringComparer.Ordinal)],
            AmountMinor = totals.AmountMinor,
            EffectiveMinor = totals.EffectiveMinor,
            PointsHundredths = totals.PointsHundredths,
            Receipts = totals.Receipts,
        };
    }

    public Task<StretchTotals[]> History(Moment[] starts, Moment end) => stretches.OfTeamAsync(Team, starts, end);

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

        _totals ??= await totalsReader.ReadAsync(Team);
        await tail.ReachAsync(seqs);
        TakeInbox();
        return _totals;
    }

    private void TakeInbox()
    {
        if (_feed is null || _totals is null)
            return;
        foreach (var entry in _feed.Take())
            _totals = _totals.With(entry, Team);
    }
}
