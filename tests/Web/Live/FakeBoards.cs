using System.Collections.Concurrent;
using System.Reflection;
using Leaderboard.Boards;
using Microsoft.AspNetCore.SignalR;
using Orleans;

namespace Leaderboard.Web.Live;

/// <summary>Boards that do what a test says, by window key, and what was said to them.</summary>
public sealed class FakeBoards
{
    private readonly ConcurrentDictionary<string, FakeBoard> _boards = new(StringComparer.Ordinal);

    public FakeBoards()
    {
        Factory = DispatchProxy.Create<IGrainFactory, GrainProxy>();
        ((GrainProxy)Factory).Boards = this;
    }

    public IGrainFactory Factory { get; }

    /// <summary>Ears that were given back.</summary>
    public ConcurrentBag<object> Deleted { get; } = [];

    public FakeBoard this[string windowKey] => _boards.GetOrAdd(windowKey, static _ => new FakeBoard());

    /// <summary>Public for the proxy's sake.</summary>
    public class GrainProxy : DispatchProxy
    {
        public FakeBoards? Boards { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod?.Name, args)
            {
                case ("GetGrain", [GrainId id, ..]):
                    return Boards?[GrainKeys.IdOf(id.Key.ToString() ?? "")];
                case ("CreateObjectReference", [{ } ear]):
                    return ear;
                case ("DeleteObjectReference", [{ } ear]):
                    Boards?.Deleted.Add(ear);
                    return null;
                default:
                    throw new NotSupportedException(targetMethod?.Name);
            }
        }
    }
}

/// <summary>One board: its epoch and revision are set by the test, its calls are counted.</summary>
public sealed class FakeBoard : IBoardGrain
{
    public string Epoch { get; set; } = "e1";

    public long Revision { get; set; } = 1;

    public bool Knows { get; set; } = true;

    public Exception? Failure { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Hang { get; set; }

    public IBoardObserver? Ear { get; private set; }

    public int Watches { get; private set; }

    public int Renewals { get; private set; }

    public int Unwatches { get; private set; }

    public BoardPage Page() => new()
    {
        Epoch = Epoch, Revision = Revision, AsOf = default, Total = 0, Sum = 0, Standings = [],
    };

    public async Task<BoardPage> Watch(BoardView view, IBoardObserver observer)
    {
        Watches++;
        await AnswerAsync();
        Ear = observer;
        Knows = true;
        return Page();
    }

    public async Task<BoardPulse> Renew(BoardView view, IBoardObserver observer)
    {
        Renewals++;
        await AnswerAsync();
        return new BoardPulse { Known = Knows, Epoch = Epoch, Revision = Revision, AsOf = default };
    }

    public Task Unwatch(BoardView view, IBoardObserver observer)
    {
        Unwatches++;
        return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
    }

    /// <summary>The board changes, and tells its watcher.</summary>
    public Task ChangeAsync()
    {
        var since = Revision++;
        return Ear?.Changed(Page(), since) ?? throw new InvalidOperationException("Nobody watches.");
    }

    public Task<BoardPage> Read(BoardSelection selection, int offset, int limit) => throw new NotSupportedException();

    public Task<BoardStatement> State(BoardSelection[] selections) => throw new NotSupportedException();

    public Task<Standing?> Find(BoardSelection selection, string memberId) => throw new NotSupportedException();

    public Task<BoardPage?> Around(BoardSelection selection, string memberId, int limit) => throw new NotSupportedException();

    public Task<BoardRace> Race(BoardSelection selection, int leaders) => throw new NotSupportedException();

    public Task Drain() => throw new NotSupportedException();

    private async Task AnswerAsync()
    {
        if (Hang is { } hang)
            await hang.Task;
        if (Failure is { } failure)
            throw failure;
    }
}

/// <summary>Keeps what is sent to groups.</summary>
internal sealed class FakeHub : IHubContext<LiveHub>, IHubClients
{
    /// <summary>Method, message, and the connection left out; null for none.</summary>
    public ConcurrentQueue<(string Method, object? Message, string? Except)> Sent { get; } = new();

    public IHubClients Clients => this;

    public IGroupManager Groups => throw new NotSupportedException();

    public IClientProxy All => throw new NotSupportedException();

    public IClientProxy Group(string groupName) => new Proxy(this, null);

    public IClientProxy GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => new Proxy(this, excludedConnectionIds.Single());

    public IClientProxy AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

    public IClientProxy Client(string connectionId) => throw new NotSupportedException();

    IClientProxy IHubClients<IClientProxy>.Clients(IReadOnlyList<string> connectionIds) => throw new NotSupportedException();

    IClientProxy IHubClients<IClientProxy>.Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

    public IClientProxy User(string userId) => throw new NotSupportedException();

    public IClientProxy Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();

    private sealed class Proxy(FakeHub hub, string? except) : IClientProxy
    {
        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            hub.Sent.Enqueue((method, args.Single(), except));
            return Task.CompletedTask;
        }
    }
}
