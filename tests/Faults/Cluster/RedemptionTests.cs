using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>Two nodes give the last item and the last points away once; a silo that dies in the middle of asking, deciding, handing over and returning loses nothing and does nothing twice.</summary>
public sealed class RedemptionTests
{
    private const int Racing = 200;
    private const int Askers = 10;
    private const int Lives = 100;
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

        // It is made by one of them; should that one not have heard so, all the others find it there.
        Assert.InRange(same.Count(told => told is { Status: HttpStatusCode.Created, WasUnheard: false }), same.Any(told => told.WasUnheard) ? 0 : 1, 1);
        Assert.Equal(10, await HeldAsync(cluster, "li"));
        Assert.Equal(20, (await Task.WhenAll(Enumerable.Range(0, Askers).Select(i => HeldAsync(cluster, Named(i))))).Sum());
    }

    [Fact]
    public async Task A_silo_that_dies_in_the_middle_of_it_does_nothing_twice()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(await server.CreateDatabaseAsync(), Cancel);
        string[] collectors = [.. Enumerable.Range(0, Askers).Select(Named)];
        foreach (var collector in collectors)
            await EarnAsync(cluster, collector, 50_000);
        await RedemptionLives.OfferAsync(cluster.Webs[0].Http, Cancel);

        var leading = Enumerable.Range(0, Lives).Select(life => RedemptionLives.LeadAsync(call => InsistAsync(cluster, life, call), life, collectors[life % Askers], Cancel)).ToList();
        await Task.WhenAny(leading);
        await cluster.Silos[0].KillAsync();
        await Task.WhenAll(leading);

        foreach (var web in cluster.Webs)
            await RedemptionLives.AssertAtTheirEndsAsync(path => ReadAsync(web.Http, path), Lives, collectors, 500);
    }

    private static string Named(int asker) => string.Create(CultureInfo.InvariantCulture, $"c-{asker}");

    private static HttpClient NodeOf(RunningCluster cluster, int i) => cluster.Webs[i % cluster.Webs.Length].Http;

    /// <summary>Kinds of answers, each with how many there were. What was made by a call that heard no answer counts as made by the one that did.</summary>
    private static IEnumerable<(HttpStatusCode Status, string? Code, int Count)> Counted(IEnumerable<Told> answers) =>
        answers.Select(a => (Status: a is { WasUnheard: true, Status: HttpStatusCode.OK } ? HttpStatusCode.Created : a.Status, a.Code)).GroupBy(a => a).Select(g => (g.Key.Status, g.Key.Code, g.Count())).OrderBy(c => c.Status);

    private static async Task<Told> InsistAsync(RunningCluster cluster, int i, string id, string collector, string reward)
    {
        var (unheard, code) = (0, (string?)null);
        var status = await InsistAsync(cluster, i, async http =>
        {
            unheard++;
            var answer = await http.PostAsJsonAsync(new Uri("api/v1/redemptions", UriKind.Relative), new { id, collectorId = collector, rewardId = reward, quantity = 1 }, Cancel);
            code = answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.BadRequest ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString() : null;
            return answer;
        });
        return new Told(status, code, unheard > 1);
    }

    /// <summary>As a sender does: again, at the other node, until it is told.</summary>
    private static async Task<HttpStatusCode> InsistAsync(RunningCluster cluster, int i, Func<HttpClient, Task<HttpResponseMessage>> call)
    {
        var (tries, told) = (i, HttpStatusCode.ServiceUnavailable);
        await Eventually.TrueAsync("it is told", Patience, async () =>
        {
            try
            {
                using var answer = await call(NodeOf(cluster, tries++));
                told = answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                told = HttpStatusCode.ServiceUnavailable;
            }

            return told != HttpStatusCode.ServiceUnavailable;
        }, Cancel);
        return told;
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

    /// <param name="Status">Of the answer that was heard.</param>
    /// <param name="Code">Of its problem.</param>
    /// <param name="WasUnheard">A call before it was not answered: it may have been done all the same.</param>
    private sealed record Told(HttpStatusCode Status, string? Code, bool WasUnheard);
}
