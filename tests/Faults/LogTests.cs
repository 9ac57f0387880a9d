using System.Net;
using System.Text;
using Leaderboard.Testing;
using Microsoft.Data.Sqlite;

namespace Leaderboard.Faults;

/// <summary>Logs name ids, never people, debts, secrets or what a sender wrote; neither when all goes well nor when it fails.</summary>
public sealed class LogTests
{
    private const string Name = "Zhang-Personal-Name";
    private const string Alias = "Personal-Alias";
    private const string Borrower = "Borrower-Personal-Name";
    private const string Contract = "Contract-4711-Personal";
    private const string Note = "Debtor-lost-her-job-Personal";
    private const string Secret = "lb_wrong-secret-Personal";

    /// <summary>Told apart from any number a log has of its own.</summary>
    private const string Amount = "98765.43";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_hold_no_personal_data_under_posts_refusals_and_failures()
    {
        using var folder = new TempFolder();
        await using var program = await RunningProgram.StartAsync(
            new ProgramStart(folder.Path) { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Logging__LogLevel__Leaderboard"] = "Trace" } }, Cancel);
        var now = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("O");

        await TakeAsync(program, HttpMethod.Put, "roster", $$"""{"teams":[{"id":"t","name":"Team-{{Name}}"}],"collectors":[{"id":"c","name":"{{Name}}","alias":"{{Alias}}","teamId":"t"}]}""");
        await TakeAsync(program, HttpMethod.Post, "accounts", $$"""[{"id":"a","balance":{{Amount}},"asOf":"{{now}}","borrower":{"name":"{{Borrower}}"},"contract":{"number":"{{Contract}}"},"collectorId":"c"}]""");
        await TakeAsync(program, HttpMethod.Post, "recoveries", Receipt("r-1"));
        await TakeAsync(program, HttpMethod.Post, "reversals", $$"""[{"id":"v-1","recoveryId":"r-1","reason":"bounced","note":"{{Note}}"}]""");
        await TakeAsync(program, HttpMethod.Get, "boards/collectors/amount/day", null);
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(program, HttpMethod.Post, "recoveries", $$"""[{"id":"{{Note}}" "{{Name}}"]"""));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(program, HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"c","name":"{{Name}}","alias":"{{Alias}}","teamId":7}]}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(program, HttpMethod.Post, "recoveries", Receipt("r-2"), Secret));

        // Locked: what was posted cannot be stored, and the failure is logged.
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("leaderboard.db"), Pooling = false }.ToString()))
        {
            await other.OpenAsync(Cancel);
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE;";
            await command.ExecuteNonQueryAsync(Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(program, HttpMethod.Post, "recoveries", Receipt("r-3")));
        }

        Assert.Equal(0, await program.StopAsync());
        Assert.Contains("answered 503", program.Output, StringComparison.Ordinal);
        Assert.All([Name, Alias, Borrower, Contract, Note, Secret, Amount, RunningProgram.Key], text => Assert.DoesNotContain(text, program.Output, StringComparison.Ordinal));

        string Receipt(string id) => $$"""[{"id":"{{id}}","collectorId":"c","accountId":"a","amount":{{Amount}},"receivedAt":"{{now}}","note":"{{Note}}"}]""";
    }

    private static async Task TakeAsync(RunningProgram program, HttpMethod method, string path, string? json) =>
        Assert.Equal(HttpStatusCode.OK, await SendAsync(program, method, path, json, isTaken: true));

    private static async Task<HttpStatusCode> SendAsync(RunningProgram program, HttpMethod method, string path, string? json, string? key = null, bool isTaken = false)
    {
        using var request = new HttpRequestMessage(method, new Uri("api/v1/" + path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        using var answer = await program.Http.SendAsync(request, Cancel);
        if (isTaken)
            Assert.DoesNotContain("\"error\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        return answer.StatusCode;
    }
}
