using System.Globalization;
using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>The same load on one and on two silos of a cluster, on the same machine: what the second process costs.</summary>
internal static class TwoSilos
{
    private const int Clients = 16;
    private const int Receipts = 100;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scoreboard scores)
    {
        if (!BenchmarkDatabase.Kinds.Contains(DatabaseKind.PostgreSql))
            return;
        await using var embedded = await RunningSilos.StartAsync(0);
        await using var one = await RunningSilos.StartAsync(1);
        await using var two = await RunningSilos.StartAsync(2);
        foreach (var silos in new[] { embedded, one, two })
            await silos.Clients.PostAsync(Warming);
        var rounds = await Rounds.RunAsync(
            async _ => (await embedded.Clients.PostAsync(Duration)).PerSecond,
            async _ => (await one.Clients.PostAsync(Duration)).PerSecond,
            async _ => (await two.Clients.PostAsync(Duration)).PerSecond);
        scores.Note($"silos: everything in one process {rounds.Median(0):N0}/s, one silo and one web node {rounds.Median(1):N0}/s, two silos and one web node {rounds.Median(2):N0}/s");
        scores.Note($"silos: a process of its own for the silo keeps {rounds.Ratio(1, 0):N2}× of the rate, the second silo {rounds.Ratio(2, 1):N2}× of that");
    }

    private sealed class RunningSilos : IAsyncDisposable
    {
        private readonly List<ChildProcess> _processes = [];

        public required BenchmarkDatabase Database { get; init; }

        public required PostingClients Clients { get; set; }

        /// <param name="silos">0: in the web node's process.</param>
        public static async Task<RunningSilos> StartAsync(int silos)
        {
            var running = new RunningSilos { Database = await BenchmarkDatabase.CreateAsync(DatabaseKind.PostgreSql), Clients = null! };
            if (silos == 0)
            {
                running._processes.Add(await Product.StartAsync(running.Database));
            }
            else
            {
                var settings = running.Database.Settings();
                settings["Logging:LogLevel:Default"] = "Warning";
                settings["Leaderboard:Cluster:Name"] = "bench" + Guid.NewGuid().ToString("N");
                settings["Leaderboard:Cluster:Address"] = "127.0.0.1";
                for (var silo = 0; silo < silos; silo++)
                {
                    settings["Leaderboard:Cluster:SiloPort"] = FreePorts.One().ToString(CultureInfo.InvariantCulture);
                    settings["Leaderboard:Cluster:GatewayPort"] = FreePorts.One().ToString(CultureInfo.InvariantCulture);
                    running._processes.Add(await ChildProcess.StartAsync(
                        Path.Combine(AppContext.BaseDirectory, "Leaderboard.Silo.dll"),
                        url => ["--Leaderboard:Cluster:HealthPort", new Uri(url).Port.ToString(CultureInfo.InvariantCulture)],
                        settings,
                        "health/ready"));
                }

                settings["Leaderboard:BootstrapApiKey"] = Product.Key;
                settings["Leaderboard:MaxRequestsPerSecondPerKey"] = "0";
                running._processes.Add(await ChildProcess.StartAsync(await Product.PublishedAsync(), url => ["--urls", url], settings, "health/ready"));
            }

            var web = running._processes[^1].Address;
            await Product.PutRosterAsync(web, PostingClients.Collectors);
            running.Clients = await PostingClients.ConnectAsync(web, TwoSilos.Clients, Receipts);
            return running;
        }

        public async ValueTask DisposeAsync()
        {
            Clients.Dispose();
            foreach (var process in _processes)
                await process.DisposeAsync();
            Database.Dispose();
        }
    }
}
