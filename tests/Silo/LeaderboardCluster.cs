using Leaderboard.Hosting;
using Leaderboard.Notices;
using Leaderboard.Silo.Notices;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace Leaderboard.Silo;

/// <summary>A real silo in this process on a fresh database, shared by the tests of a class; tests use fresh ids.</summary>
public abstract class LeaderboardCluster : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;
    private LeaderboardOptions? _options;
    private OpenDatabases? _databases;

    /// <summary>Stands still unless a test moves it. 2026-11-23 10:15 in Shanghai.</summary>
    public FakeTimeProvider Time { get; init; } = new(new DateTimeOffset(2026, 11, 23, 2, 15, 0, TimeSpan.Zero));

    /// <summary>Other settings than those of most tests.</summary>
    public Action<LeaderboardOptions>? Settings { get; init; }

    /// <summary>More than one share the work, the database and the clock.</summary>
    public short SiloCount { get; init; } = 1;

    /// <summary>For a second path to the same database.</summary>
    public string ConnectionString { get; private set; } = "";

    public IGrainFactory Grains => Cluster.Client;

    public IServiceProvider Services => Cluster.GetSiloServiceProvider();

    /// <summary>Of each silo.</summary>
    public IEnumerable<IServiceProvider> AllServices => Cluster.Silos.Select(s => Cluster.GetSiloServiceProvider(s.SiloAddress));

    internal Database Database => Services.GetRequiredService<Database>();

    /// <summary>The one way notices go.</summary>
    internal TestChannel Channel { get; } = new();

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var options = _options = await OptionsAsync();
        options.SecondApprovalAbove = 1_000;

        // Weeks of a clock that is moved are weeks of everything that looks every few seconds.
        (options.RequestsExpireAfter, options.UnclaimedExpireAfter, options.RemindBeforeExpiry) = (TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.Zero);
        Settings?.Invoke(options);
        ConnectionString = options.ConnectionString ?? $"Data Source={options.LeaderboardFile}";
        await StartAsync(options);
    }

    /// <summary>Nothing runs while it happens, such as time going by; then all is started again.</summary>
    public async Task WhileDownAsync(Action happens)
    {
        await Cluster.DisposeAsync();
        happens();

        // A host that ends closes its databases.
        await StartAsync(_options ?? throw new InvalidOperationException("Not started."));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_databases is not null)
            await _databases.DisposeAsync();
        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<LeaderboardOptions> OptionsAsync();

    private async Task StartAsync(LeaderboardOptions options)
    {
        var databases = _databases = await DatabaseSetup.OpenAsync(options);
        var builder = new InProcessTestClusterBuilder(SiloCount);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<INoticeChannel>(Channel);
            silo.AddLeaderboard(databases, options);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;
}

public sealed class SqliteCluster : LeaderboardCluster
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lb-test-").FullName;

    protected override ValueTask<LeaderboardOptions> OptionsAsync() => ValueTask.FromResult(new LeaderboardOptions { DataDirectory = _folder });

    protected override ValueTask CleanUpAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
