using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Leaderboard.Hosting;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Benchmarks;

internal static class Scratch
{
    public static async Task RunAsync(string db, int callers, int batch, int seconds)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var folder = Directory.CreateTempSubdirectory("lb-bench-").FullName;
        builder.Configuration["Leaderboard:DataDirectory"] = folder;
        if (db != "sqlite")
        {
            builder.Configuration["Leaderboard:Database"] = "PostgreSql";
            var name = "b" + Guid.NewGuid().ToString("N");
            await using var source = Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=5499;Username=postgres;Database=postgres");
            await using var command = source.CreateCommand($"CREATE DATABASE {name}");
            await command.ExecuteNonQueryAsync();
            builder.Configuration["ConnectionStrings:Leaderboard"] = $"Host=127.0.0.1;Port=5499;Username=postgres;Database={name}";
        }
        await builder.AddEmbeddedSiloAsync();
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var ids = Enumerable.Range(0, 500).Select(i => new CollectorId($"c-{i}")).ToArray();
        var sw = Stopwatch.StartNew();
        await Task.WhenAll(ids.Select(i => grains.Collector(i).Put(new CollectorChange { Name = i.Value, Team = new TeamId("t") })));
        Console.WriteLine($"roster {sw.ElapsedMilliseconds} ms");
        for (var round = 0; round < 3; round++)
        {
            var count = 0L;
            var latencies = new System.Collections.Concurrent.ConcurrentBag<double>();
            sw.Restart();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
            {
                var random = new Random(c + round * 1000);
                while (sw.Elapsed.TotalSeconds < seconds)
                {
                    var collector = ids[random.Next(ids.Length)];
                    var posts = new PostRecovery[batch];
                    for (var i = 0; i < batch; i++)
                    {
                        var id = Guid.NewGuid().ToString("N");
                        posts[i] = new PostRecovery { Id = id, AmountMinor = 12345, Kind = RecoveryKind.Cash, Channel = PaymentChannel.Transfer, ReceivedAt = TimeProvider.System.Now(), RequestHash = new Digest(SHA256.HashData(Encoding.UTF8.GetBytes(id))) };
                    }
                    var t = Stopwatch.GetTimestamp();
                    await grains.Collector(collector).PostRecoveries(posts);
                    latencies.Add(Stopwatch.GetElapsedTime(t).TotalMilliseconds);
                    Interlocked.Add(ref count, batch);
                }
            })));
            var l = latencies.Order().ToArray();
            Console.WriteLine($"{db} {callers}x{batch}: {count / sw.Elapsed.TotalSeconds:N0}/s p50 {l[l.Length / 2]:F1} p99 {l[l.Length * 99 / 100]:F1} ms");
        }
        await host.StopAsync();
        Directory.Delete(folder, true);
    }
}
