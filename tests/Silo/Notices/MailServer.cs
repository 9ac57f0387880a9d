using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Leaderboard.Silo.Notices;

/// <summary>A server of mail on a port of the loopback: takes all mails but those to people it is told to refuse.</summary>
internal sealed class MailServer(X509Certificate2? certificate = null, bool isSecure = false) : IAsyncDisposable
{
    public const string User = "leaderboard";
    public const string Password = "s3cret";

    private readonly ConcurrentQueue<(string From, string[] To, MimeMessage Message)> _mails = new();
    private readonly ConcurrentDictionary<string, SmtpReplyCode> _refused = new(StringComparer.Ordinal);

    /// <summary>Listens to nobody, and keeps the port from others while the server is stopped.</summary>
    private readonly Socket _place = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private SmtpServer.SmtpServer? _server;
    private Task _running = Task.CompletedTask;

    public int Port { get; private set; }

    /// <summary>Those to one address.</summary>
    public MimeMessage[] MailsTo(string address) => [.. _mails.Where(m => m.To.Contains(address, StringComparer.Ordinal)).Select(m => m.Message)];

    public (string From, string[] To, MimeMessage Message)[] Mails() => [.. _mails];

    /// <summary>Nothing is taken that is for somebody; null: again it is.</summary>
    public void Refuse(string address, SmtpReplyCode? code)
    {
        if (code is { } refusal)
            _refused[address] = refusal;
        else
            _refused.TryRemove(address, out _);
    }

    /// <summary>Listens; after a stop, where it did before.</summary>
    public async Task StartAsync()
    {
        if (_place.LocalEndPoint is null)
            _place.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var place = (IPEndPoint)_place.LocalEndPoint!;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, _) => started.TrySetResult();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e =>
        {
            e.Endpoint(place).IsSecure(isSecure);
            if (certificate is not null)
                e.Certificate(certificate).AuthenticationRequired();
        }).Build();
        var store = new Store(this);
        _server = new SmtpServer.SmtpServer(options, new ServiceCollection()
            .AddSingleton<IEndpointListenerFactory>(listeners)
            .AddSingleton<IMessageStore>(store)
            .AddSingleton<IUserAuthenticator>(new DelegatingUserAuthenticator((user, password) => user == User && password == Password))
            .BuildServiceProvider());
        _running = _server.StartAsync(CancellationToken.None);
        await started.Task;
        Port = place.Port;
    }

    public async Task StopAsync()
    {
        _server?.Shutdown();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _place.Dispose();
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            var to = transaction.To.Select(t => t.AsAddress()).ToArray();
            if (Array.Find(to, server._refused.ContainsKey) is { } refused)
                return new SmtpResponse(server._refused[refused], "no, said of " + refused);
            using var bytes = new MemoryStream(buffer.ToArray());
            server._mails.Enqueue((transaction.From.AsAddress(), to, await MimeMessage.LoadAsync(bytes, cancellationToken)));
            return SmtpResponse.Ok;
        }
    }
}
