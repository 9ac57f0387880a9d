using System.Globalization;
using Leaderboard.Domain.Rewards;
using Leaderboard.Notices;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Notices;

/// <summary>A notice as kept: one a decision, or reminder, and channel. Methods return the next value, or this one when nothing changed.</summary>
internal sealed record NoticeRecord
{
    public const int CurrentSchema = 1;

    /// <summary>The last of them comes about two hours after the first.</summary>
    public const int MaxTries = 8;

    /// <summary>A column of the page of what was given up, and no page of somebody else's.</summary>
    private const int MaxErrorLength = 200;

    /// <summary>As long as the page that decides offers to take it back, and a little.</summary>
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required string Channel { get; init; }

    public NoticeKind Kind { get; init; } = NoticeKind.Decision;

    public required string Collector { get; init; }

    /// <summary>Empty where it tells of points.</summary>
    public required string Redemption { get; init; }

    public required string RewardName { get; init; }

    public required int Quantity { get; init; }

    public required long PriceHundredths { get; init; }

    /// <summary>Whether its owner has codes shown, and nothing handed over.</summary>
    public bool IsByCode { get; init; }

    /// <summary>Of the decision among those about the redemption, from 1; 0 where it was not kept.</summary>
    public int Number { get; init; }

    /// <summary>Without a meaning where it tells of points.</summary>
    public required RedemptionState Became { get; init; }

    public required long AtMicros { get; init; }

    /// <summary>Of a reminder, local: since when the request waits, or when what was approved ends; null: of none.</summary>
    public DateTimeOffset? When { get; init; }

    /// <summary>Points that end, the soonest first; empty where it tells of a redemption.</summary>
    public IReadOnlyList<EndingPoints> Ending { get; init; } = [];

    public NoticeState State { get; init; } = NoticeState.Waiting;

    public int Tries { get; init; }

    /// <summary>When it is tried next, or came to its state.</summary>
    public required long DueMicros { get; init; }

    /// <summary>Of the last try that failed; null: none has.</summary>
    public string? LastError { get; init; }

    /// <summary>
    /// What is to be told of a redemption's next value: a decision others took about it, once for each channel. What could not be reopened has ended as before,
    /// which was told then.
    /// </summary>
    /// <param name="before">The value before; null: none.</param>
    /// <param name="next">The value that is to be stored.</param>
    /// <param name="channels">Names of those there are.</param>
    public static IEnumerable<NoticeRecord> Of(RedemptionRecord? before, RedemptionRecord next, IEnumerable<string> channels)
    {
        if (next.Decisions.Count <= (before?.Decisions.Count ?? 0) || next.Step == RedemptionStep.Ended || !IsTold(next))
            return [];
        var at = next.Decisions[^1].AtMicros;
        var isTakenBackAtTimes = next.State is RedemptionState.Approved or RedemptionState.Rejected;
        return channels.Select(channel => new NoticeRecord
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{next.Id}/{next.Decisions.Count}/{channel}"),
            Channel = channel,
            Collector = next.Collector,
            Redemption = next.Id,
            RewardName = next.RewardName,
            Quantity = next.Quantity,
            PriceHundredths = next.PriceHundredths,
            IsByCode = next.IsByCode,
            Number = next.Decisions.Count,
            Became = next.State,
            AtMicros = at,
            DueMicros = isTakenBackAtTimes ? new Moment(at).Plus(SecondThoughts).UnixMicroseconds : at,
        });
    }

    public bool IsDue(Moment now) => State == NoticeState.Waiting && DueMicros <= now.UnixMicroseconds;

    /// <summary>
    /// Whether the redemption has moved on, so that this is no news any more. Where it could not be reopened it ended as before, and that is the same decision.
    /// </summary>
    /// <param name="redemption">As it stands; null: there is none.</param>
    public bool IsOvertakenIn(RedemptionRecord? redemption) => Number > 0 && redemption?.Decisions.Count > Number && redemption.Decisions[^1] != redemption.Decisions[Number - 1];

    /// <summary>Before it goes out: should nobody be able to store what came of it, it counts as one that failed, and is not sent at every tick.</summary>
    public NoticeRecord Begun(Moment now) => Failed("Nobody knows whether it was taken.", now);

    public NoticeRecord Dropped(Moment now) => this with { State = NoticeState.Dropped, DueMicros = now.UnixMicroseconds };

    public NoticeRecord Sent(Moment now) => this with { State = NoticeState.Sent, Tries = Tries + 1, DueMicros = now.UnixMicroseconds, LastError = null };

    /// <summary>What the channel takes later only has not been tried.</summary>
    public NoticeRecord Answered(NoticeAnswer answer, Moment now) => answer switch
    {
        { NotBefore: { } notBefore } => this with { DueMicros = notBefore.UnixMicroseconds },
        { Error: { } error } => Failed(error, now),
        _ => Sent(now),
    };

    /// <summary>The pause doubles from a minute to an hour.</summary>
    public NoticeRecord Failed(string error, Moment now)
    {
        var tries = Tries + 1;
        var isLast = tries >= MaxTries;
        var pause = FirstPause * (1 << (tries - 1));
        return this with
        {
            State = isLast ? NoticeState.GivenUp : NoticeState.Waiting,
            Tries = tries,
            DueMicros = now.Plus(isLast ? TimeSpan.Zero : pause < LongestPause ? pause : LongestPause).UnixMicroseconds,
            LastError = error.Length <= MaxErrorLength ? error : error[..MaxErrorLength],
        };
    }

    /// <summary>Why it was given up stays to be read until it is sent.</summary>
    public NoticeRecord Again(Moment now) => State == NoticeState.GivenUp ? this with { State = NoticeState.Waiting, Tries = 0, DueMicros = now.UnixMicroseconds } : this;

    public NoticeView ToView() => new()
    {
        Id = Id,
        Channel = Channel,
        Kind = Kind,
        Collector = new CollectorId(Collector),
        Redemption = Redemption,
        RewardName = RewardName,
        Quantity = Quantity,
        Became = Became,
        At = new Moment(AtMicros),
        State = State,
        Tries = Tries,
        DueAt = State == NoticeState.Waiting ? new Moment(DueMicros) : null,
        LastError = LastError,
    };

    /// <summary>Who asks for something, takes that back, or has the codes shown, knows it.</summary>
    private static bool IsTold(RedemptionRecord next) => next.State switch
    {
        RedemptionState.Approved or RedemptionState.Rejected or RedemptionState.Returned or RedemptionState.Expired => true,
        RedemptionState.Fulfilled => !next.IsClaimed,
        RedemptionState.Cancelled => !string.Equals(next.Decisions[^1].By, next.RequestedBy, StringComparison.Ordinal),
        _ => false,
    };
}

/// <param name="LastDay">On which they can be spent, local.</param>
/// <param name="Hundredths">Of a point.</param>
internal sealed record EndingPoints(DateOnly LastDay, long Hundredths);
