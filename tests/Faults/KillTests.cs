using System.Diagnostics;
using System.Globalization;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>The program is killed at random moments under load; what it had acknowledged is there, once, and the boards show it.</summary>
public abstract class KillTests(ITestOutputHelper output, int kills)
{
    private const int Senders = 4;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_at_random_moments_under_load_lose_nothing_and_double_nothing()
    {
        var seed = Environment.GetEnvironmentVariable("LB_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LB_SEED={seed}"));
        var random = new Random(seed);
        using var folder = new TempFolder();
        var (start, books) = await SetUpAsync(folder);
        var senders = Enumerable.Range(0, Senders).Select(i => new Sender(i, seed, Collectors, Now())).ToList();

        for (var kill = 0; kill <= kills; kill++)
        {
            await using var program = await RunningProgram.StartAsync(start, Cancel);
            if (kill == 0)
                await program.Http.PutRosterAsync(Collectors, Cancel);
            await AssertNothingLostAsync(program.Http, senders, books);
            if (kill < kills)
                await KillUnderLoadAsync(program, senders, TimeSpan.FromMilliseconds(random.Next(20, 600)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{senders.Sum(s => s.Acknowledged.Count)} entries."));
    }

    /// <summary>How to start the program on a fresh database, and a way past it into that database.</summary>
    private protected abstract Task<(ProgramStart Start, Books Books)> SetUpAsync(TempFolder folder);

    private static async Task AssertNothingLostAsync(HttpClient http, List<Sender> senders, Books books)
    {
        await Task.WhenAll(senders.Select(s => s.SettleAsync(http, TimeSpan.FromSeconds(30), Cancel)));
        var expected = senders.SelectMany(s => s.Acknowledged).ToList();
        await books.AssertHoldAsync(expected, Cancel);
        await books.AssertBoardsAsync(http, Cancel);
        await http.AssertWholeAsync(expected.Count, Cancel);
    }

    private static async Task KillUnderLoadAsync(RunningProgram program, List<Sender> senders, TimeSpan after)
    {
        var acknowledged = senders.Sum(s => s.Acknowledged.Count);
        var load = senders.ConvertAll(s => s.RunAsync(program.Http, Cancel));
        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync(
            "the load runs, and its random time is over",
            TimeSpan.FromSeconds(30),
            () => Task.FromResult(clock.Elapsed > after && senders.Sum(s => s.Acknowledged.Count) > acknowledged),
            Cancel);
        await program.KillAsync();
        await Task.WhenAll(load);
    }

    /// <summary>Whole seconds: what goes over the wire is what the journal keeps.</summary>
    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
}

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output, kills: 20)
{
    private protected override Task<(ProgramStart Start, Books Books)> SetUpAsync(TempFolder folder) =>
        Task.FromResult((new ProgramStart(folder.Path), Books.OfSqlite(folder.File("leaderboard.db"))));
}

/// <summary>Fewer kills: what survives them is the server's work, which does not die with the program.</summary>
public sealed class PostgreSqlKillTests(ITestOutputHelper output) : KillTests(output, kills: 6)
{
    private protected override async Task<(ProgramStart Start, Books Books)> SetUpAsync(TempFolder folder)
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return (new ProgramStart(folder.Path) { PostgreSql = database }, Books.OfPostgreSql(database));
    }
}
