using Leaderboard.Boards;
using Leaderboard.Hosting;
using Leaderboard.Recoveries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Benchmarks;

/// <summary>Bytes of the heap for a member of a board and for a collector that is awake and idle.</summary>
internal static class Footprint
{
    private const int Collectors = 20_000;
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public static async Task RunAsync(Scoreboard scores)
    {
        using var database = await BenchmarkDatabase.CreateAsync(DatabaseKind.Sqlite);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(database.Settings());
        await builder.AddEmbeddedSiloAsync();
        await FilledJournal.Million.FillAsync(database);
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.Collector(FilledJournal.Collector(Collectors)).GetPoints();

        var heap = GC.GetTotalMemory(forceFullCollection: true);
        await Task.WhenAll(Enumerable.Range(0, Collectors).Select(i => grains.Collector(FilledJournal.Collector(i)).GetPoints()));
        var awake = GC.GetTotalMemory(forceFullCollection: true);
        scores.Note($"memory: an idle collector {(awake - heap) / (double)Collectors:N0} bytes");
        for (var isLoaded = false; !isLoaded;)
        {
            try
            {
                await grains.Board("all").Read(Amount, 0, 10);
                isLoaded = true;
            }
            catch (TimeoutException)
            {
                // Still loading.
            }
        }

        scores.Note($"memory: a member of a board with one measure {(GC.GetTotalMemory(forceFullCollection: true) - awake) / (double)FilledJournal.Million.Members:N0} bytes");
        await host.StopAsync();
    }
}
