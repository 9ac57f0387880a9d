using System.Text.Json;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>A wall held against the API.</summary>
internal static class WallRows
{
    /// <summary>Returns when the wall shows the first ten of a board and calls them live.</summary>
    public static async Task ShowsAsync(this WallPage wall, JsonElement board, TimeSpan patience, CancellationToken cancel)
    {
        var rows = board.GetProperty("standings").EnumerateArray().Take(10).Select(Of).ToArray();
        var (shown, isLive) = (Array.Empty<WallRow>(), false);
        try
        {
            await Eventually.TrueAsync(
                "the wall shows the board of the API and calls it live",
                patience,
                async () =>
                {
                    (shown, isLive) = (await wall.RowsAsync(), await wall.IsLiveAsync());
                    return shown.SequenceEqual(rows) && isLive;
                },
                cancel);
        }
        catch (TimeoutException)
        {
            // Says which rows differ, and of figures that are right, that they are called old.
            Assert.Equal(rows, shown);
            Assert.True(isLive, "The wall shows the board, and does not call it live.");
        }
    }

    /// <summary>What a wall shows of a standing.</summary>
    public static WallRow Of(JsonElement standing) =>
        new(standing.GetProperty("id").GetString()!, standing.GetProperty("rank").GetInt32(), (long)(standing.GetProperty("value").GetDecimal() * 100));
}
