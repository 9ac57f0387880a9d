using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Leaderboard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Leaderboard.Hosting;

/// <summary>Puts the processes of a cluster together: silos that hold the grains, and web nodes that call them.</summary>
public static class ClusterSetup
{
    private const string Invariant = "Npgsql";

    /// <summary>A call in flight to a process that has died ends after it; with the repeat that follows, this is the outage.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How often a web node looks which silos there are.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Opens the database and makes this process a silo of the cluster. Throws as <see cref="SiloSetup.AddEmbeddedSiloAsync"/> does.</summary>
    public static async Task AddClusterSiloAsync(this WebApplicationBuilder builder)
    {
        var options = SiloSetup.ReadOptions(builder.Configuration, cluster: true);
        var cluster = options.Cluster ?? new ClusterSettings();
        var databases = await DatabaseSetup.OpenAsync(options);
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{cluster.Address ?? "*"}:{cluster.HealthPort}"));
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(c => (c.ServiceId, c.ClusterId) = (SiloSetup.ServiceId, cluster.Name));
            silo.Configure<ClusterMembershipOptions>(DetectFailures);
            silo.UseAdoNetClustering(c => (c.Invariant, c.ConnectionString) = (Invariant, databases.GrainStateConnection));
            silo.UseAdoNetReminderService(r => (r.Invariant, r.ConnectionString) = (Invariant, databases.GrainStateConnection));
            silo.ConfigureEndpoints(AddressOf(cluster), cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: cluster.Address is null);
            silo.AddLeaderboard(databases, options);
            silo.Configure<ExceptionSerializationOptions>(LetDriverFailuresCross);
            silo.Configure<SiloMessagingOptions>(m => m.ResponseTimeout = ResponseTimeout);
        });
    }

    /// <summary>Makes this process a client of the cluster's silos; it keeps no grains, and of the database only the keys of forms and cookies. Throws as <see cref="AddClusterSiloAsync"/> does.</summary>
    public static async Task<PeopleConnection> AddClusterClientAsync(this IHostApplicationBuilder builder)
    {
        var options = SiloSetup.ReadOptions(builder.Configuration, cluster: true);
        var cluster = options.Cluster ?? new ClusterSettings();
        var databases = await DatabaseSetup.OpenAsync(options);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(c => (c.ServiceId, c.ClusterId) = (SiloSetup.ServiceId, cluster.Name));
            client.UseAdoNetClustering(c => (c.Invariant, c.ConnectionString) = (Invariant, databases.GrainStateConnection));
            client.Configure<ExceptionSerializationOptions>(LetDriverFailuresCross);
            client.Configure<ClientMessagingOptions>(m => m.ResponseTimeout = ResponseTimeout);
            client.Configure<GatewayOptions>(g => g.GatewayListRefreshPeriod = GatewayRefresh);
            if (options.Dashboard)
                client.AddDashboard(d => d.HideTrace = true);
            client.UseConnectionRetryFilter<PatientConnection>();
        });
        builder.Services.AddSingleton(databases.Installation.Settings).AddSingleton(databases.Installation.Calendar);
        builder.Services.AddSingleton(_ => databases).AddSingleton(s => new DocumentStore(s.GetRequiredService<OpenDatabases>().Journal)).AddSingleton<SharedKeys>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<SharedKeys>((management, keys) => management.XmlRepository = keys);
        builder.Services.TryAddTimeProvider();
        return databases.People;
    }

    /// <summary>
    /// A silo that does not answer for about seven seconds is voted out. Quicker, and a long collection of garbage or a busy
    /// host costs a healthy silo its place; slower, and its partitions wait. By default a frozen silo kept them for a minute.
    /// </summary>
    private static void DetectFailures(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;

        // Of two silos only one is left to vote.
        membership.NumVotesForDeathDeclaration = 1;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);

        // After all silos were killed, a new one waits until the rows of the old are this stale, and no longer.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    /// <summary>The cause of an outage travels with it; an exception of a type that may not would lose the whole answer.</summary>
    private static void LetDriverFailuresCross(ExceptionSerializationOptions exceptions) => exceptions.SupportedNamespacePrefixes.Add("Npgsql");

    private static IPAddress AddressOf(ClusterSettings cluster) => cluster.Address is { } address
        ? IPAddress.Parse(address)
        : NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;

    /// <summary>A web node that starts before the silos waits for them.</summary>
    private sealed class PatientConnection(TimeProvider time) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }
    }
}
