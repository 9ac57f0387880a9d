using Orleans.Concurrency;

namespace Leaderboard.Boards;

/// <summary>All standings of one window, as an in-memory projection of the journal. Reads see every write that was acknowledged before them.</summary>
[Alias("lb.IBoardGrain"), GrainInterfaceType("lb.board")]
public interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>Rows <paramref name="offset"/> (from 0) to <paramref name="offset"/> + <paramref name="limit"/>, at most 1000.</summary>
    [Alias("Read")]
    Task<BoardPage> Read(BoardSelection selection, int offset, int limit);

    /// <summary>All rows of several views as of one moment, and the last entries that they include.</summary>
    [Alias("State")]
    Task<BoardStatement> State(BoardSelection[] selections);

    /// <summary>One row; null when the member is not on the board.</summary>
    [Alias("Find")]
    Task<Standing?> Find(BoardSelection selection, string memberId);

    /// <summary><paramref name="limit"/> rows around a member, slid to stay full; null when the member is not on the board.</summary>
    [Alias("Around")]
    Task<BoardPage?> Around(BoardSelection selection, string memberId, int limit);

    /// <summary>Running totals of the first <paramref name="leaders"/> (1–10) by amount, effective, points or count.</summary>
    [Alias("Race")]
    Task<BoardRace> Race(BoardSelection selection, int leaders);

    /// <summary>Sends changes of a view to the observer until it is not renewed for a minute. Answers the view as it is.</summary>
    [Alias("Watch")]
    Task<BoardPage> Watch(BoardView view, IBoardObserver observer);

    /// <summary>Keeps a watch alive. False when the board does not know it (any more): watch again.</summary>
    [Alias("Renew")]
    Task<BoardPulse> Renew(BoardView view, IBoardObserver observer);

    [Alias("Unwatch")]
    Task Unwatch(BoardView view, IBoardObserver observer);

    /// <summary>Takes in what the journal tail has left for this board. Called by the tail on the same silo.</summary>
    [Alias("Drain"), OneWay, AlwaysInterleave]
    Task Drain();
}

/// <summary>What a watcher sees: the first rows, and some rows by id wherever they stand.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardView")]
public sealed record BoardView
{
    [Id(0)] public required BoardSelection Selection { get; init; }

    /// <summary>10, 25 or 100.</summary>
    [Id(1)] public required int Limit { get; init; }

    /// <summary>Up to 20 more, sorted ordinally, joined by a space so that equal views compare equal; empty for none.</summary>
    [Id(2)] public string Ids { get; init; } = "";
}

/// <summary>The answer to a renewed watch.</summary>
[GenerateSerializer, Immutable, Alias("lb.BoardPulse")]
public sealed record BoardPulse
{
    [Id(0)] public required bool Known { get; init; }

    [Id(1)] public required string Epoch { get; init; }

    [Id(2)] public required long Revision { get; init; }

    [Id(3)] public required Moment AsOf { get; init; }
}

/// <summary>A web node's ear for one view of one board.</summary>
[Alias("lb.IBoardObserver"), GrainInterfaceType("lb.board-observer")]
public interface IBoardObserver : IGrainObserver
{
    /// <summary>The view has changed; <paramref name="since"/> is the revision of the message before.</summary>
    [Alias("Changed"), OneWay]
    Task Changed(BoardPage page, long since);
}
