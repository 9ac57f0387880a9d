using Leaderboard.Accounts;
using Leaderboard.Contests;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;
using Leaderboard.Merits;
using Leaderboard.Placement;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace Leaderboard.Recoveries;

/// <summary>
/// Decides and appends one collector's entries. Receipts only add up, so that many share a commit; reversals are decided
/// on what is left, and limits on the sum of a day: those go alone.
/// </summary>
[GrainType("lb.collector"), Reentrant, ByPartition]
internal sealed partial class CollectorGrain(
    [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
    JournalReader reader,
    DocumentStore documents,
    AccountReader accounts,
    StretchReader stretches,
    NoteStore notes,
    SchemeDirectory schemes,
    MeritReader merits,
    TeamSaverReader savers,
    Installation installation,
    InstitutionCalendar calendar,
    TimeProvider time) : Grain, ICollectorGrain
{
    public const string StateName = "collector-points";
    public const string DocumentKind = "collector";
    private const int MaxRows = 1000;

    /// <summary>Entries after which a snapshot saves a good part of the next activation.</summary>
    private const int SnapshotEveryEntries = 200;

    /// <summary>How often a decision is taken again after another activation came between; then the caller tries later.</summary>
    private const int MaxDecisions = 5;

    private readonly TurnGate _gate = new();
    private readonly LimitedDays _days = new(reader, schemes, calendar);
    private CollectorId _id;
    private Task? _knowing;
    private CollectorRecord? _record;
    private long _version;

    /// <summary>Null until somebody needs them.</summary>
    private PointsAccount? _points;

    /// <summary>Null until points are read: as a facet it would be read whenever the grain is woken.</summary>
    private GrainState<PointsAccount>? _snapshot;
    private long _snapshotSeq;

    private bool IsKnown => _record is not null || _id == CollectorId.Unassigned;

    /// <summary>What nobody has earned yet is limited when somebody is credited with it.</summary>
    private bool HasLimits => _id != CollectorId.Unassigned;

    private ILedgerGrain Ledger => field ??= GrainFactory.Ledger(installation.Partitions.Of(_id));

    /// <summary>Thousands may be woken at once to be paid, who are asked for nothing else: what a call needs is read when it is needed.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new CollectorId(GrainKeys.IdOf(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_gate.IsIdle && _points is { } points && points.LastSeq >= _snapshotSeq + SnapshotEveryEntries)
            await SaveSnapshotAsync(points);
    }

    public async Task<PostingOutcome[]> PostRecoveries(PostRecovery[] recoveries)
    {
        await KnowAsync();
        await schemes.FreshAsync();
        if (IsKnown && HasLimits && _days.Have(recoveries))
            return await PostLimitedAsync(recoveries);
        await _gate.EnterTogetherAsync();
        try
        {
            if (!IsKnown)
                return await JudgeUnknownAsync(recoveries);
            var drafts = await PriceAsync(recoveries);
            var result = await AppendAsync(drafts, expectedLastSeq: null);
            return OutcomesOf(drafts, result);
        }
        finally
        {
            _gate.LeaveTogether();
        }
    }

    public async Task<PostingOutcome[]> PostReversals(PostReversal[] reversals)
    {
        await schemes.FreshAsync();
        return await AloneAsync(async () =>
        {
            var batch = await ReversalBatch.DecideAsync(reversals, reader, installation.MinorPerMajor);
            if (!await AppendAloneAsync(batch.Drafts))
                return null;
            await notes.AddAsync(batch.Standing(reversals));
            return batch.Outcomes;
        });
    }

    public async Task Award(PostAward[] awards)
    {
        await _gate.EnterTogetherAsync();
        try
        {
            await AppendAsync(Array.ConvertAll(awards, a => Pricing.Award(a, _id)), expectedLastSeq: null);
        }
        finally
        {
            _gate.LeaveTogether();
        }
    }

    public async Task Put(CollectorChange change)
    {
        await KnowAsync();
        var next = (_record ?? CollectorRecord.New(_id)).With(change, time.Now());
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

    public async Task<CollectorView?> Get()
    {
        await KnowAsync();
        return _record?.ToView(time.Now());
    }

    public async Task<PointsBalance?> GetPoints()
    {
        await KnowAsync();
        if (!IsKnown)
            return null;
        var expiring = await AnnouncedAsync();
        var points = await PointsAsync();
        var now = time.Now();
        var provisional = points.ProvisionalAt(now);
        return new PointsBalance
        {
            BalanceHundredths = points.BalanceHundredths,
            VestedHundredths = points.BalanceHundredths - provisional,
            ProvisionalHundredths = provisional,
            HeldHundredths = points.HeldHundredths,
            LifetimeHundredths = points.LifetimeHundredths,
            Vesting = points.VestingAfter(now),
            Expiring = expiring,
        };
    }

    public async Task<LedgerEntry[]?> ReadLedger(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        await KnowAsync();
        return IsKnown ? [.. (await reader.LedgerAsync(_id, after, limit)).Select(e => e.ToView())] : null;
    }

    public async Task<LedgerEntry[]> Latest(Moment from, Moment to, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        return [.. (await reader.LatestAsync(_id, from, to, limit)).Select(e => e.ToView())];
    }

    public Task<StretchTotals[]> History(Moment[] starts, Moment end) => stretches.OfCollectorAsync(_id, starts, end);

    private static PostingOutcome[] OutcomesOf(EntryDraft[] drafts, AppendResult result)
    {
        var outcomes = new PostingOutcome[drafts.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var stored = result.Entries[i];
            outcomes[i] = stored.Written
                ? new PostingOutcome { Status = PostingStatus.Accepted, PointsHundredths = stored.PointsHundredths, StoredRequestHash = stored.RequestHash }
                : PostingOutcome.AgainstStored(drafts[i].RequestHash, stored.RequestHash, stored.PointsHundredths);
        }

        return outcomes;
    }

    private Task<PostingOutcome[]> PostLimitedAsync(PostRecovery[] recoveries) => AloneAsync(async () =>
    {
        var batch = await RecoveryBatch.DecideAsync(await PriceAsync(recoveries), reader);
        return await AppendAloneAsync(batch.Drafts) ? batch.Outcomes : null;
    });

    private async Task<EntryDraft[]> PriceAsync(PostRecovery[] recoveries)
    {
        var known = await accounts.KnownAsync(recoveries);
        var book = schemes.Book;
        var drafts = new EntryDraft[recoveries.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            var (recovery, scheme) = (recoveries[i], book.At(recoveries[i].ReceivedAt));
            var vestsAt = calendar.VestsAt(recovery.ReceivedAt, scheme.Rules.Clearing.DaysOf(recovery.Channel));
            var team = _record?.TeamAt(recovery.ReceivedAt) ?? TeamId.None;
            var account = known?[i];
            drafts[i] = Exclusion.Of(Pricing.Recovery(recovery, _id, team, account?.DaysPastDue, vestsAt, scheme, installation.MinorPerMajor), account?.Flags);
        }

        return drafts;
    }

    /// <summary>Decides while nothing else of the collector is in flight; again when another activation came between.</summary>
    /// <param name="decide">Null: something came between.</param>
    private async Task<PostingOutcome[]> AloneAsync(Func<Task<PostingOutcome[]?>> decide)
    {
        await _gate.EnterAloneAsync();
        try
        {
            if (_points is null)
                await ProjectAsync();
            for (var decision = 0; decision < MaxDecisions; decision++)
            {
                if (await decide() is { } outcomes)
                    return outcomes;
                await ProjectAsync();
                _days.Forget();
            }

            throw new JournalUnavailableException("Other writers kept coming between.");
        }
        finally
        {
            _gate.LeaveAlone();
        }
    }

    /// <summary>Appends what was decided on sums, together with what keeps its days within their limits; false when something came between.</summary>
    private async Task<bool> AppendAloneAsync(List<EntryDraft> drafts)
    {
        if (drafts.Count == 0)
            return true;
        EntryDraft[] all = HasLimits ? [.. drafts, .. await _days.CapsAsync(_id, drafts)] : [.. drafts];
        if ((await AppendAsync(all, LastSeq)).Stale)
            return false;
        _days.Took(all);
        return true;
    }

    /// <summary>Appends, and counts what was written. When the outcome is open, this activation forgets what it knows.</summary>
    private async Task<AppendResult> AppendAsync(EntryDraft[] drafts, long? expectedLastSeq)
    {
        AppendResult result;
        try
        {
            result = await Ledger.Append(new AppendRequest { Collector = _id, Entries = drafts, ExpectedLastSeq = expectedLastSeq });
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        var now = time.Now();
        for (var i = 0; i < result.Entries.Length; i++)
        {
            if (!result.Entries[i].Written)
                continue;
            _points = _points?.With(new PointsSum(result.Entries[i].Seq, drafts[i].PointsHundredths, drafts[i].VestsAt), now).With(PointsUse.Of(drafts[i]));
        }

        return result;
    }

    /// <summary>An id that is in the journal is answered by what is stored, whoever is named now.</summary>
    private async Task<PostingOutcome[]> JudgeUnknownAsync(PostRecovery[] recoveries)
    {
        var found = await reader.FindAsync(Array.ConvertAll(recoveries, r => EntryId.Recovery(r.Id).Value));
        return Array.ConvertAll(
            recoveries,
            r => found.TryGetValue(EntryId.Recovery(r.Id), out var stored)
                ? PostingOutcome.AgainstStored(r.RequestHash, stored.RequestHash, stored.PointsHundredths)
                : PostingOutcome.Rejected(Refusal.UnknownCollector));
    }
}
