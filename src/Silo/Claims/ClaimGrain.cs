using Leaderboard.Domain.Claims;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Claims;

/// <summary>
/// Keeps the claims to one receipt. A decision is stored before its entries are posted, and they follow from it alone: whatever
/// breaks it off, the next call ends with both entries once.
/// </summary>
[GrainType("lb.claim")]
internal sealed class ClaimGrain(DocumentStore documents, JournalReader reader, NoteStore notes, TimeProvider time) : Grain, IClaimGrain
{
    public const string DocumentKind = "claim";

    private ClaimRecord _record = new() { RecoveryId = "" };
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        var (version, record) = await documents.ReadAsync<ClaimRecord>(DocumentKind, id);
        (_version, _record) = (version, record ?? new ClaimRecord { RecoveryId = id });
    }

    public async Task<ClaimOutcome> Claim(ClaimRequest request)
    {
        var (refusal, receipt) = await JudgeAsync(request.Collector);
        if (receipt is null)
            return refusal;
        var next = _record.Claimed(request, time.Now());
        if (!ReferenceEquals(next, _record))
            await SaveAsync(next with { AmountMinor = LeftOf(receipt), ReceivedAtMicros = receipt.Entry.ReceivedAt.UnixMicroseconds });
        if (_record.Of(request.Collector) is { } claim)
            await notes.AddAsync(_record.NoteIdOf(claim), request.Note);
        return ClaimOutcome.Done;
    }

    public async Task<ClaimOutcome> Assign(CollectorId collector, string by)
    {
        var (refusal, receipt) = await JudgeAsync(collector);
        if (receipt is null)
            return refusal == ClaimOutcome.AlreadyAssigned && _record.Assignment?.Collector == collector.Value ? ClaimOutcome.Done : refusal;
        await SaveAsync(_record.Assigned(collector, LeftOf(receipt), by, time.Now()) with { ReceivedAtMicros = receipt.Entry.ReceivedAt.UnixMicroseconds });
        await FinishAsync();
        return _record.Assignment is null ? ClaimOutcome.NothingLeft : ClaimOutcome.Done;
    }

    public async Task<ClaimOutcome> Refuse(CollectorId collector, ClaimRefusal reason, string by)
    {
        await FinishAsync();
        if (_record.Refused(collector, reason, by, time.Now()) is { } next)
            await SaveAsync(next);
        return _record.Of(collector)?.State == ClaimState.Refused ? ClaimOutcome.Done : ClaimOutcome.NoSuchClaim;
    }

    public async Task<ReceiptClaims?> Get()
    {
        await FinishAsync();
        if (_version == 0)
            return null;
        var found = await notes.ReadAsync([.. _record.Claims.Select(_record.NoteIdOf)]);
        return _record.ToView(id => found.GetValueOrDefault(id));
    }

    private static long LeftOf(RecoveryState receipt) => receipt.Entry.AmountMinor - receipt.ReversedMinor;

    /// <summary>The receipt when it waits and the collector is known; else why not.</summary>
    private async Task<(ClaimOutcome Refusal, RecoveryState? Receipt)> JudgeAsync(CollectorId collector)
    {
        await FinishAsync();
        if (_record.Assignment is not null)
            return (ClaimOutcome.AlreadyAssigned, null);
        if (await ReadAsync() is not { } receipt)
            return (ClaimOutcome.UnknownReceipt, null);
        if (LeftOf(receipt) <= 0)
            return (ClaimOutcome.NothingLeft, null);
        return await GrainFactory.Collector(collector).Get() is null ? (ClaimOutcome.UnknownCollector, null) : (ClaimOutcome.Done, receipt);
    }

    /// <summary>First the reversal, then the new entry: between the two, money is missing and never double.</summary>
    private async Task FinishAsync()
    {
        while (_record.Assignment is { IsDone: false } begun)
        {
            var receipt = await ReadAsync() ?? throw new InvalidDataException($"The receipt of the claim {_record.RecoveryId} is gone.");
            var reversed = (await GrainFactory.Collector(CollectorId.Unassigned).PostReversals([Assigning.Reversal(_record, begun)]))[0];
            if (reversed.Refusal == Refusal.ExceedsRecovery)
            {
                await SaveAsync(_record.Shrunk(LeftOf(await ReadAsync() ?? receipt)));
                continue;
            }

            Check(reversed);
            Check((await GrainFactory.Collector(new CollectorId(begun.Collector)).PostRecoveries([Assigning.Recovery(_record, begun, receipt)]))[0]);
            await SaveAsync(_record.Finished());
        }
    }

    private void Check(PostingOutcome outcome)
    {
        if (outcome.Status is not (PostingStatus.Accepted or PostingStatus.Duplicate))
            throw new InvalidDataException($"An entry of the claim {_record.RecoveryId} is {outcome.Status} {outcome.Refusal}.");
    }

    private async Task<RecoveryState?> ReadAsync()
    {
        var id = EntryId.Recovery(_record.RecoveryId);
        return (await reader.RecoveriesAsync([id.Value])).TryGetValue(id, out var receipt) && receipt.Entry.Collector == CollectorId.Unassigned ? receipt : null;
    }

    private async Task SaveAsync(ClaimRecord next)
    {
        try
        {
            _version = await documents.SaveAsync(DocumentKind, next.RecoveryId, _version, next);
            _record = next;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
