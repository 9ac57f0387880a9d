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
internal sealed class ClaimGrain(DocumentStore documents, JournalReader reader, NoteStore notes, TimeProvider time)
    : DocumentGrain<ClaimRecord>(documents, ClaimGrain.DocumentKind), IClaimGrain
{
    public const string DocumentKind = "claim";

    private ClaimRecord? _none;

    private ClaimRecord Kept => Stored ?? (_none ??= new ClaimRecord { RecoveryId = Id });

    public async Task<ClaimOutcome> Claim(ClaimRequest request)
    {
        var (refusal, receipt) = await JudgeAsync(request.Collector);
        if (receipt is null)
            return refusal;
        var next = Kept.Claimed(request, time.Now());
        if (!ReferenceEquals(next, Kept))
            await SaveAsync(next with { AmountMinor = LeftOf(receipt), ReceivedAtMicros = receipt.Entry.ReceivedAt.UnixMicroseconds });
        if (Kept.Of(request.Collector) is { } claim)
            await notes.AddAsync(Kept.NoteIdOf(claim), request.Note);
        return ClaimOutcome.Done;
    }

    public async Task<ClaimOutcome> Assign(CollectorId collector, string by)
    {
        var (refusal, receipt) = await JudgeAsync(collector);
        if (receipt is null)
            return refusal == ClaimOutcome.AlreadyAssigned && Kept.Assignment?.Collector == collector.Value ? ClaimOutcome.Done : refusal;
        await SaveAsync(Kept.Assigned(collector, LeftOf(receipt), by, time.Now()) with { ReceivedAtMicros = receipt.Entry.ReceivedAt.UnixMicroseconds });
        await FinishAsync();
        return Kept.Assignment is null ? ClaimOutcome.NothingLeft : ClaimOutcome.Done;
    }

    public async Task<ClaimOutcome> Refuse(CollectorId collector, ClaimRefusal reason, string by)
    {
        await FinishAsync();
        if (Kept.Refused(collector, reason, by, time.Now()) is { } next)
            await SaveAsync(next);
        return Kept.Of(collector)?.State == ClaimState.Refused ? ClaimOutcome.Done : ClaimOutcome.NoSuchClaim;
    }

    public async Task<ReceiptClaims?> Get()
    {
        await FinishAsync();
        if (Version == 0)
            return null;
        var found = await notes.ReadAsync([.. Kept.Claims.Select(Kept.NoteIdOf)]);
        return Kept.ToView(id => found.GetValueOrDefault(id));
    }

    private static long LeftOf(RecoveryState receipt) => receipt.Entry.AmountMinor - receipt.ReversedMinor;

    /// <summary>The receipt when it waits and the collector is known; else why not.</summary>
    private async Task<(ClaimOutcome Refusal, RecoveryState? Receipt)> JudgeAsync(CollectorId collector)
    {
        await FinishAsync();
        if (Kept.Assignment is not null)
            return (ClaimOutcome.AlreadyAssigned, null);
        if (await ReceiptAsync() is not { } receipt)
            return (ClaimOutcome.UnknownReceipt, null);
        if (LeftOf(receipt) <= 0)
            return (ClaimOutcome.NothingLeft, null);
        return await GrainFactory.Collector(collector).Get() is null ? (ClaimOutcome.UnknownCollector, null) : (ClaimOutcome.Done, receipt);
    }

    /// <summary>First the reversal, then the new entry: between the two, money is missing and never double.</summary>
    private async Task FinishAsync()
    {
        while (Kept.Assignment is { IsDone: false } begun)
        {
            var receipt = await ReceiptAsync() ?? throw new InvalidDataException($"The receipt of the claim {Kept.RecoveryId} is gone.");
            var reversed = (await GrainFactory.Collector(CollectorId.Unassigned).PostReversals([Assigning.Reversal(Kept, begun)]))[0];
            if (reversed.Refusal == Refusal.ExceedsRecovery)
            {
                await SaveAsync(Kept.Shrunk(LeftOf(await ReceiptAsync() ?? receipt)));
                continue;
            }

            Check(reversed);
            Check((await GrainFactory.Collector(new CollectorId(begun.Collector)).PostRecoveries([Assigning.Recovery(Kept, begun, receipt)]))[0]);
            await SaveAsync(Kept.Finished());
        }
    }

    private void Check(PostingOutcome outcome)
    {
        if (outcome.Status is not (PostingStatus.Accepted or PostingStatus.Duplicate))
            throw new InvalidDataException($"An entry of the claim {Kept.RecoveryId} is {outcome.Status} {outcome.Refusal}.");
    }

    private async Task<RecoveryState?> ReceiptAsync()
    {
        var id = EntryId.Recovery(Kept.RecoveryId);
        return (await reader.RecoveriesAsync([id.Value])).TryGetValue(id, out var receipt) && receipt.Entry.Collector == CollectorId.Unassigned ? receipt : null;
    }
}
