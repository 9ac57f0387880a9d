using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Leaderboard.Testing;

/// <summary>Files by which a server proves who it is, and what it is to speak.</summary>
/// <param name="CertificateFile">PEM.</param>
/// <param name="KeyFile">PEM.</param>
/// <param name="IsImmediate">TLS from the first byte on; false: from STARTTLS on, before which it takes nothing.</param>
public sealed record SmtpIdentity(string CertificateFile, string KeyFile, bool IsImmediate);

/// <summary>
/// A mail server that others wrote (aiosmtpd), as a process of its own on a port of the loopback. It takes every mail, and keeps it in a folder before it
/// answers. It ends with the test process, however that ends: its leash waits on a pipe that closes then.
/// </summary>
public sealed class SmtpProcess(SmtpIdentity? identity = null) : IAsyncDisposable
{
    private const string Program = "/usr/bin/aiosmtpd";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    /// <summary>Listens to nobody, and keeps the port from others while the server is down.</summary>
    private readonly Socket _place = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private Process? _process;
    private Process? _leash;

    public static bool IsInstalled { get; } = File.Exists(Program);

    public int Port { get; private set; }

    /// <summary>The files of all mails, also of those that one before it took that was killed. Two headers say what came before each: <c>X-MailFrom</c> and <c>X-RcptTo</c>.</summary>
    public string[] Mails() => Directory.Exists(Taken) ? Directory.GetFiles(Taken) : [];

    private string Taken => Path.Combine(_folder.Path, "mails", "new");

    /// <summary>Starts it; after it was killed, where it was before.</summary>
    public async Task StartAsync()
    {
        if (_place.LocalEndPoint is null)
            _place.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_place.LocalEndPoint!).Port;
        string[] arguments = ["-n", "-l", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), .. Shown(), "-c", "aiosmtpd.handlers.Mailbox", _folder.File("mails")];
        _process = Start(Program, arguments);
        _leash = Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"cat >/dev/null; kill -KILL {_process.Id}")]);
        await Eventually.TrueAsync("the mail server listens", StartPatience, ListensAsync);
    }

    /// <summary>SIGKILL: no handler, no goodbye to whoever is sending.</summary>
    public async Task KillAsync()
    {
        await EndAsync(_process);
        await EndAsync(_leash);
        (_process, _leash) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _place.Dispose();
        _folder.Dispose();
    }

    private string[] Shown() => identity switch
    {
        null => [],
        { IsImmediate: true } => ["--smtpscert", identity.CertificateFile, "--smtpskey", identity.KeyFile],
        _ => ["--tlscert", identity.CertificateFile, "--tlskey", identity.KeyFile],
    };

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true })
        ?? throw new InvalidOperationException($"{program} could not be started.");

    private static async Task EndAsync(Process? process)
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        if (_process is { HasExited: true })
            throw new InvalidOperationException("The mail server ended.");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
