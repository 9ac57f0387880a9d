using System.Diagnostics;
using Leaderboard.Boards;
using Leaderboard.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Benchmarks;

/// <summary>The board of a year of ten million receipts wakes up; beside it the plain sum of the year's entries by member.</summary>
internal static class YearBoard
{
    private const int Rows = 10_000_000;
    private const int Members = 10_000;
    private static readonly int Year = TimeProvider.System.GetUtcNow().Year - 1;
    private static readonly BoardSelection Amount = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            var window = await FillAsync(database, scores);
            var (plain, seconds, race) = (new double[Rounds.Count], new double[Rounds.Count], new double[Rounds.Count]);
            for (var round = 0; round < Rounds.Count; round++)
            {
                plain[round] = await SumAsync(database, window);
                await using var program = await EmbeddedProgram.StartAsync(database);
                var board = program.Grains.Board(window.Key);
                var watch = Stopwatch.StartNew();
                var page = await board.Read(Amount, 0, 10);
                seconds[round] = watch.Elapsed.TotalSeconds;
                if (page.Total != Members)
                    throw new InvalidOperationException($"{page.Total} members instead of {Members}.");
                watch.Restart();
                await board.Race(Amount, 10);
                race[round] = watch.Elapsed.TotalSeconds;
            }

            scores.AtMost($"year, {kind}", $"first read of {Members:N0} members on {Rows:N0} rows; plain SQL {Rounds.MedianOf(plain):N1} s", Rounds.MedianOf(seconds), 2, "s");
            scores.Note($"year, {kind}: its race of ten leaders {Rounds.MedianOf(race):N2} s");
        }
    }

    private static async Task<BoardWindow> FillAsync(BenchmarkDatabase database, Scoreboard scores)
    {
        await using var program = await EmbeddedProgram.StartAsync(database);
        var window = program.Services.GetRequiredService<InstitutionCalendar>().Window($"year/{Year}");
        var watch = Stopwatch.StartNew();
        await new FilledJournal
        {
            Rows = Rows,
            Members = Members,
            From = window.From ?? default,
            Over = TimeSpan.FromDays(365),
        }.FillAsync(database);
        scores.Note($"year, {database.Kind}: filled in {watch.Elapsed.TotalSeconds:N0} s");
        watch.Restart();
        await FilledJournal.UntilTotalsAreKeptAsync(database, Rows);
        scores.Note($"year, {database.Kind}: totals by day and month kept in {watch.Elapsed.TotalSeconds:N0} s beside everything else");
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            await using var connection = await FilledJournal.OpenAsync(database);
            await FilledJournal.RunAsync(connection, "VACUUM ANALYZE period_total");
        }

        return window;
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> SumAsync(BenchmarkDatabase database, BoardWindow window)
    {
        await using var connection = await FilledJournal.OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = System.FormattableString.Invariant(
            $"SELECT collector, team, sum(amount), sum(effective), sum(points), sum(receipts), max(occurred_at) FROM journal WHERE received_at >= {window.From?.UnixMicroseconds} AND received_at < {window.To?.UnixMicroseconds} GROUP BY collector, team");
        var watch = Stopwatch.StartNew();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            reader.GetInt64(6);
        return watch.Elapsed.TotalSeconds;
    }
}
