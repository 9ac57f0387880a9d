using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Leaderboard.Testing;
using Npgsql;

namespace Leaderboard.Faults.Cluster;

/// <summary>Two silos and two web nodes on one PostgreSQL, each a process of its own, all on the loopback.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private const int Size = 2;
    private const int MostOutput = 10_000;

    private readonly TempFolder _folder = new();
    private readonly string _database;
    private readonly TcpProxy _balancer;
    private readonly string _name = "c" + Guid.NewGuid().ToString("N");

    private int _turn;
    private ClusterContest? _contest;

    private RunningCluster(string database)
    {
        _database = database;
        _balancer = new TcpProxy(() => WebPorts(Interlocked.Increment(ref _turn)));
    }

    public RunningProgram[] Silos { get; } = new RunningProgram[Size];

    public RunningProgram[] Webs { get; } = new RunningProgram[Size];

    /// <summary>What a silo is called by operators.</summary>
    public string[] Endpoints { get; } = new string[Size];

    /// <summary>The end of what every process has written, for a test that fails.</summary>
    public string Output => string.Join('\n', Silos.Concat(Webs).Select(p => p.Output.Length > MostOutput ? p.Output[^MostOutput..] : p.Output));

    /// <summary>A balancer: each connection goes to the next web node in turn that takes it.</summary>
    public Uri Address => AddressOf(_balancer);

    /// <summary>What is to be paid once, whatever happens.</summary>
    public ClusterContest Contest => _contest ?? throw new InvalidOperationException("Not started.");

    /// <summary>The database, past the programs.</summary>
    public Books Books => Books.OfPostgreSql(_database);

    /// <param name="database">A fresh one: whichever process comes first makes it.</param>
    /// <param name="cancel">Of the test.</param>
    public static async Task<RunningCluster> StartAsync(string database, CancellationToken cancel)
    {
        var cluster = new RunningCluster(database);
        try
        {
            // All at once: they meet at the schema's lock, and web nodes wait for silos.
            await Task.WhenAll(Enumerable.Range(0, Size).SelectMany(i => new[] { cluster.StartSiloAsync(i, cancel), cluster.StartWebAsync(i, cancel) }));
            cluster._contest = await ClusterContest.ScheduleAsync(cluster.Webs[0].Http, cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps the heads of the journal from its writers.</summary>
    /// <param name="cancel">Of the test.</param>
    /// <param name="held">What brings a lot that has to wait; null: one is on its way already.</param>
    /// <returns>What lets go of them, and a silo with a lot that waits for them.</returns>
    public async Task<(IAsyncDisposable Hold, RunningProgram Waiting)> HoldHeadsAsync(CancellationToken cancel, Func<Task>? held = null)
    {
        var hold = await HoldAsync(cancel);
        if (held is not null)
            await held();
        string? waiting = null;

        // On a line of its own: within a transaction the server shows one and the same picture of who waits, however often it is asked.
        await using var look = new NpgsqlConnection(_database);
        await look.OpenAsync(cancel);
        await Eventually.TrueAsync(
            "a lot waits for its heads",
            TimeSpan.FromSeconds(10),
            async () =>
            {
                await using var ask = new NpgsqlCommand("SELECT min(application_name) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND application_name LIKE 'silo-%'", look);
                return (waiting = await ask.ExecuteScalarAsync(cancel) as string) is not null;
            },
            cancel);
        return (hold, Silos.Single(s => waiting == NameOf(Array.IndexOf(Silos, s))));
    }

    /// <summary>Again when it met a lot head on: that one has gone on then.</summary>
    private async Task<NpgsqlConnection> HoldAsync(CancellationToken cancel)
    {
        while (true)
        {
            var hold = new NpgsqlConnection(_database);
            try
            {
                await hold.OpenAsync(cancel);
                await hold.BeginTransactionAsync(cancel);
                await using var heads = new NpgsqlCommand("SELECT partition FROM ledger_head ORDER BY partition FOR UPDATE", hold);
                await heads.ExecuteNonQueryAsync(cancel);
                return hold;
            }
            catch (PostgresException met) when (met.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                await hold.DisposeAsync();
            }
        }
    }

    public async Task StartSiloAsync(int place, CancellationToken cancel)
    {
        var ports = FreePorts.Take(2);
        Endpoints[place] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports[0]}");
        Silos[place] = await RunningProgram.StartSiloAsync(Start(place, new(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Leaderboard"] = $"{_database};Application Name={NameOf(place)}",
            ["Leaderboard__ClockOffsetFile"] = ClockFile(place),
            ["Leaderboard__Cluster__Address"] = "127.0.0.1",
            ["Leaderboard__Cluster__HealthPort"] = "0",
            ["Leaderboard__Cluster__SiloPort"] = ports[0].ToString(CultureInfo.InvariantCulture),
            ["Leaderboard__Cluster__GatewayPort"] = ports[1].ToString(CultureInfo.InvariantCulture),
        }), cancel);
    }

    public async Task StartWebAsync(int place, CancellationToken cancel) =>
        Webs[place] = await RunningProgram.StartAsync(Start(place, new(StringComparer.Ordinal)), cancel);

    /// <summary>The clock of a silo's machine jumps to this far from the true time.</summary>
    public async Task SetClockAsync(int silo, TimeSpan offset, CancellationToken cancel)
    {
        var next = ClockFile(silo) + ".next";
        await File.WriteAllTextAsync(next, offset.ToString("c", CultureInfo.InvariantCulture), cancel);
        File.Move(next, ClockFile(silo), overwrite: true);
    }

    /// <summary>Ports of the web nodes.</summary>
    /// <param name="first">Which comes first.</param>
    public IEnumerable<int> WebPorts(int first) => Enumerable.Range(first, Size).Select(i => Webs[i % Size].Http.BaseAddress!.Port);

    public static Uri AddressOf(TcpProxy proxy) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{proxy.Port}"));

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var program in Webs.Concat(Silos))
        {
            if (program is not null)
                await program.DisposeAsync();
        }

        _folder.Dispose();
    }

    private string ClockFile(int silo) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"clock-{silo}"));

    private static string NameOf(int silo) => string.Create(CultureInfo.InvariantCulture, $"silo-{silo}");

    private ProgramStart Start(int place, Dictionary<string, string> environment)
    {
        environment["Leaderboard__Cluster__Name"] = _name;
        return new ProgramStart(_folder.File(place.ToString(CultureInfo.InvariantCulture))) { PostgreSql = _database, Environment = environment };
    }
}
