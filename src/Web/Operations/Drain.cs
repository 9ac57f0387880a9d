using Microsoft.Extensions.Options;

namespace Leaderboard.Web.Operations;

/// <summary>Part of section <c>Leaderboard</c>.</summary>
internal sealed class DrainOptions
{
    /// <summary>
    /// How long a node that was told to stop goes on answering, while it says that it is not ready and closes each connection
    /// with its answer. Behind a balancer: longer than that takes to notice. 0 to 20 seconds, for the host gives up after 30.
    /// </summary>
    public TimeSpan DrainPeriod { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// The end of a web node, so that nobody's request is lost: it turns not ready, hangs up on watchers, who reconnect elsewhere,
/// goes on answering for the drain period, and then lets the server finish what is in flight.
/// </summary>
internal sealed partial class Drain(IHostApplicationLifetime life, IOptions<DrainOptions> options, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    /// <summary>Registered late, so that it comes before SignalR hangs up: who reconnects at once finds the door closed.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStopping.Register(() => _hasBegun = true);
        return Task.CompletedTask;
    }

    /// <summary>Before anything else is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        LogDraining(options.Value.DrainPeriod);
        await Task.Delay(options.Value.DrainPeriod, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining for {Period}.")]
    private partial void LogDraining(TimeSpan period);
}
