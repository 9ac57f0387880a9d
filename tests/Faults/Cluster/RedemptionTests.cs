using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>Two nodes give the last item and the last points away once; a silo that dies in the middle of it loses nothing and promises nothing twice.</summary>
public sealed class RedemptionTests
{
    private const int Racing = 200;
    private const int Askers = 10;
    private const int AskedEach = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Li has 19.99 and a mug is 10.00: one of 200. One ticket for ten people who each have enough for all they ask for: one of 200. One id 200 times: made once.
    [Fact]
    public async Task Two_nodes_give_the_last_away_once()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(await server.CreateDatabaseAsync(), Cancel);
        await EarnAsync(cluster, "li", 1_999);
        for (var i = 0; i < Askers; i++)
            await EarnAsync(cluster, Named(i), 20_000);
        await OfferAsync(cluster, "mug", 10, 1000);
        await OfferAsync(cluster, "ticket", 10, 1);

        var points = await Task.WhenAll(Enumerable.Range(0, Racing).Select(i => InsistAsync(cluster, i, $"p{i}", "li", "mug")));
        var item = await Task.WhenAll(Enumerable.Range(0, Racing).Select(i => InsistAsync(cluster, i, $"i{i}", Named(i % Askers), "ticket")));
        var same = await Task.WhenAll(Enumerable.Range(0, Racing).Select(i => InsistAsync(cluster, i, "same", Named(0), "mug")));

        Assert.Equal([(HttpStatusCode.Created, null, 1), (HttpStatusCode.Conflict, "insufficientPoints", Racing - 1)], Counted(points));
        Assert.Equal([(HttpStatusCode.Created, null, 1), (HttpStatusCode.Conflict, "outOfStock", Racing - 1)], Counted(item));
        Assert.All(same, told => Assert.True(told.Status is HttpStatusCode.OK or HttpStatusCode.Created, told.Code));
        Assert.Equal(10, await HeldAsync(cluster, "li"));
        Assert.Equal(20, (await Task.WhenAll(Enumerable.Range(0, Askers).Select(i => HeldAsync(cluster, Named(i))))).Sum());
    }

    [Fact]
    public async Task A_silo_that_dies_in_the_middle_of_it_promises_nothing_twice()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(await server.CreateDatabaseAsync(), Cancel);
        for (var i = 0; i < Askers; i++)
            await EarnAsync(cluster, Named(i), 10_000);
        await OfferAsync(cluster, "mug", 10, 1000);

        var asking = Enumerable.Range(0, Askers * AskedEach).Select(i => InsistAsync(cluster, i, $"r{i}", Named(i % Askers), "mug")).ToList();
        await Task.WhenAny(asking);
        await cluster.Silos[0].KillAsync();
        Assert.All(await Task.WhenAll(asking), told => Assert.Equal(HttpStatusCode.Created, told.Status));

        foreach (var web in cluster.Webs)
        {
            for (var i = 0; i < Askers; i++)
                Assert.Equal(AskedEach * 10, await HeldAsync(web.Http, Named(i)));
            Assert.Equal(Askers * AskedEach, (await ReadAsync(web.Http, "rewards"))[0].GetProperty("reserved").GetInt32());
        }
    }

    private static string Named(int asker) => string.Create(CultureInfo.InvariantCulture, $"c-{asker}");

    private static HttpClient NodeOf(RunningCluster cluster, int i) => cluster.Webs[i % cluster.Webs.Length].Http;

    /// <summary>Kinds of answers, each with how many there were, the fewest codes first.</summary>
    private static IEnumerable<(HttpStatusCode Status, string? Code, int Count)> Counted(IEnumerable<(HttpStatusCode Status, string? Code)> answers) =>
        answers.GroupBy(a => a).Select(g => (g.Key.Status, g.Key.Code, g.Count())).OrderBy(c => c.Status);

    /// <summary>As a sender does: again, at the other node, until it is told. What was made by a call that heard no answer counts as made by the one that did.</summary>
    private static async Task<(HttpStatusCode Status, string? Code)> InsistAsync(RunningCluster cluster, int i, string id, string collector, string reward)
    {
        var (tries, unheard) = (i, 0);
        (HttpStatusCode Status, string? Code) told = default;
        await Eventually.TrueAsync("it is asked for", Patience, async () =>
        {
            try
            {
                told = await AskAsync(NodeOf(cluster, tries++), id, collector, reward);
            }
            catch (HttpRequestException)
            {
                told = (HttpStatusCode.ServiceUnavailable, null);
            }

            unheard += told.Status == HttpStatusCode.ServiceUnavailable ? 1 : 0;
            return told.Status != HttpStatusCode.ServiceUnavailable;
        }, Cancel);
        return unheard > 0 && told.Status == HttpStatusCode.OK ? (HttpStatusCode.Created, null) : told;
    }

    /// <summary>Points that may be spent at once: a hundredth of what is received in cash.</summary>
    private static async Task EarnAsync(RunningCluster cluster, string collector, int amount)
    {
        await cluster.Webs[0].Http.PutRosterAsync([collector], Cancel);
        var receipt = new[] { new { id = "earned-" + collector, collectorId = collector, amount, channel = "cash", receivedAt = DateTimeOffset.UtcNow.AddHours(-1) } };
        using var answer = await cluster.Webs[0].Http.PostAsJsonAsync(new Uri("api/v1/recoveries", UriKind.Relative), receipt, Cancel);
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("accepted").GetInt32());
    }

    private static async Task OfferAsync(RunningCluster cluster, string id, int price, int stock)
    {
        using var answer = await cluster.Webs[0].Http.PutAsJsonAsync(new Uri("api/v1/rewards/" + id, UriKind.Relative), new { name = id, price, stock }, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<(HttpStatusCode Status, string? Code)> AskAsync(HttpClient http, string id, string collector, string reward)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/redemptions", UriKind.Relative), new { id, collectorId = collector, rewardId = reward, quantity = 1 }, Cancel);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    private static Task<decimal> HeldAsync(RunningCluster cluster, string collector) => HeldAsync(cluster.Webs[1].Http, collector);

    private static async Task<decimal> HeldAsync(HttpClient http, string collector) => (await ReadAsync(http, $"collectors/{collector}/points")).GetProperty("held").GetDecimal();

    /// <summary>As a reader does: again while the node says that it cannot tell just now, as it may for seconds after a silo has died.</summary>
    private static async Task<JsonElement> ReadAsync(HttpClient http, string path)
    {
        JsonElement read = default;
        await Eventually.TrueAsync("it is told", Patience, async () =>
        {
            using var answer = await http.GetAsync(new Uri("api/v1/" + path, UriKind.Relative), Cancel);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return false;
            answer.EnsureSuccessStatusCode();
            read = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            return true;
        }, Cancel);
        return read;
    }
}
