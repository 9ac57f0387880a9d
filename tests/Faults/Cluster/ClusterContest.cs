using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>
/// A contest that is there through all that happens to a cluster: its time ended when the cluster began, so that every receipt of its
/// time comes late, in settling, and in the end it is certified from both nodes at once.
/// </summary>
internal sealed record ClusterContest(DateTimeOffset From, DateTimeOffset To)
{
    private const string Id = "through-it-all";
    private const int CertifiedTogether = 8;

    private static readonly TimeSpan Length = TimeSpan.FromDays(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly decimal[] Prizes = [500, 200, 200];

    public static async Task<ClusterContest> ScheduleAsync(HttpClient http, CancellationToken cancel)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var contest = new ClusterContest(now - Length, now);
        var rules = new
        {
            id = Id, name = "Through it all", subject = "collectors", measure = "amount", format = "best", startsAt = contest.From, endsAt = contest.To, settleDays = 0, tie = "first",
            prizes = new[] { new { fromRank = 1, toRank = 1, points = Prizes[0] }, new { fromRank = 2, toRank = 3, points = Prizes[1] } },
        };
        var body = JsonSerializer.Serialize(rules);

        // Sent again after a time-out, the draft is there already.
        await AnswerAsync(() => http.PostAsync(new Uri("api/v1/contests", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), cancel), cancel);
        using var scheduled = await AnswerAsync(() => http.PostAsync(new Uri($"api/v1/contests/{Id}/schedule", UriKind.Relative), null, cancel), cancel);
        scheduled.EnsureSuccessStatusCode();
        return contest;
    }

    /// <summary>Its standings are those of plain SQL at every node; certified from all nodes at once, its prizes are in the journal once.</summary>
    /// <returns>Prizes paid.</returns>
    public async Task<int> AssertPaidOnceAsync(RunningCluster cluster, CancellationToken cancel)
    {
        var expected = await cluster.Books.SumsAsync(From, To, cancel);
        foreach (var web in cluster.Webs)
        {
            var standings = (await ReadAsync(web.Http, "standings?limit=1000", cancel)).GetProperty("standings").EnumerateArray();
            Assert.Equal(expected, standings.Select(s => (s.GetProperty("id").GetString()!, s.GetProperty("value").GetDecimal())));
        }

        var certified = await Task.WhenAll(Enumerable.Range(0, CertifiedTogether).Select(i => CertifyAsync(cluster.Webs[i % cluster.Webs.Length].Http, cancel)));
        Assert.All(certified, code => Assert.Equal(HttpStatusCode.OK, code));

        var winners = expected.Take(Prizes.Length).Select((e, i) => (e.Collector, Prizes[i])).ToList();
        foreach (var web in cluster.Webs)
        {
            var payouts = (await ReadAsync(web.Http, "payouts", cancel)).GetProperty("payouts").EnumerateArray();
            Assert.Equal(winners, payouts.Select(p => (p.GetProperty("collectorId").GetString()!, p.GetProperty("points").GetDecimal())));
        }

        Assert.Equal(winners.OrderBy(w => w.Collector, StringComparer.Ordinal), await cluster.Books.PrizesAsync(cancel));
        return winners.Count;
    }

    private static async Task<HttpStatusCode> CertifyAsync(HttpClient http, CancellationToken cancel)
    {
        using var answer = await AnswerAsync(() => http.PostAsync(new Uri($"api/v1/contests/{Id}/certify", UriKind.Relative), null, cancel), cancel);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, string part, CancellationToken cancel)
    {
        using var answer = await AnswerAsync(() => http.GetAsync(new Uri($"api/v1/contests/{Id}/{part}", UriKind.Relative), cancel), cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    /// <summary>As any client does: what is answered "not now" is asked again.</summary>
    private static async Task<HttpResponseMessage> AnswerAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancel)
    {
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(
            "the contest is answered for",
            Patience,
            async () =>
            {
                answer?.Dispose();
                answer = await ask();
                return answer.StatusCode != HttpStatusCode.ServiceUnavailable;
            },
            cancel);
        return answer ?? throw new InvalidOperationException("Not asked.");
    }
}
