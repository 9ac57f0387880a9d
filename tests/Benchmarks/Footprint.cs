using Leaderboard.Boards;
using Leaderboard.Recoveries;

namespace Leaderboard.Benchmarks;

/// <summary>Bytes of the heap for a member of a board and for a collector that is awake and idle.</summary>
internal static class Footprint
{
    private const int Collectors = 20_000;
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public static async Task RunAsync(Scoreboard scores)
    {
        using var database = await BenchmarkDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var program = await EmbeddedProgram.StartAsync(database, FilledJournal.Million);
        var grains = program.Grains;
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
    }
}
