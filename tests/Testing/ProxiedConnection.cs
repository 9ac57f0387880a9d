using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leaderboard.Testing;

/// <summary>A cut that waits for its question.</summary>
internal sealed class ArmedCut(CutMoment moment, string[] texts)
{
    private readonly byte[][] _texts = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CutMoment Moment => moment;

    public Task Done => _done.Task;

    public bool Matches(ReadOnlySpan<byte> question)
    {
        foreach (var text in _texts)
        {
            if (question.IndexOf(text) < 0)
                return false;
        }

        return true;
    }

    public void Finish() => _done.TrySetResult();
}

/// <summary>One client's connection and its twin to the server.</summary>
internal sealed class ProxiedConnection(TcpProxy proxy, TcpClient client)
{
    private const int BufferBytes = 16 * 1024;

    private readonly MemoryStream _question = new();
    private readonly Lock _lock = new();
    private ArmedCut? _cut;
    private TcpClient? _server;

    /// <summary>PostgreSQL's ReadyForQuery outside a transaction: what was asked is done, and durable.</summary>
    private static ReadOnlySpan<byte> Ready => [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    public async Task RunAsync(IEnumerable<int> serverPorts)
    {
        try
        {
            client.NoDelay = true;

            // With no server there the client learns it from the closed connection.
            if (await ConnectAsync(serverPorts) is { } server)
                await Task.WhenAny(AskAsync(client.GetStream(), server.GetStream()), AnswerAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception end) when (end is InvalidOperationException or ObjectDisposedException)
        {
            // Closed meanwhile.
        }
        finally
        {
            Close();
            Volatile.Read(ref _cut)?.Finish();
        }
    }

    public void Close()
    {
        client.Dispose();
        _server?.Dispose();
    }

    private async Task<TcpClient?> ConnectAsync(IEnumerable<int> serverPorts)
    {
        foreach (var port in serverPorts)
        {
            var server = new TcpClient { NoDelay = true };
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, port);
                return _server = server;
            }
            catch (SocketException)
            {
                server.Dispose();
            }
        }

        return null;
    }

    private async Task AskAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer)) > 0;)
            {
                if (IsCutBefore(buffer.AsSpan(0, count)))
                    return;
                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // One side has gone; the other follows.
        }
    }

    private bool IsCutBefore(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _question.Write(bytes);
            if (_cut is null && proxy.Triggered(_question.GetBuffer().AsSpan(0, (int)_question.Length)) is { } cut)
                _cut = cut;
            return _cut?.Moment == CutMoment.BeforeMessage;
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer)) > 0;)
            {
                if (IsDropped(buffer.AsSpan(0, count), out var isLast))
                {
                    if (isLast)
                        return;
                    continue;
                }

                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // One side has gone; the other follows.
        }
    }

    private bool IsDropped(ReadOnlySpan<byte> bytes, out bool isLast)
    {
        lock (_lock)
        {
            _question.SetLength(0);
            isLast = bytes.EndsWith(Ready);
            return _cut is not null;
        }
    }
}
