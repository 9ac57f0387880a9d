using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Leaderboard.Testing;

/// <summary>When a proxy cuts a connection that carries the message it waits for.</summary>
public enum CutMoment
{
    /// <summary>The server never sees the message.</summary>
    BeforeMessage = 1,

    /// <summary>The server has done what it was told and has answered; the client never sees the answer.</summary>
    AfterAnswer = 2,
}

/// <summary>Stands between a client and a server, or several, and cuts connections on command.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<IEnumerable<int>> _serverPorts;
    private readonly Task _accepting;
    private ArmedCut? _armed;

    public TcpProxy(int serverPort)
        : this(() => [serverPort])
    {
    }

    /// <param name="serverPorts">Asked at each connection, which goes to the first that takes it.</param>
    public TcpProxy(Func<IEnumerable<int>> serverPorts)
    {
        _serverPorts = serverPorts;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts the next connection whose client sends all of these texts in one question.</summary>
    /// <returns>Completes when it has been cut.</returns>
    public Task CutNext(CutMoment moment, params string[] texts)
    {
        var cut = new ArmedCut(moment, texts);
        Volatile.Write(ref _armed, cut);
        return cut.Done;
    }

    /// <summary>Cuts every connection, whatever it is doing.</summary>
    public void CutAll()
    {
        foreach (var connection in _connections.Keys)
            connection.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    /// <summary>Takes the armed cut, if these bytes are what it waits for.</summary>
    internal ArmedCut? Triggered(ReadOnlySpan<byte> question)
    {
        var cut = Volatile.Read(ref _armed);
        return cut is not null && cut.Matches(question) && Interlocked.CompareExchange(ref _armed, null, cut) == cut ? cut : null;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var connection = new ProxiedConnection(this, client);
                _connections[connection] = Task.Run(() => RunAsync(connection));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task RunAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(_serverPorts());
        _connections.TryRemove(connection, out _);
    }
}
