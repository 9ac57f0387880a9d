[assembly: AssemblyFixture(typeof(Leaderboard.Web.SharedServer))]

namespace Leaderboard.Web;

/// <summary>One server for all tests of the process. They share it by using fresh ids, and teams of their own as filters.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private LeaderboardServer? _server;

    public LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => _server = await LeaderboardServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
