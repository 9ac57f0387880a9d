using Leaderboard.Journal;
using Leaderboard.Rewards;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.SignalR;
using Orleans.Runtime;

namespace Leaderboard.Web.Live;

/// <summary>
/// Tells the clients of this web node that redemptions have changed: who decides, of all; who asks, of their own. One ear for the node, kept while anybody
/// listens. A message says nothing of the redemption: who is told asks for what they may see.
/// </summary>
internal sealed partial class RedemptionBook(IGrainFactory grains, IHubContext<LiveHub> hub, BoardJson json, TimeProvider time, ILogger<RedemptionBook> logger) : BackgroundService, IRedemptionObserver
{
    public const string Method = "redemptions";

    /// <summary>Group of those who are told of all.</summary>
    public const string Everybody = "redemptions";

    /// <summary>Group of all who listen: they are told that the line is alive.</summary>
    private const string Listening = "redemptions/listening";

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _connections = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private IRedemptionObserver? _reference;

    public static string GroupOf(CollectorId collector) => "redemptions/of/" + collector.Value;

    /// <summary>What changes from now on is told; who joins asks once more for what has changed until then.</summary>
    public async Task JoinAsync(string group, string connectionId, CancellationToken aborted)
    {
        lock (_lock)
        {
            _reference ??= grains.CreateObjectReference<IRedemptionObserver>(this);
            _connections.Add(connectionId);
        }

        await hub.Groups.AddToGroupAsync(connectionId, group, aborted);
        await hub.Groups.AddToGroupAsync(connectionId, Listening, aborted);
        await RenewAsync();
        await hub.Clients.Client(connectionId).SendAsync(Method, Message(hasChanged: true), aborted);
    }

    public void Leave(string connectionId)
    {
        lock (_lock)
            _connections.Remove(connectionId);
    }

    public Task Changed(CollectorId[] collectors)
    {
        var changed = Message(hasChanged: true);
        return Task.WhenAll(collectors.Select(c => hub.Clients.Group(GroupOf(c)).SendAsync(Method, changed)).Append(hub.Clients.Group(Everybody).SendAsync(Method, changed)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            lock (_lock)
            {
                if (_connections.Count == 0)
                    continue;
            }

            await RenewAsync();
        }
    }

    /// <summary>Whoever hears nothing of it sees that the page is old. Where the bell has begun anew, nobody knows what it has not told.</summary>
    private async Task RenewAsync()
    {
        try
        {
            var isNew = await grains.RedemptionBell().Watch(_reference ?? throw new InvalidOperationException("Nobody listens."));
            await hub.Clients.Group(Listening).SendAsync(Method, Message(hasChanged: isNew));
        }
        catch (Exception outage) when (outage is OutageException or TimeoutException or OrleansException)
        {
            LogUnheard(outage);
        }
    }

    private RedemptionsMessage Message(bool hasChanged) => new(hasChanged, json.Format(time.Now()));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redemptions could not be listened to.")]
    private partial void LogUnheard(Exception outage);
}

/// <summary>As the hub tells it.</summary>
/// <param name="HasChanged">Whether there is something to be asked for; else the line is alive.</param>
internal sealed record RedemptionsMessage(bool HasChanged, string AsOf);
