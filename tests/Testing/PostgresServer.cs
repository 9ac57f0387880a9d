using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Leaderboard.Testing;

/// <summary>
/// A PostgreSQL server of this test process alone, with fsync on: a fresh cluster in a temporary folder on a free port. It
/// ends with the process, however that ends: its keeper waits on a pipe that closes then.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private readonly Process _keeper;
    private readonly string _log;

    private PostgresServer(Process keeper, int port, string log)
    {
        _keeper = keeper;
        _log = log;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Where the server's programs are; null when PostgreSQL is not installed.</summary>
    public static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max(StringComparer.Ordinal)
        : null;

    /// <summary>One server for the whole test process; nobody disposes it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    public static async Task<PostgresServer> StartAsync()
    {
        var binaries = Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var folder = Directory.CreateTempSubdirectory("lb-pg-").FullName;
        var isRoot = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);
        if (isRoot)
            await RunAsync("chown", "postgres", folder);
        var port = FreePorts.One();
        var script = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            cd {folder}
            {binaries}/initdb -D {folder}/data -A trust -U postgres -E UTF8 --locale=C >{folder}/log 2>&1 || exit 1
            run() {'{'} {binaries}/postgres -D {folder}/data -p {port} -k {folder} -h 127.0.0.1 -c max_connections=300 >>{folder}/log 2>&1 & server=$!; {'}'}
            stop() {'{'} [ -n "$server" ] && kill -"$1" "$server" && wait "$server"; server=; {'}'}
            run
            while read -r order; do
              case $order in
                crash) stop QUIT ;;
                run) run ;;
              esac
            done
            stop INT
            rm -rf {folder}
            """);
        string[] command = isRoot ? ["runuser", "-u", "postgres", "--", "sh", "-c", script] : ["sh", "-c", script];
        var keeper = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("The server could not be started.");
        var server = new PostgresServer(keeper, port, Path.Combine(folder, "log"));
        await server.WaitAsync();
        return server;
    }

    /// <summary>A fresh database: an empty one, or as another is to which nobody is connected.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string template = "template1")
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends the server as a crash does: connections are cut, nothing is tidied up. Returns when nobody listens.</summary>
    public async Task CrashAsync()
    {
        await OrderAsync("crash");
        await Eventually.TrueAsync("the server is gone", TimeSpan.FromSeconds(30), async () => !await ListensAsync());
    }

    /// <summary>Starts a crashed server again; returns when it has recovered.</summary>
    public async Task RunAgainAsync()
    {
        await OrderAsync("run");
        await WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Maximum Pool Size=40");

    private async Task OrderAsync(string order)
    {
        await _keeper.StandardInput.WriteLineAsync(order);
        await _keeper.StandardInput.FlushAsync();
    }

    private async Task<bool> ListensAsync()
    {
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

    private async Task WaitAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(patience.Token);
                return;
            }
            catch (NpgsqlException) when (!_keeper.HasExited)
            {
                await Task.Delay(20, patience.Token);
            }
            catch (NpgsqlException failure)
            {
                throw new InvalidOperationException("PostgreSQL did not start: " + await File.ReadAllTextAsync(_log), failure);
            }
        }
    }
}
