using System.Security.Cryptography;
using System.Text;
using Leaderboard.Recoveries;

namespace Leaderboard.Silo;

/// <summary>Requests as the API would make them.</summary>
internal static class Receipts
{
    public static PostRecovery Cash(string id, long amountMinor, Moment receivedAt, AccountId? account = null) => new()
    {
        Id = id,
        Account = account,
        AmountMinor = amountMinor,
        Kind = RecoveryKind.Cash,
        Channel = PaymentChannel.Transfer,
        ReceivedAt = receivedAt,
        RequestHash = DigestOf($"{id}|{account}|{amountMinor}|{receivedAt}"),
    };

    public static PostReversal Reversal(string id, string recoveryId, Moment reversedAt, long? amountMinor = null) => new()
    {
        Id = id,
        RecoveryId = recoveryId,
        AmountMinor = amountMinor,
        Reason = ReversalReason.Bounced,
        ReversedAt = reversedAt,
        RequestHash = DigestOf($"{id}|{recoveryId}|{amountMinor}"),
    };

    private static Digest DigestOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
