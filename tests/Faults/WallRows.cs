using System.Text.Json;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>A wall held against the API.</summary>
internal static class WallRows
{
    /// <summary>Returns when the wall shows the first ten of a board and calls them live.</summary>
    public static Task ShowsAsync(this WallPage wall, JsonElement board, TimeSpan patience, CancellationToken cancel)
    {
        var rows = board.GetProperty("standings").EnumerateArray().Take(10).Select(Of).ToArray();
        return Eventually.TrueAsync(
            "the wall shows the board of the API and calls it live",
            patience,
            async () => (await wall.RowsAsync()).SequenceEqual(rows) && await wall.IsLiveAsync(),
            cancel);
    }

    /// <summary>What a wall shows of a standing.</summary>
    public static WallRow Of(JsonElement standing) =>
        new(standing.GetProperty("id").GetString()!, standing.GetProperty("rank").GetInt32(), (long)(standing.GetProperty("value").GetDecimal() * 100));
}
