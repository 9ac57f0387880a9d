using Leaderboard.Rewards;

namespace Leaderboard.Notices;

/// <summary>
/// One notice on its way by one channel. It is sent until the channel takes it or eight tries have failed; whoever receives it may do so twice, under
/// the same id, when a process ends between the sending and its note.
/// </summary>
[Alias("lb.INoticeGrain"), GrainInterfaceType("lb.notice")]
public interface INoticeGrain : IGrainWithStringKey
{
    /// <summary>Tries once where it is due; else nothing happens.</summary>
    [Alias("Send"), ResponseTimeout("00:00:15")]
    Task Send();

    /// <summary>What was given up waits again, from now on, with all its tries. Null when there is none; what waits or was sent stays as it is.</summary>
    [Alias("SendAgain")]
    Task<NoticeView?> SendAgain();

    /// <summary>Null when there is none.</summary>
    [Alias("Get")]
    Task<NoticeView?> Get();
}

/// <summary>All notices; holds no state.</summary>
[Alias("lb.INoticesGrain"), GrainInterfaceType("lb.notices")]
public interface INoticesGrain : IGrainWithStringKey
{
    /// <summary>Those in a state, the next to be tried first; of what was sent or given up, the oldest.</summary>
    /// <param name="state">Of them.</param>
    /// <param name="offset">Left out before the first, 0 or more.</param>
    /// <param name="limit">At most, 1–200.</param>
    [Alias("List")]
    Task<NoticeView[]> List(NoticeState state, int offset, int limit);

    /// <summary>How many are in a state.</summary>
    [Alias("Count")]
    Task<int> Count(NoticeState state);

    /// <summary>Names of the channels notices go by, in order.</summary>
    [Alias("Channels")]
    Task<string[]> Channels();

    /// <summary>When mails wait; null: they never do, or there are none.</summary>
    [Alias("Quiet")]
    Task<QuietTimes?> Quiet();
}

/// <summary>Names of channels that others than the silo know.</summary>
public static class NoticeChannelNames
{
    /// <summary>To the person themselves.</summary>
    public const string Mail = "mail";
}

/// <summary>What a notice tells. The numbers are stored, and never reused.</summary>
public enum NoticeKind
{
    /// <summary>What was decided about a redemption.</summary>
    Decision = 1,

    /// <summary>A request has waited long for its decision.</summary>
    RequestWaiting = 2,

    /// <summary>A request ends soon unless it is decided, or what was approved unless its owner has it.</summary>
    RedemptionExpiring = 3,

    /// <summary>Points end soon unless their owner spends them.</summary>
    PointsExpiring = 4,
}

/// <summary>How far a notice has come. The numbers are stored, searched for, and never reused.</summary>
public enum NoticeState
{
    Waiting = 1,

    /// <summary>The channel has taken it.</summary>
    Sent = 2,

    /// <summary>All tries have failed; it stays until somebody sends it again.</summary>
    GivenUp = 3,

    /// <summary>It was no news any more before it was told: the redemption moved on, the points were spent.</summary>
    Dropped = 4,
}

/// <summary>A notice as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.NoticeView")]
public sealed record NoticeView
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Name of the channel it goes by.</summary>
    [Id(1)] public required string Channel { get; init; }

    /// <summary>Whom it is about.</summary>
    [Id(2)] public required CollectorId Collector { get; init; }

    /// <summary>Empty where it tells of points.</summary>
    [Id(3)] public required string Redemption { get; init; }

    /// <summary>As the reward was called when it was asked for.</summary>
    [Id(4)] public required string RewardName { get; init; }

    [Id(5)] public required int Quantity { get; init; }

    /// <summary>What the redemption became, or is; without a meaning where it tells of points.</summary>
    [Id(6)] public required RedemptionState Became { get; init; }

    /// <summary>When it did, or when somebody was to be reminded.</summary>
    [Id(7)] public required Moment At { get; init; }

    [Id(8)] public required NoticeState State { get; init; }

    /// <summary>So far, 0–8.</summary>
    [Id(9)] public required int Tries { get; init; }

    /// <summary>When it is tried next; null where it is not.</summary>
    [Id(10)] public Moment? DueAt { get; init; }

    /// <summary>Why the last try failed, in the words of the program; null: none has.</summary>
    [Id(11)] public string? LastError { get; init; }

    [Id(12)] public NoticeKind Kind { get; init; } = NoticeKind.Decision;
}
