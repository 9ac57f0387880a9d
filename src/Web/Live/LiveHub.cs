using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Orleans.Runtime;

namespace Leaderboard.Web.Live;

/// <summary>Where walls and phones listen: <c>Watch</c>, then <c>board</c>, <c>heartbeat</c> and <c>celebration</c> messages; <c>WatchRedemptions</c>, then <c>redemptions</c>.</summary>
[Requires(Right.Look)]
internal sealed class LiveHub(
    WatchBook book, CelebrationBook celebrations, RedemptionBook redemptions, OpenLines lines, BoardRequests requests, AccessGuard guard, IGrainFactory grains) : Hub
{
    private const int MaxIds = 20;
    private const int ContestRows = 100;

    /// <summary>A wall has a handful of scenes; more is a mistake or worse.</summary>
    private const int MaxWatches = 20;

    private const string WatchesKey = "watches";
    private static readonly int[] Limits = [10, 25, 100];

    public async Task Watch(WatchRequest? request)
    {
        if (request is null)
            throw new HubException("Say what to watch: subject, measure, period, limit.");
        await WatchAsync(NameOf(request));
        await CelebrateAsync(contestId: null);
    }

    /// <summary>Standings of a contest that is scheduled, as <c>board</c> messages: at first all of them, then with each change.</summary>
    public async Task WatchContest(string? id)
    {
        if (!Field.IsId(id) || await grains.Contest(id!).Get() is not { State: not ContestState.Draft } contest)
            throw new HubException("There is no such contest, or it is not scheduled yet.");
        await WatchAsync(new WatchName(
            BoardRequests.NameOf(contest.Rules.Subject), BoardRequests.NameOf(contest.Rules.Measure), ContestJson.OwnWindow, Team: null, ContestRows, []) { Contest = contest.Id });
        await CelebrateAsync(contest.Id);
    }

    /// <summary>Whenever redemptions that the caller may see have changed, and every few seconds that the line is alive, as <c>redemptions</c> messages.</summary>
    [Requires(Right.SeeRedemptions)]
    public async Task WatchRedemptions()
    {
        var user = Context.User ?? throw new HubException("Sign in first.");
        var group = guard.ReachOf(user, Right.SeeRedemptions) == Reach.All ? RedemptionBook.Everybody
            : Caller.Of(user)?.Collector is { } own ? RedemptionBook.GroupOf(own)
            : throw new HubException("There are no redemptions of your own.");
        await redemptions.JoinAsync(group, Context.ConnectionId, Context.ConnectionAborted);
        if (Context.ConnectionAborted.IsCancellationRequested)
            redemptions.Leave(Context.ConnectionId);
    }

    /// <summary>Whoever watches a board is told the moments of the day, whoever watches a contest those of the contest; at first those of the last minute.</summary>
    private async Task CelebrateAsync(string? contestId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, CelebrationBook.GroupOf(contestId), Context.ConnectionAborted);
        foreach (var moment in await celebrations.JoinAsync(contestId, Context.ConnectionId))
            await Clients.Caller.SendAsync(CelebrationBook.Method, moment, Context.ConnectionAborted);
        if (Context.ConnectionAborted.IsCancellationRequested)
            celebrations.Leave(Context.ConnectionId);
    }

    private async Task WatchAsync(WatchName name)
    {
        var watches = Watches;
        if (!watches.Contains(name) && watches.Count >= MaxWatches)
            throw new HubException($"At most {MaxWatches} watches on one connection.");
        await Groups.AddToGroupAsync(Context.ConnectionId, name.Group, Context.ConnectionAborted);
        watches.Add(name);
        try
        {
            await Clients.Caller.SendAsync("board", await book.JoinAsync(name, Context.ConnectionId), Context.ConnectionAborted);
        }
        catch (Exception outage) when (outage is OutageException or TimeoutException or OrleansException)
        {
            throw new HubException("The board cannot be read now; it will be sent when it can.", outage);
        }
        finally
        {
            // Who hung up meanwhile may have been counted after they were taken out.
            if (Context.ConnectionAborted.IsCancellationRequested)
                await book.LeaveAsync(name, Context.ConnectionId);
        }
    }

    public override Task OnConnectedAsync()
    {
        if (KeyAuthentication.DigestOf(Context.GetHttpContext()) is { } digest)
            lines.Add(Context.ConnectionId, new KeyDoor(digest), Context.Abort);
        else if (Caller.Of(Context.User) is { } caller)
            lines.Add(Context.ConnectionId, new SessionDoor(caller.SessionId), Context.Abort);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        lines.Remove(Context.ConnectionId);
        celebrations.Leave(Context.ConnectionId);
        redemptions.Leave(Context.ConnectionId);
        foreach (var name in Watches)
            await book.LeaveAsync(name, Context.ConnectionId);
    }

    private HashSet<WatchName> Watches
    {
        get
        {
            if (Context.Items[WatchesKey] is not HashSet<WatchName> watches)
                Context.Items[WatchesKey] = watches = [];
            return watches;
        }
    }

    private WatchName NameOf(WatchRequest request)
    {
        var ids = (request.Ids ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (!Limits.Contains(request.Limit))
            throw new HubException("limit must be 10, 25 or 100.");
        if (ids.Length > MaxIds || !Array.TrueForAll(ids, Field.IsId))
            throw new HubException($"ids: at most {MaxIds}, each 1 to 64 characters of A-Z a-z 0-9 . _ : -");
        if (request.Team is not null && !Field.IsId(request.Team))
            throw new HubException("team must be a team's id.");
        try
        {
            requests.Now(request.Subject ?? "", request.Measure ?? "", request.Period ?? "", request.Team);
        }
        catch (ApiRefusedException refused)
        {
            throw new HubException(refused.Message, refused);
        }

        return new WatchName(request.Subject ?? "", request.Measure ?? "", request.Period ?? "", request.Team, request.Limit, ids);
    }
}
