using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Leaderboard.Benchmarks;

/// <summary>SignalR clients that watch boards, as walls and phones do.</summary>
internal sealed class LiveBoards : IAsyncDisposable
{
    private static readonly string[] Measures = ["amount", "effective", "points", "count"];
    private static readonly string[] Periods = ["day", "week", "month", "quarter", "year"];
    private readonly List<HubConnection> _connections = [];

    /// <summary>Twenty clients, each with a view of its own: four measures in five windows.</summary>
    public static async Task<LiveBoards> OpenTwentyAsync(Uri server)
    {
        var boards = new LiveBoards();
        foreach (var period in Periods)
        {
            foreach (var measure in Measures)
                await boards.OpenAsync(server, measure, period, _ => { });
        }

        return boards;
    }

    /// <summary>One more client.</summary>
    /// <param name="seen">Told every board message.</param>
    public async Task OpenAsync(Uri server, string measure, string period, Action<JsonElement> seen)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "hubs/live"), http => http.Headers["Authorization"] = "Bearer " + Product.Key)
            .Build();
        connection.On("board", seen);
        _connections.Add(connection);
        await connection.StartAsync();
        await connection.InvokeAsync("Watch", new { subject = "collectors", measure, period, limit = 10 });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }
}
