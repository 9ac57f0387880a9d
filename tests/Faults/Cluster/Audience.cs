using System.Text.Json;
using Leaderboard.Displays;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>Those who look on while something happens: two programs and, where there is a Chromium, a wall, all behind the balancer.</summary>
internal sealed class Audience : IAsyncDisposable
{
    /// <summary>Enough rows for every collector of the tests.</summary>
    private const int Rows = 25;

    /// <summary>A beat that found the board gone, the beat after it, and the wall's own look once a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Watcher[] _watchers;

    private Audience(Watcher[] watchers, WallPage? wall)
    {
        _watchers = watchers;
        Wall = wall;
    }

    /// <summary>Null where Chromium is not installed.</summary>
    public WallPage? Wall { get; }

    public static async Task<Audience> OpenAsync(RunningCluster cluster, CancellationToken cancel)
    {
        // The balancer sends one to each node.
        var watchers = Array.ConvertAll(new Watcher[cluster.Webs.Length], _ => new Watcher(cluster.Address, Rows));
        foreach (var watcher in watchers)
            await watcher.StartAsync();
        return new Audience(watchers, Chromium.IsInstalled ? await WallPage.OpenAsync(cluster.Address, await cluster.Webs[0].Http.PostDisplayAsync(cancel), "all") : null);
    }

    /// <summary>
    /// Whoever looked on sees the board of the API now, was shown nothing but states of the journal in their order, and was
    /// told when figures were old.
    /// </summary>
    public async Task AssertSawAsync(RunningCluster cluster, CancellationToken cancel)
    {
        var board = await cluster.Webs[0].Http.GetJsonAsync($"api/v1/boards/collectors/amount/all?limit={Rows}", cancel);
        await Eventually.TrueAsync("every watcher has the board of the API", Patience, () => Task.FromResult(Array.TrueForAll(_watchers, w => Equal(w.Last.Board, board))), cancel);
        foreach (var watcher in _watchers)
            await cluster.Books.AssertShownAsync(watcher.Figures, cancel);
        if (Wall is null)
            return;
        await Wall.ShowsAsync(board, Patience, cancel);
        await cluster.Books.AssertShownAsync((await Wall.SeenAsync()).Select(f => (f.Id, f.Minor)), cancel);
        Assert.Empty(await Wall.UntrueAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (Wall is not null)
            await Wall.DisposeAsync();
        foreach (var watcher in _watchers)
            await watcher.DisposeAsync();
    }

    private static bool Equal(JsonElement? seen, JsonElement board) =>
        seen is { } message && Array.TrueForAll(["total", "sum", "standings"], name => message.GetProperty(name).GetRawText() == board.GetProperty(name).GetRawText());
}
