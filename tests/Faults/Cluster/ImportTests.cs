using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>A file that one web node has taken in is everybody's work.</summary>
public sealed class ImportTests(ITestOutputHelper output)
{
    private const int Rows = 5_000;

    /// <summary>State; rows read, accepted, duplicates, rejected.</summary>
    private const string AllTaken = "completed 5000/5000/0/0";

    /// <summary>A dead node's claim lasts for 20 seconds; the others look every ten.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"i-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_web_node_killed_in_the_middle_of_a_file_leaves_it_to_the_other_and_every_row_counts_once()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var cluster = await RunningCluster.StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), Cancel);
        await using var audience = await Audience.OpenAsync(cluster, Cancel);
        await cluster.Webs[0].Http.PutRosterAsync(Collectors, Cancel);
        var receivedAt = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Posting[] file = [.. Enumerable.Range(0, Rows).Select(i => Posting.Recovery(string.Create(CultureInfo.InvariantCulture, $"f-{i}"), Collectors[i % Collectors.Length], 100 + i, receivedAt))];

        // The first rows have reached the journal and wait for it when their node dies: nobody has written down that they are in.
        var import = "";
        await using (var hold = (await cluster.HoldHeadsAsync(Cancel, async () => import = await SendAsync(cluster.Webs[0].Http, file))).Hold)
            await cluster.Webs[0].KillAsync();

        var clock = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            Assert.Equal(AllTaken, await OverAsync(cluster.Webs[1].Http, import));
        }
        catch
        {
            output.WriteLine(cluster.Output);
            throw;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The other node had finished it {clock.Elapsed.TotalSeconds:0.0} s after the kill."));
        await cluster.StartWebAsync(0, Cancel);
        await Invariants.AssertAsync(cluster, audience, file, Cancel);

        // Taken back by the node that came after, every row is, and once.
        using var answer = await cluster.Webs[0].Http.PostAsync(new Uri($"api/v1/imports/{import}/take-back", UriKind.Relative), null, Cancel);
        var back = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("importId").GetString() ?? "";
        Assert.Equal(AllTaken, await OverAsync(cluster.Webs[1].Http, back));
    }

    private static async Task<string> SendAsync(HttpClient http, IEnumerable<Posting> file)
    {
        var text = new StringBuilder("id,collectorId,amount,receivedAt\n");
        foreach (var posting in file)
            text.Append(CultureInfo.InvariantCulture, $"{posting.EntryId["rec:".Length..]},{posting.Collector},{posting.AmountMinor / 100m:0.00},{posting.ReceivedAt:yyyy-MM-dd'T'HH:mm:sszzz}\n");
        using var content = new StringContent(text.ToString(), Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var answer = await http.PostAsync(new Uri("api/v1/imports?kind=recoveries", UriKind.Relative), content, Cancel);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("importId").GetString() ?? "";
    }

    private static async Task<string> OverAsync(HttpClient http, string import)
    {
        JsonElement now = default;
        await Eventually.TrueAsync(
            $"import {import} is over",
            Patience,
            async () => (now = await http.GetJsonAsync("api/v1/imports/" + import, Cancel)).GetProperty("state").GetString() != "running",
            Cancel);
        return $"{now.GetProperty("state").GetString()} {now.GetProperty("rowsRead")}/{now.GetProperty("accepted")}/{now.GetProperty("duplicates")}/{now.GetProperty("rejected")}";
    }
}
