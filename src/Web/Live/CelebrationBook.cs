using Leaderboard.Celebrations;
using Leaderboard.Journal;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.SignalR;
using Orleans.Runtime;

namespace Leaderboard.Web.Live;

/// <summary>
/// The places whose big moments the clients of this web node are told of: one ear for each, kept while anybody looks. Which moments
/// there are is decided elsewhere, once for all nodes.
/// </summary>
internal sealed partial class CelebrationBook(IGrainFactory grains, IHubContext<LiveHub> hub, BoardJson json, TimeProvider time, ILogger<CelebrationBook> logger) : BackgroundService
{
    public const string Method = "celebration";

    /// <summary>Often enough that a place which moved to another silo is found before anybody misses it.</summary>
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, CelebrationEar> _ears = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Name of the hub's group.</summary>
    /// <param name="contestId">Null: the day's board.</param>
    public static string GroupOf(string? contestId) => contestId is null ? "celebrations/day" : "celebrations/contest/" + contestId;

    /// <summary>Adds a connection that is in the group already. Answers the moments of the last minute; none when they cannot be had now.</summary>
    public async Task<CelebrationMessage[]> JoinAsync(string? contestId, string connectionId)
    {
        CelebrationEar? ear;
        lock (_lock)
        {
            if (!_ears.TryGetValue(GroupOf(contestId), out ear))
                _ears[GroupOf(contestId)] = ear = new CelebrationEar(grains, contestId, TellAsync);
            ear.Connections.Add(connectionId);
        }

        return await TryWatchAsync(ear) is { } recent ? Array.ConvertAll(recent, Of) : [];
    }

    /// <summary>Leaves all places.</summary>
    public void Leave(string connectionId)
    {
        List<CelebrationEar> deserted = [];
        lock (_lock)
        {
            foreach (var (group, ear) in _ears.Where(e => e.Value.Connections.Remove(connectionId) && e.Value.Connections.Count == 0).ToList())
            {
                _ears.Remove(group);
                deserted.Add(ear);
            }
        }

        deserted.ForEach(e => e.Close());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            CelebrationEar[] ears;
            lock (_lock)
                ears = [.. _ears.Values];

            // Not awaited: a place that hangs must not silence the others.
            foreach (var ear in ears)
                _ = TryWatchAsync(ear);
        }
    }

    private Task TellAsync(CelebrationEar ear, Celebration moment) => hub.Clients.Group(GroupOf(ear.ContestId)).SendAsync(Method, Of(moment));

    /// <summary>Boards are what matters: without celebrations they go on.</summary>
    private async Task<Celebration[]?> TryWatchAsync(CelebrationEar ear)
    {
        try
        {
            return await ear.WatchAsync();
        }
        catch (Exception outage) when (outage is OutageException or TimeoutException or OrleansException)
        {
            LogUnheard(outage);
            return null;
        }
    }

    private CelebrationMessage Of(Celebration moment) => new(
        moment.Id,
        BoardRequests.NameOf(moment.Kind),
        moment.ContestId is { } id ? new CelebratedContest(id, moment.ContestName ?? "") : null,
        BoardRequests.NameOf(moment.Subject),
        BoardRequests.NameOf(moment.Measure),
        moment.SubjectId,
        moment.Name,
        moment.Team?.Value,
        moment.TeamName,
        json.Value(moment.Value, moment.Measure),
        json.Value(moment.Passed, moment.Measure),
        json.Format(moment.At));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The moments of a place could not be asked for.")]
    private partial void LogUnheard(Exception outage);
}

/// <summary>A big moment, as the hub tells it.</summary>
/// <param name="Kind"><c>leadChange</c>, <c>targetReached</c> or <c>personalBest</c>.</param>
/// <param name="Contest">Null: of the day's board.</param>
/// <param name="Name">The alias where there is one.</param>
/// <param name="Passed">The value of who led, the target, or the best day before.</param>
internal sealed record CelebrationMessage(
    string Id, string Kind, CelebratedContest? Contest, string Subject, string Measure, string SubjectId, string Name, string? TeamId, string? TeamName, decimal Value, decimal Passed, string At);

internal sealed record CelebratedContest(string Id, string Name);
