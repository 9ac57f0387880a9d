using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Recoveries;

/// <summary>Reversals of one collector decided together, in order, each on what those before it leave.</summary>
/// <param name="Outcomes">One for each reversal; accepted ones hold once <paramref name="Drafts"/> are appended.</param>
internal sealed record ReversalBatch(PostingOutcome[] Outcomes, List<EntryDraft> Drafts)
{
    public static async Task<ReversalBatch> DecideAsync(PostReversal[] reversals, JournalReader reader, long minorPerMajor)
    {
        var stored = await reader.FindAsync(Array.ConvertAll(reversals, r => EntryId.Reversal(r.Id).Value));
        var recoveries = await reader.RecoveriesAsync([.. reversals.Select(r => EntryId.Recovery(r.RecoveryId).Value).Distinct(StringComparer.Ordinal)]);
        var drafts = new List<EntryDraft>();
        var outcomes = Array.ConvertAll(reversals, reversal =>
        {
            if (stored.TryGetValue(EntryId.Reversal(reversal.Id), out var there))
                return PostingOutcome.AgainstStored(reversal.RequestHash, there.RequestHash, there.PointsHundredths);
            var source = EntryId.Recovery(reversal.RecoveryId);
            if (!recoveries.TryGetValue(source, out var recovery))
                return PostingOutcome.Rejected(Refusal.UnknownRecovery);
            if (Pricing.Reversal(reversal, recovery, minorPerMajor) is not { } draft)
                return PostingOutcome.Rejected(Refusal.ExceedsRecovery);
            recoveries[source] = recovery with { ReversedMinor = recovery.ReversedMinor - draft.AmountMinor };
            drafts.Add(draft);
            return new PostingOutcome
            {
                Status = PostingStatus.Accepted,
                PointsHundredths = draft.PointsHundredths,
                StoredRequestHash = draft.RequestHash,
            };
        });
        return new ReversalBatch(outcomes, drafts);
    }

    /// <summary>Those that are in the journal as sent: a note that a crash kept out is added when they are sent again.</summary>
    public IReadOnlyList<PostReversal> Standing(PostReversal[] reversals) =>
        [.. reversals.Where((_, i) => Outcomes[i].Status is PostingStatus.Accepted or PostingStatus.Duplicate)];
}
