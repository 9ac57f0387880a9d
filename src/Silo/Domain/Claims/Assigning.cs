using Leaderboard.Domain.Recoveries;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Claims;

/// <summary>The two entries of an assignment. They follow from the decision alone, so that to send them again is harmless.</summary>
internal static class Assigning
{
    private const int IdDigits = 32;

    /// <summary>Of the reversal and of the new recovery alike: their kinds keep them apart.</summary>
    public static string EntryIdOf(ClaimRecord record)
    {
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(record.RecoveryId);
        digest.Add((long)(record.Assignment?.Attempt ?? 0));
        return "claim-" + digest.ToDigest().ToString()[..IdDigits];
    }

    public static PostReversal Reversal(ClaimRecord record, Assignment assignment)
    {
        var id = EntryIdOf(record);
        return new PostReversal
        {
            Id = id,
            RecoveryId = record.RecoveryId,
            AmountMinor = assignment.AmountMinor,
            Reason = ReversalReason.Other,
            ReversedAt = new Moment(assignment.AtMicros),
            RequestHash = HashOf(id, record.RecoveryId, assignment),
            Correction = Correction.Replaced,
        };
    }

    /// <param name="source">The recovery that nobody was credited with.</param>
    public static PostRecovery Recovery(ClaimRecord record, Assignment assignment, RecoveryState source)
    {
        var id = EntryIdOf(record);
        var details = RecoveryDetails.Parse(source.Entry.Details);
        return new PostRecovery
        {
            Id = id,
            Account = source.Entry.Account,
            AmountMinor = assignment.AmountMinor,
            Kind = details.Kind,
            Channel = details.Channel,
            ReceivedAt = source.Entry.ReceivedAt,
            RequestHash = HashOf(id, record.RecoveryId, assignment),
            Sender = details.Sender,
            Replaces = record.RecoveryId,
        };
    }

    private static Digest HashOf(string id, string recoveryId, Assignment assignment)
    {
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(id);
        digest.Add(recoveryId);
        digest.Add(assignment.Collector);
        digest.Add(assignment.AmountMinor);
        return digest.ToDigest();
    }
}
