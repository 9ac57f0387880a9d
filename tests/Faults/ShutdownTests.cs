using System.Globalization;
using System.Net;
using Leaderboard.Testing;
using Microsoft.AspNetCore.SignalR.Client;
using Npgsql;

namespace Leaderboard.Faults;

/// <summary>SIGTERM under load: what was sent is answered, what was answered is kept, and everybody is told to go elsewhere.</summary>
public sealed class ShutdownTests
{
    private const int Senders = 8;
    private const int BatchSize = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_program_answers_every_request_and_keeps_every_entry_it_acknowledged()
    {
        using var folder = new TempFolder();
        var start = new ProgramStart(folder.Path);
        List<Posting> acknowledged = [];
        await using (var program = await RunningProgram.StartAsync(start, Cancel))
        {
            await program.Http.PutRosterAsync(["c-0", "c-1", "c-2"], Cancel);
            var answers = new int[Senders];
            var load = Enumerable.Range(0, Senders).Select(s => PostUntilToldToGoAsync(program.Http, s, answers)).ToList();
            await Eventually.TrueAsync("the load runs", TimeSpan.FromSeconds(30), () => Task.FromResult(Array.TrueForAll(answers, a => a > 3)), Cancel);
            var stop = program.StopAsync();
            await Eventually.TrueAsync("it is not ready any more", TimeSpan.FromSeconds(5), async () => await ReadyAsync(program.Http) == HttpStatusCode.ServiceUnavailable, Cancel);

            // No sender fails: whoever heeds "Connection: close" has an answer to all that it sent.
            foreach (var sent in await Task.WhenAll(load))
                acknowledged.AddRange(sent);
            Assert.Equal(0, await stop);
        }

        await Books.OfSqlite(folder.File("leaderboard.db")).AssertHoldAsync(acknowledged, Cancel);
        Assert.Equal(0, (await RunningProgram.RunAsync(start with { Arguments = ["verify"] }, Cancel)).ExitCode);
    }

    [Fact]
    public async Task Watchers_are_told_to_reconnect_and_do_not_hold_a_stop_up()
    {
        using var folder = new TempFolder();
        await using var program = await RunningProgram.StartAsync(new ProgramStart(folder.Path), Cancel);
        await using var line = new HubConnectionBuilder()
            .WithUrl(new Uri(program.Http.BaseAddress!, "hubs/live"), o => o.Headers["Authorization"] = "Bearer " + RunningProgram.Key)
            .WithAutomaticReconnect(new AtOnce())
            .Build();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        line.Reconnecting += _ =>
        {
            told.TrySetResult();
            return Task.CompletedTask;
        };
        await line.StartAsync(Cancel);

        var stop = program.StopAsync();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        Assert.Equal(0, await stop.WaitAsync(TimeSpan.FromSeconds(15), Cancel));
    }

    [Fact]
    public async Task It_stops_though_the_database_went_with_a_lot_on_its_way()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        using var folder = new TempFolder();
        await using var program = await RunningProgram.StartAsync(new ProgramStart(folder.Path) { PostgreSql = database }, Cancel);
        await program.Http.PutRosterAsync(["c-0"], Cancel);
        await using var hold = new NpgsqlConnection(database + ";Pooling=false");
        await hold.OpenAsync(Cancel);
        await using var transaction = await hold.BeginTransactionAsync(Cancel);
        await using var heads = new NpgsqlCommand("SELECT partition FROM ledger_head FOR UPDATE", hold);
        await heads.ExecuteNonQueryAsync(Cancel);
        var posted = program.Http.PostAsync([Posting.Recovery("r-0", "c-0", 100, DateTimeOffset.UtcNow)], Cancel);
        await Eventually.TrueAsync("the lot waits for its heads", TimeSpan.FromSeconds(30), async () => await WaitingAsync(database) > 0, Cancel);

        await server.CrashAsync();

        await Eventually.TrueAsync("it does not know", TimeSpan.FromSeconds(30), () => Task.FromResult(program.Output.Contains("is unknown", StringComparison.Ordinal)), Cancel);
        var stop = program.StopAsync();

        // Not an error in the middle of an answer: the sender is told in time, and sends again.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await posted).Code);
        Assert.Equal(0, await stop.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
    }

    /// <summary>On a line of its own: within a transaction the server shows one and the same picture, however often it is asked.</summary>
    private static async Task<long> WaitingAsync(string database)
    {
        await using var look = new NpgsqlConnection(database + ";Pooling=false");
        await look.OpenAsync(Cancel);
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", look);
        return (long)(await ask.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task<List<Posting>> PostUntilToldToGoAsync(HttpClient http, int sender, int[] answers)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var acknowledged = new List<Posting>();
        while (true)
        {
            var batch = Enumerable.Range(0, BatchSize)
                .Select(i => Posting.Recovery(string.Create(CultureInfo.InvariantCulture, $"r-{sender}-{answers[sender]}-{i}"), $"c-{i % 3}", 100, now))
                .ToArray();
            var reply = await http.PostAsync(batch, Cancel);
            Assert.True(reply.IsTaken, $"{reply.Code}");
            acknowledged.AddRange(batch);
            answers[sender]++;
            if (reply.IsLast)
                return acknowledged;
        }
    }

    private static async Task<HttpStatusCode> ReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    /// <summary>The keenest watcher there can be.</summary>
    private sealed class AtOnce : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(20);
    }
}
