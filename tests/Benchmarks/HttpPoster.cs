using System.Buffers.Text;
using System.Net.Sockets;

namespace Leaderboard.Benchmarks;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends prepared requests. Several times cheaper than <see cref="HttpClient"/>,
/// which on a small machine would be most of what is measured.
/// </summary>
internal sealed class HttpPoster(Uri server) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[1 << 18];

    public async Task ConnectAsync() => await _socket.ConnectAsync(server.Host, server.Port);

    /// <summary>The answer's body, until the next call. Throws for anything but 200.</summary>
    public async Task<ReadOnlyMemory<byte>> PostAsync(ReadOnlyMemory<byte> request)
    {
        var answer = await SendAsync(request);
        return answer.IsAccepted ? answer.Body : throw new IOException(System.Text.Encoding.UTF8.GetString(answer.Whole.Span));
    }

    /// <summary>Any answer, until the next call.</summary>
    public async Task<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);
        var (length, bodyAt, end) = (0, 0, int.MaxValue);
        while (length < end)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (bodyAt == 0 && (bodyAt = _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) + 4) > 3)
                end = LengthOf(_answer.AsSpan(0, bodyAt)) is { } body ? bodyAt + body : int.MaxValue;
            else if (bodyAt == 3)
                bodyAt = 0;
            if (bodyAt > 0 && end == int.MaxValue && _answer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8))
                end = length;
        }

        return new HttpAnswer(_answer.AsMemory(0, end), bodyAt);
    }

    /// <summary>The number behind a name.</summary>
    public static int Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..], out int value, out _) ? value : throw new IOException("The answer is not understood.");
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Null for a body in chunks.</summary>
    private static int? LengthOf(ReadOnlySpan<byte> head) => head.IndexOf("Content-Length: "u8) < 0 ? null : Number(head, "Content-Length: "u8);
}

/// <param name="Whole">With the head.</param>
/// <param name="BodyAt">Where the body begins.</param>
internal readonly record struct HttpAnswer(ReadOnlyMemory<byte> Whole, int BodyAt)
{
    public bool IsAccepted => Whole.Span.StartsWith("HTTP/1.1 200"u8);

    /// <summary>"Not now": says when to come again.</summary>
    public bool IsRefused =>
        (Whole.Span.StartsWith("HTTP/1.1 503"u8) || Whole.Span.StartsWith("HTTP/1.1 429"u8)) && Whole.Span.IndexOf("Retry-After: "u8) > 0;

    public ReadOnlyMemory<byte> Body => Whole[BodyAt..];
}
