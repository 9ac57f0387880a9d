namespace Leaderboard.Recoveries;

/// <summary>How the money came. The numbers are stored in the journal and are never reused.</summary>
public enum RecoveryKind
{
    /// <summary>现金清收</summary>
    Cash = 1,

    /// <summary>以物抵债</summary>
    AssetInLieu = 2,

    /// <summary>重组</summary>
    Restructured = 3,

    /// <summary>债权转让</summary>
    DebtSale = 4,

    /// <summary>已核销收回: cash on a charged-off account.</summary>
    WrittenOffRecovery = 5,
}

/// <summary>The way the payment took; decides when its points vest.</summary>
public enum PaymentChannel
{
    Transfer = 1,
    Cash = 2,
    Card = 3,
    Cheque = 4,
    Wechat = 5,
    Alipay = 6,
}

/// <summary>Why a recovery was taken back.</summary>
public enum ReversalReason
{
    Bounced = 1,
    Chargeback = 2,
    Refund = 3,
    Error = 4,
    Other = 5,
}

/// <summary>A receipt on an overdue account, as the sender sent it, defaults filled in. Its collector is the grain it is posted to.</summary>
[GenerateSerializer, Immutable, Alias("lb.PostRecovery")]
public sealed record PostRecovery
{
    /// <summary>The sender's id, unique forever, without prefix.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public AccountId? Account { get; init; }

    /// <summary>Minor units of the institution's currency, above 0.</summary>
    [Id(2)] public required long AmountMinor { get; init; }

    [Id(3)] public required RecoveryKind Kind { get; init; }

    [Id(4)] public required PaymentChannel Channel { get; init; }

    [Id(5)] public required Moment ReceivedAt { get; init; }

    /// <summary>Digest of what the sender sent, normalised. Two requests with one id are the same when their digests are.</summary>
    [Id(6)] public required Digest RequestHash { get; init; }

    /// <summary>Who sent it, as an id; not part of what the sender sent. Null: not told.</summary>
    [Id(7)] public string? Sender { get; init; }

    /// <summary>Id of the recovery whose place it takes, without prefix: a claim's new entry. Null for what a sender sent.</summary>
    [Id(8)] public string? Replaces { get; init; }
}

/// <summary>Takes a recovery back, whole or in part. It goes to the collector of its recovery.</summary>
[GenerateSerializer, Immutable, Alias("lb.PostReversal")]
public sealed record PostReversal
{
    /// <summary>The sender's id, unique forever, without prefix.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Id of the recovery, without prefix.</summary>
    [Id(1)] public required string RecoveryId { get; init; }

    /// <summary>Minor units, above 0; null takes back all that is left.</summary>
    [Id(2)] public long? AmountMinor { get; init; }

    [Id(3)] public required ReversalReason Reason { get; init; }

    /// <summary>When it was reversed; the sender's time, or the time of arrival.</summary>
    [Id(4)] public required Moment ReversedAt { get; init; }

    [Id(5)] public required Digest RequestHash { get; init; }

    /// <summary>Free text, kept beside the journal; null when there is none.</summary>
    [Id(6)] public string? Note { get; init; }

    /// <summary>Who sent it, as an id; not part of what the sender sent. Null: not told.</summary>
    [Id(7)] public string? Sender { get; init; }

    /// <summary>Set for what no sender sent.</summary>
    [Id(8)] public Correction Correction { get; init; }
}

/// <summary>A reversal of our own, which the bank knows nothing of. The camelCase name is kept in the entry's details.</summary>
public enum Correction
{
    None = 0,

    /// <summary>The receipt goes on under another id: a claim was decided.</summary>
    Replaced = 1,

    /// <summary>The receipt should never have come in: its import was taken back.</summary>
    TakenBack = 2,
}
