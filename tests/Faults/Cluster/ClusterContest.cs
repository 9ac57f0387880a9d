using System.Net;
using System.Net.Http.Json;

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
        (await http.PostAsJsonAsync(new Uri("api/v1/contests", UriKind.Relative), rules, cancel)).EnsureSuccessStatusCode();
        (await http.PostAsync(new Uri($"api/v1/contests/{Id}/schedule", UriKind.Relative), null, cancel)).EnsureSuccessStatusCode();
        return contest;
    }

    /// <summary>Its standings are those of plain SQL at every node; certified from all nodes at once, its prizes are in the journal once.</summary>
    /// <returns>Prizes paid.</returns>
    public async Task<int> AssertPaidOnceAsync(RunningCluster cluster, CancellationToken cancel)
    {
        var expected = await cluster.Books.SumsAsync(From, To, cancel);
        foreach (var web in cluster.Webs)
        {
            var standings = (await web.Http.GetJsonAsync($"api/v1/contests/{Id}/standings?limit=1000", cancel)).GetProperty("standings").EnumerateArray();
            Assert.Equal(expected, standings.Select(s => (s.GetProperty("id").GetString()!, s.GetProperty("value").GetDecimal())));
        }

        var certified = await Task.WhenAll(Enumerable.Range(0, CertifiedTogether).Select(i => CertifyAsync(cluster.Webs[i % cluster.Webs.Length].Http, cancel)));
        Assert.All(certified, code => Assert.Equal(HttpStatusCode.OK, code));

        var winners = expected.Take(Prizes.Length).Select((e, i) => (e.Collector, Prizes[i])).ToList();
        foreach (var web in cluster.Webs)
        {
            var payouts = (await web.Http.GetJsonAsync($"api/v1/contests/{Id}/payouts", cancel)).GetProperty("payouts").EnumerateArray();
            Assert.Equal(winners, payouts.Select(p => (p.GetProperty("collectorId").GetString()!, p.GetProperty("points").GetDecimal())));
        }

        Assert.Equal(winners.OrderBy(w => w.Collector, StringComparer.Ordinal), await cluster.Books.PrizesAsync(cancel));
        return winners.Count;
    }

    private static async Task<HttpStatusCode> CertifyAsync(HttpClient http, CancellationToken cancel)
    {
        using var answer = await http.PostAsync(new Uri($"api/v1/contests/{Id}/certify", UriKind.Relative), null, cancel);
        return answer.StatusCode;
    }
}
