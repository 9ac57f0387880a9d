using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Schemes;

/// <summary>What a collector is told about points that another scheme gave. The clock of a server of its own goes to the day on which it takes effect.</summary>
public sealed class SchemeWhyTests
{
    // 100 × 1.2 × 1.0 ÷ 100 × 1.5 = 1.80; of 10,000: 180.00, together 181.80, of which 150.00 are left. Of the 100, 33.33 go back:
    // 33.33 × 1.2 ÷ 100 × 1.5 = 0.59994, so 0.60, and 0.60 of the cap come back.
    [Fact]
    public async Task The_figures_beside_a_receipt_multiply_to_its_points_under_any_scheme_and_a_limit_says_what_it_left()
    {
        await using var spring = await SpringServer.StartAsync(scheme =>
        {
            scheme["pointsPer100"] = 1.5m;
            scheme["kindFactors"]!["cash"] = 1.2m;
            scheme["caps"] = JsonNode.Parse("""{"collectorPerDay":150}""");
        });
        await spring.SendAsync(HttpMethod.Post, "recoveries", $$"""[{"id":"small","collectorId":"c","amount":100,"receivedAt":"{{spring.Begun}}"},{"id":"big","collectorId":"c","amount":10000,"receivedAt":"{{spring.Begun}}"}]""");
        await spring.SendAsync(HttpMethod.Post, "reversals", """[{"id":"back","recoveryId":"small","amount":33.33,"reason":"refund"}]""");

        var entries = (await spring.SendAsync(HttpMethod.Get, "collectors/c/ledger")).GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.Equal(
            ["small recovery 1.80", "big recovery 180.00", "back reversal -0.60", "cap -31.80", "cap 0.60"],
            entries.Values.OrderBy(e => e.GetProperty("kind").GetString() == "cap").Select(e => $"{(e.GetProperty("kind").GetString() == "cap" ? "" : e.GetProperty("id").GetString() + " ")}{e.GetProperty("kind").GetString()} {e.GetProperty("points").GetRawText()}"));
        Assert.All(entries.Values, e => Assert.Equal("spring/1", e.GetProperty("scheme").GetString()));
        Assert.Equal("150.00", (await spring.SendAsync(HttpMethod.Get, "collectors/c/points")).GetProperty("balance").GetRawText());

        using var manager = await ManagerAsync(spring.Server);
        var page = (await manager.GetAsync("/collectors/c")).Text;
        var lines = PageText.Parts(page, "<li class=\"receipt ").ToDictionary(l => l.Split("data-id=\"")[1].Split('"')[0], l => l[..l.IndexOf("</li>", StringComparison.Ordinal)], StringComparer.Ordinal);
        foreach (var (id, amount) in new[] { ("small", 100m), ("big", 10_000m), ("back", 33.33m) })
        {
            var product = PageText.OfClass(lines[id], "by").Aggregate(amount / 100, (p, by) => p * Number(by));
            Assert.Equal(3, PageText.OfClass(lines[id], "by").Count);
            Assert.Equal(Math.Round(product, 2, MidpointRounding.AwayFromZero), Number(PageText.OfClass(lines[id], "product")[0]));
            Assert.Equal(entries[id].GetProperty("points").GetDecimal(), Number(PageText.OfClass(lines[id], "points")[0]));
        }

        var text = PageText.Of(page);
        Assert.Contains("Of 181.80 points", text, StringComparison.Ordinal);
        Assert.Contains("leave 150.00", text, StringComparison.Ordinal);
        Assert.Contains("spring/1 is in force", PageText.Of((await manager.GetAsync("/manage/schemes")).Text), StringComparison.Ordinal);
    }

    private static async Task<Visitor> ManagerAsync(LeaderboardServer server)
    {
        var manager = new Visitor(server.Address);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendAsync("/welcome", "", ("userName", "first"), ("displayName", "First"), ("password", Floor.Password))).Status);
        return manager;
    }

    private static decimal Number(string shown) => decimal.Parse(
        new string([.. shown.Replace('\u2212', '-').Where(c => char.IsAsciiDigit(c) || c is '.' or '-')]), CultureInfo.InvariantCulture);
}
