using System.Diagnostics;
using System.Globalization;
using System.Net;
using Leaderboard.Testing;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Faults;

/// <summary>The disk is full, or another program holds the file: refused for now, reads go on, and it recovers by itself.</summary>
public sealed class DiskTests : IDisposable
{
    private const int BatchEntries = 200;

    /// <summary>Lets the program live when a file may grow no further; the limit itself is set once it runs.</summary>
    private static readonly string[] IgnoringTheSignal = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];

    private readonly TempFolder _folder = new();
    private readonly List<Posting> _taken = [];
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    private int _batches;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_is_answered_503_and_recovers_when_there_is_space()
    {
        Assert.SkipUnless(await TryRunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path), "A small disk may not be mounted here.");
        try
        {
            await using var program = await StartAsync([]);
            var filler = _folder.File("filler");
            await FailAndRecoverAsync(
                program,
                () =>
                {
                    Fill(filler);
                    return Task.CompletedTask;
                },
                () =>
                {
                    File.Delete(filler);
                    return Task.CompletedTask;
                });
            Assert.Equal(0, await program.StopAsync());
        }
        finally
        {
            await TryRunAsync("umount", _folder.Path);
        }
    }

    [Fact]
    public async Task A_log_that_may_not_grow_is_answered_503_and_recovers_when_it_may()
    {
        await using var program = await StartAsync(IgnoringTheSignal);
        var pid = program.Id.ToString(CultureInfo.InvariantCulture);
        await FailAndRecoverAsync(
            program,
            async () => Assert.True(await TryRunAsync("prlimit", "--pid", pid, "--fsize=1000000:")),
            async () => Assert.True(await TryRunAsync("prlimit", "--pid", pid, "--fsize=unlimited:")));
    }

    [Fact]
    public async Task A_locked_file_is_answered_503_in_time_and_recovers_when_it_is_released()
    {
        await using var program = await StartAsync([]);
        await using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("leaderboard.db"), Pooling = false }.ToString());
        await other.OpenAsync(Cancel);
        await FailAndRecoverAsync(program, () => ExecuteAsync(other, "BEGIN EXCLUSIVE;"), () => ExecuteAsync(other, "ROLLBACK;"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<bool> TryRunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} could not be started.");
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode == 0;
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                stream.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private async Task<RunningProgram> StartAsync(string[] wrapper)
    {
        var program = await RunningProgram.StartAsync(new ProgramStart(_folder.Path) { Wrapper = wrapper }, Cancel);
        await program.Http.PutRosterAsync(["c-0", "c-1"], Cancel);
        await PostAsync(program, NextBatch());
        return program;
    }

    private async Task FailAndRecoverAsync(RunningProgram program, Func<Task> fail, Func<Task> recover)
    {
        await fail();
        var refused = await PostUntilRefusedAsync(program);
        await AssertAliveAsync(program, refused);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await program.Http.PostAsync(refused, Cancel)).Code);
        await recover();

        await Eventually.TrueAsync("the refused batch is taken", TimeSpan.FromSeconds(30), () => PostAsync(program, refused), Cancel);
        Assert.True(await PostAsync(program, NextBatch()));
        var books = Books.OfSqlite(_folder.File("leaderboard.db"));
        await books.AssertHoldAsync(_taken, Cancel);
        await books.AssertBoardsAsync(program.Http, Cancel);
        await program.Http.AssertWholeAsync(_taken.Count, Cancel);
    }

    /// <summary>
    /// What was acknowledged can be read, though nothing can be written. Of the refused batch a part may be in: each collector's
    /// entries are whole or not there.
    /// </summary>
    private async Task AssertAliveAsync(RunningProgram program, Posting[] refused)
    {
        Assert.False(program.HasExited);
        var board = await program.Http.GetJsonAsync("api/v1/boards/collectors/amount/all", Cancel);
        var taken = _taken.Sum(p => p.AmountMinor) / 100m;
        Assert.InRange(board.GetProperty("sum").GetDecimal(), taken, taken + (refused.Sum(p => p.AmountMinor) / 100m));
        var chain = await program.Http.GetJsonAsync("api/v1/verify", Cancel);
        Assert.True(chain.GetProperty("whole").GetBoolean());
        Assert.InRange(chain.GetProperty("entries").GetInt64(), _taken.Count, _taken.Count + refused.Length);
    }

    private async Task<Posting[]> PostUntilRefusedAsync(RunningProgram program)
    {
        for (var i = 0; i < 200; i++)
        {
            var batch = NextBatch();
            if (!await PostAsync(program, batch))
                return batch;
        }

        throw new InvalidOperationException("It was never refused.");
    }

    private async Task<bool> PostAsync(RunningProgram program, Posting[] batch)
    {
        var clock = Stopwatch.StartNew();
        var reply = await program.Http.PostAsync(batch, Cancel);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"The answer took {clock.Elapsed}.");
        if (reply.Code == HttpStatusCode.ServiceUnavailable)
        {
            Assert.NotNull(reply.RetryAfter);
            return false;
        }

        Assert.True(reply.IsTaken, $"{reply.Code}: {string.Join(", ", reply.Statuses)}");
        Assert.Equal(batch.Length, reply.Statuses.Count);
        _taken.AddRange(batch);
        return true;
    }

    private Posting[] NextBatch()
    {
        var batch = ++_batches;
        return [.. Enumerable.Range(0, BatchEntries).Select(i => Posting.Recovery(
            string.Create(CultureInfo.InvariantCulture, $"r-{batch}-{i}"), i % 2 == 0 ? "c-0" : "c-1", 100 + i, _now))];
    }
}
