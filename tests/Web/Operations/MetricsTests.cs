using System.Net;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.Operations;

public sealed class MetricsTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task Metrics_are_for_administrators()
    {
        using var anybody = Server.Client(null);
        using var reader = Server.Client(await KeyAsync("read"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await ScrapeAsync(anybody)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ScrapeAsync(reader)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ScrapeAsync(Admin)).Status);
    }

    [Fact]
    public async Task Metrics_are_open_to_all_when_the_operator_says_so()
    {
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:Metrics:Open=true");
        using var anybody = server.Client(null);

        Assert.Equal(HttpStatusCode.OK, (await ScrapeAsync(anybody)).Status);
    }

    [Fact]
    public async Task Entries_lots_and_refusals_are_counted()
    {
        await using var server = await LeaderboardServer.StartAsync();
        using var client = server.Client();
        await SendAsync(HttpMethod.Put, "roster", """{"teams":[{"id":"t","name":"t"}],"collectors":[{"id":"c","name":"c","teamId":"t"}]}""", client);
        var posted = await SendAsync(
            HttpMethod.Post,
            "recoveries",
            $$"""[{"id":"a","collectorId":"c","amount":1,"receivedAt":"{{Noon}}"},{"id":"b","collectorId":"c","amount":2,"receivedAt":"{{Noon}}"},{"id":"n","collectorId":"nobody","amount":1,"receivedAt":"{{Noon}}"}]""",
            client);
        await SendAsync(HttpMethod.Post, "recoveries", "{", client);
        await SendAsync(HttpMethod.Get, "teams/none", client: client);

        var text = (await ScrapeAsync(client)).Text;

        Assert.Equal(HttpStatusCode.OK, posted.Status);
        Assert.Equal(2, Value(text, "leaderboard_journal_entries_total"));
        Assert.Equal(2, Value(text, "leaderboard_journal_lot_size_sum"));
        Assert.Equal(Value(text, "leaderboard_journal_lot_size_count"), Value(text, "leaderboard_journal_append_duration_seconds_count"));
        Assert.Equal(0, Value(text, "leaderboard_journal_waiting"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "unknownCollector"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "malformedBody"));
        Assert.Equal(1, Value(text, "leaderboard_refusals_total", "notFound"));
    }

    /// <summary>The one line of a measurement whose labels name the text.</summary>
    private static double Value(string text, string name, string label = "")
    {
        var line = Assert.Single(text.Split('\n'), l => Regex.IsMatch(l, $"^{name}[ {{]", RegexOptions.None, TimeSpan.FromSeconds(1)) && l.Contains(label, StringComparison.Ordinal));
        return double.Parse(Regex.Match(line, @"(?:}|^\S+) (?<value>\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ScrapeAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("metrics", UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> KeyAsync(string scope) => Text((await SendAsync(HttpMethod.Post, "keys", $$"""{"name":"{{Id("k")}}","scopes":["{{scope}}"]}""")).Body, "key");
}
