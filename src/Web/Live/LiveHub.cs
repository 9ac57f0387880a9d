using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Leaderboard.Web.Live;

/// <summary>Where walls and phones listen: <c>Watch</c>, then <c>board</c> and <c>heartbeat</c> messages.</summary>
[Authorize(Policies.Look)]
internal sealed class LiveHub(WatchBook book, BoardRequests requests) : Hub
{
    private const int MaxIds = 20;

    /// <summary>A wall has a handful of scenes; more is a mistake or worse.</summary>
    private const int MaxWatches = 20;

    private const string WatchesKey = "watches";
    private static readonly int[] Limits = [10, 25, 100];

    public async Task Watch(WatchRequest request)
    {
        var name = NameOf(request);
        var watches = Watches;
        if (!watches.Contains(name) && watches.Count >= MaxWatches)
            throw new HubException($"At most {MaxWatches} watches on one connection.");
        await Groups.AddToGroupAsync(Context.ConnectionId, name.Group, Context.ConnectionAborted);
        var snapshot = await book.JoinAsync(name, isNew: watches.Add(name));
        await Clients.Caller.SendAsync("board", snapshot, Context.ConnectionAborted);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var name in Watches)
            await book.LeaveAsync(name);
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
