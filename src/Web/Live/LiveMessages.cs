using System.Text.Json.Serialization;
using Leaderboard.Boards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Live;

/// <summary>What a client asks to watch.</summary>
internal sealed record WatchRequest
{
    public string? Subject { get; init; }

    public string? Measure { get; init; }

    public string? Period { get; init; }

    public string? Team { get; init; }

    public int Limit { get; init; } = 10;

    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>For the scripts of pages: a contest is watched by its id alone, see <c>WatchContest</c>.</summary>
    public string? Contest { get; init; }

    /// <summary>For the scripts of pages: see <c>WatchRedemptions</c>.</summary>
    public bool Redemptions { get; init; }
}

/// <summary>What is watched, told back in every message so that a client with several watches knows which one it is.</summary>
internal sealed record WatchName(string Subject, string Measure, string Period, string? Team, int Limit, IReadOnlyList<string> Ids)
{
    /// <summary>The contest whose standings these are; null for a board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contest { get; init; }

    /// <summary>Name of the hub's group.</summary>
    [JsonIgnore]
    public string Group => $"{Subject}/{Measure}/{Period}/{Team}/{Limit}/{string.Join(' ', Ids)}/{Contest}";

    [JsonIgnore]
    public BoardView View => new()
    {
        Selection = new BoardSelection
        {
            Subject = Enum.Parse<BoardSubject>(Subject, ignoreCase: true),

            // The board of a contest only says that something has moved; none has scores.
            Measure = Enum.Parse<BoardMeasure>(Measure, ignoreCase: true) is var measure and not BoardMeasure.Score ? measure : BoardMeasure.Amount,
            Team = Team is null ? null : new TeamId(Team),
        },
        Limit = Limit,
        Ids = string.Join(' ', Ids),
    };

    public bool Equals(WatchName? other) => other is not null && string.Equals(Group, other.Group, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Group);
}

/// <summary>A board as it is, whole rows in every message. <c>Since</c> is the revision of the message before.</summary>
internal sealed record BoardMessage(
    string Kind,
    WatchName Watch,
    BoardHead Board,
    string Epoch,
    long Revision,
    long Since,
    string AsOf,
    string? LastPostedAt,
    int Total,
    decimal Sum,
    StandingRow[] Standings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RatioAnswer? Ratio)
{
    public const string Snapshot = "snapshot";
    public const string Change = "change";

    public static BoardMessage Of(string kind, WatchName watch, BoardAnswer answer, long since) => new(
        kind, watch, answer.Board, answer.Epoch, answer.Revision, since, answer.AsOf, answer.LastPostedAt, answer.Total, answer.Sum, answer.Standings, answer.Ratio);
}

/// <summary>Says that the board could be asked, and found unchanged.</summary>
internal sealed record HeartbeatMessage(WatchName Watch, BoardHead Board, string Epoch, long Revision, string AsOf);
