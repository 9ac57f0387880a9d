using System.Diagnostics;
using System.Globalization;
using System.Net;
using Leaderboard.Testing;
using Npgsql;

namespace Leaderboard.Faults;

/// <summary>The way to PostgreSQL is cut, or the server goes away: no double, no loss, and nobody has to restart anything.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const int Senders = 4;
    private const int Cuts = 12;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private readonly TempFolder _folder = new();
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    private PostgresServer? _server;
    private TcpProxy? _proxy;
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("Not started.");

    private TcpProxy Proxy => _proxy ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Binaries is null)
            return;
        _server = await PostgresServer.StartAsync();
        _proxy = new TcpProxy(_server.Port);
        _database = await _server.CreateDatabaseAsync();
    }

    [Theory]
    [InlineData(CutMoment.AfterAnswer)]
    [InlineData(CutMoment.BeforeMessage)]
    public async Task A_connection_cut_around_the_commit_neither_doubles_nor_loses(CutMoment moment)
    {
        await using var program = await StartAsync();
        Assert.True((await program.Http.PostAsync([Receipt("r-first", "c-0")], Cancel)).IsTaken);
        Posting[] batch = [Receipt("r-cut-1", "c-0"), Receipt("r-cut-2", "c-0"), Receipt("r-cut-3", "c-1")];
        var cut = Proxy.CutNext(moment, "rec:r-cut-1", "kindFactor");

        var reply = await program.Http.PostAsync(batch, Cancel);
        await cut.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        var again = await program.Http.PostAsync(batch, Cancel);
        if (moment == CutMoment.AfterAnswer)
        {
            Assert.True(reply.IsTaken, "What was committed is found, and acknowledged.");
            Assert.Equal(["duplicate", "duplicate", "duplicate"], again.Statuses);
        }
        else
        {
            // Another collector's entry may have gone in a lot of its own; one collector's entries share their fate.
            Assert.True(reply is { Code: HttpStatusCode.ServiceUnavailable, RetryAfter: not null }, reply.ToString());
            Assert.True(again.IsTaken, again.ToString());
            Assert.Equal(["accepted", "accepted"], again.Statuses.Take(2));
        }

        await AssertBooksAsync(program, [Receipt("r-first", "c-0"), .. batch]);
    }

    [Fact]
    public async Task Connections_cut_again_and_again_under_load_neither_double_nor_lose()
    {
        await using var program = await StartAsync();
        await UnderLoadAsync(program, async enough =>
        {
            for (var cut = 0; cut < Cuts; cut++)
            {
                await enough(100);
                Proxy.CutAll();
            }
        });
    }

    [Fact]
    public async Task A_server_that_crashes_and_comes_back_is_used_again_without_a_restart()
    {
        await using var program = await StartAsync();
        await UnderLoadAsync(program, async enough =>
        {
            await enough(500);
            await Server.CrashAsync();
            await Eventually.TrueAsync("the outage shows", TimeSpan.FromSeconds(30), async () => !await IsReadingAsync(program), Cancel);
            Assert.False(program.HasExited);
            await Server.RunAgainAsync();
            await enough(500);
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<bool> IsReadingAsync(RunningProgram program)
    {
        using var answer = await program.Http.GetAsync(new Uri("api/v1/boards/collectors/amount/all", UriKind.Relative), Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }

    private Posting Receipt(string id, string collector) => Posting.Recovery(id, collector, 12_345, _now);

    private async Task<RunningProgram> StartAsync()
    {
        Assert.SkipWhen(_server is null, "PostgreSQL is not installed.");
        var through = new NpgsqlConnectionStringBuilder(_database) { Port = Proxy.Port }.ToString();
        var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path) { PostgreSql = through }, Cancel);
        await program.Http.PutRosterAsync(Collectors, Cancel);
        return program;
    }

    /// <summary>Runs the faults while senders post; <c>enough</c> waits for so many more acknowledged entries.</summary>
    private async Task UnderLoadAsync(RunningProgram program, Func<Func<int, Task>, Task> faults)
    {
        var senders = Enumerable.Range(0, Senders).Select(i => new Sender(i, seed: 1, Collectors, _now)).ToList();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var load = senders.ConvertAll(s => s.RunAsync(program.Http, stop.Token));
        var clock = Stopwatch.StartNew();
        await faults(more =>
        {
            var goal = senders.Sum(s => s.Acknowledged.Count) + more;
            return Eventually.TrueAsync(
                "the load goes on", TimeSpan.FromSeconds(30), () => Task.FromResult(senders.Sum(s => s.Acknowledged.Count) >= goal || load.Any(l => l.IsFaulted)), Cancel);
        });
        await stop.CancelAsync();
        await Task.WhenAll(load);
        await Task.WhenAll(senders.Select(s => s.SettleAsync(program.Http, TimeSpan.FromSeconds(30), Cancel)));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{senders.Sum(s => s.Acknowledged.Count)} entries in {clock.Elapsed.TotalSeconds:0.0} s, {senders.Sum(s => s.Refusals)} times \"not now\"."));
        await AssertBooksAsync(program, [.. senders.SelectMany(s => s.Acknowledged)]);
    }

    private async Task AssertBooksAsync(RunningProgram program, List<Posting> expected)
    {
        var books = Books.OfPostgreSql(_database);
        await books.AssertHoldAsync(expected, Cancel);
        await books.AssertBoardsAsync(program.Http, Cancel);
        await program.Http.AssertWholeAsync(expected.Count, Cancel);
    }
}
