using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Hosting;
using Leaderboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Leaderboard.Web.Reconciliation;

/// <summary>The command that an auditor runs, on an installation whose program is stopped.</summary>
public sealed class VerifyAnchorsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_whose_end_was_cut_contents_verify_and_the_auditors_copy_names_the_day()
    {
        var copy = _folder.File("close.txt");
        await File.WriteAllTextAsync(copy, await CloseADayAsync(), Cancel);
        Assert.Equal((0, true), await VerifyAsync("", "1 daily closes and 0 certified contests, every head is in the journal."));
        Assert.Equal((0, true), await VerifyAsync(copy, "1 daily closes and 0 certified contests, every head is in the journal."));

        // As who can write the database would do it: entry, head and sums.
        Tamper("DELETE FROM journal; UPDATE ledger_head SET seq = 0, hash = zeroblob(32); DELETE FROM period_total; DELETE FROM period_head;");

        Assert.Equal((0, true), await VerifyAsync(null, "0 entries, every hash fits."));
        Assert.Equal((4, true), await VerifyAsync("", "ANCHOR BROKEN 2024-05-06: entry "));
        Tamper("DELETE FROM document WHERE kind = 'close';");
        Assert.Equal((0, true), await VerifyAsync("", "0 daily closes"));
        Assert.Equal((4, true), await VerifyAsync(copy, "ANCHOR BROKEN 2024-05-06: the database has no close of this day"));
    }

    [Fact]
    public async Task The_switch_stands_alone_before_others_or_with_a_file()
    {
        await CloseADayAsync();
        var data = $"--Leaderboard:DataDirectory={_folder.Path}";
        Assert.Equal(0, await LeaderboardProgram.RunAsync(["verify", "--anchors", data]));
        Assert.Equal(0, await LeaderboardProgram.RunAsync(["verify", data, "--anchors"]));
        Assert.Equal(1, await LeaderboardProgram.RunAsync(["verify", data, "--anchors", _folder.File("none.txt")]));
    }

    private async Task<string> CloseADayAsync()
    {
        await using var server = await LeaderboardServer.StartInAsync(_folder.Path);
        using var http = server.Client();
        (await http.PutAsJsonAsync(new Uri("api/v1/roster", UriKind.Relative), new { collectors = new[] { new { id = "c", name = "c" } } }, Cancel)).EnsureSuccessStatusCode();
        (await http.PostAsJsonAsync(new Uri("api/v1/recoveries", UriKind.Relative), new[] { new { id = "r", collectorId = "c", amount = 100, receivedAt = "2024-05-06T12:00:00+08:00" } }, Cancel)).EnsureSuccessStatusCode();
        using var closed = await http.PostAsJsonAsync(new Uri("api/v1/reconciliations/2024-05-06/close", UriKind.Relative), new { reasons = new { bootstrap = "A test" } }, Cancel);
        return (await closed.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("close").GetProperty("text").GetString()!;
    }

    /// <param name="anchors">A file; empty: what is stored; null: no anchors.</param>
    /// <param name="expected">What it is to say.</param>
    /// <returns>The exit code, and whether the command said so.</returns>
    private async Task<(int ExitCode, bool Said)> VerifyAsync(string? anchors, string expected)
    {
        var settings = new Dictionary<string, string?> { ["Leaderboard:DataDirectory"] = _folder.Path, ["anchors"] = anchors };
        await using var output = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var code = await VerifyCommand.RunAsync(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, output, Cancel);
        return (code, output.ToString().Contains(expected, StringComparison.Ordinal));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File("leaderboard.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
