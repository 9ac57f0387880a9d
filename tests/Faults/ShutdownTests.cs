using System.Globalization;
using System.Net;
using Leaderboard.Testing;
using Microsoft.AspNetCore.SignalR.Client;

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
