using System.Data.Common;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;

namespace Leaderboard.Recoveries;

/// <summary>What is known of the collector: read when a call first needs it.</summary>
internal sealed partial class CollectorGrain
{
    /// <summary>The last entry that is known to whoever decides alone: points are read before.</summary>
    private long LastSeq => _points?.LastSeq ?? throw new InvalidOperationException("Points are not read.");

    /// <summary>Who comes meanwhile waits for the same reading: a later one would bring back what has been changed since.</summary>
    private Task KnowAsync() => _knowing ??= ReadRecordAsync();

    private async Task ReadRecordAsync()
    {
        try
        {
            (_version, _record) = await documents.ReadAsync<CollectorRecord>(DocumentKind, _id.Value);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Read while nothing is on its way, so that no entry is taken in twice.</summary>
    private async Task<PointsAccount> PointsAsync()
    {
        if (_points is { } known)
            return known;
        await _gate.EnterAloneAsync();
        try
        {
            return _points ?? await ProjectAsync();
        }
        finally
        {
            _gate.LeaveAlone();
        }
    }

    /// <summary>The snapshot, and the journal after it. Losing a snapshot loses nothing.</summary>
    private async Task<PointsAccount> ProjectAsync()
    {
        var snapshot = _snapshot ??= await ReadSnapshotAsync();
        var points = snapshot is { RecordExists: true, State: { Schema: PointsAccount.CurrentSchema } stored } ? stored : PointsAccount.Empty;
        _snapshotSeq = points.LastSeq;
        var now = time.Now();
        foreach (var sum in await reader.PointsAfterAsync(_id, points.LastSeq, now))
            points = points.With(sum, now);
        points = points.LastSeq == _snapshotSeq ? points : points.With(await merits.UsedAsync(_id, _snapshotSeq, points.LastSeq));
        _points = points;
        return points;
    }

    /// <summary>The provider lets failures of its database out as they are.</summary>
    private async Task<GrainState<PointsAccount>> ReadSnapshotAsync()
    {
        var snapshot = new GrainState<PointsAccount>();
        try
        {
            await storage.ReadStateAsync(StateName, this.GetGrainId(), snapshot);
        }
        catch (DbException failure)
        {
            throw new JournalUnavailableException("The snapshot cannot be read.", failure);
        }

        return snapshot;
    }

    private async Task SaveSnapshotAsync(PointsAccount points)
    {
        var snapshot = _snapshot ?? throw new InvalidOperationException("Points are not read.");
        snapshot.State = points.Folded(time.Now());
        await storage.WriteStateAsync(StateName, this.GetGrainId(), snapshot);
        _snapshotSeq = points.LastSeq;
    }
}
