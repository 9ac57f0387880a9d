using System.Globalization;
using System.Text.Json.Nodes;
using Leaderboard.Web.People;
using Leaderboard.Web.Schemes;

namespace Leaderboard.Web.Merits;

/// <summary>Points of a badge, and points that expire, as a program and their owner see them. The clock of a server of its own goes to the day on which the scheme takes effect.</summary>
public sealed class MeritWhyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // 10,000 in cash: 100.00 points that vest at once and last 20 days; 10.00 for the first receipt, which vest when a cheque would have cleared, 7 days later.
    // The receipt bounces: so does the badge. The page of the day after the last has nothing to announce.
    [Fact]
    public async Task A_badge_comes_and_goes_with_what_earned_it_and_says_why_and_its_owner_is_told_what_expires()
    {
        await using var spring = await SpringServer.StartAsync(
            scheme =>
            {
                scheme["caps"] = null;
                scheme["streaks"] = JsonNode.Parse("""{"days":3,"points":25}""");
                scheme["badges"] = JsonNode.Parse("""{"firstReceipt":10}""");
                scheme["expiry"] = JsonNode.Parse("""{"days":20,"noticeDays":30}""");
            },
            day => ["--Leaderboard:WorkDays=" + Iso(day)]);
        var day = spring.Day;
        await spring.SendAsync(HttpMethod.Post, "recoveries", $$"""[{"id":"r","collectorId":"c","amount":10000,"channel":"cash","receivedAt":"{{spring.Begun}}"}]""");
        await EventuallyAsync(spring, "the badge", "badge 10.00 first-receipt spring/1");

        var points = await spring.SendAsync(HttpMethod.Get, "collectors/c/points");
        Assert.Equal(("110.00", "100.00"), (points.GetProperty("balance").GetRawText(), points.GetProperty("vested").GetRawText()));
        Assert.Equal($$"""[{"lastDay":"{{Iso(day.AddDays(20))}}","points":100.00},{"lastDay":"{{Iso(day.AddDays(27))}}","points":10.00}]""", points.GetProperty("expiring").GetRawText());

        using var me = await Floor.JoinAsync(spring.Server, "Collector", "c-person", "c");
        var page = PageText.Of((await me.GetAsync("/me")).Text);
        Assert.Contains($"Expires after {English(day.AddDays(20))} 100.00", page, StringComparison.Ordinal);
        Assert.Contains($"110.00 points end one after the other, the first after {English(day.AddDays(20))}. Go to the shop", page, StringComparison.Ordinal);
        Assert.Contains("1 working day in a row.", page, StringComparison.Ordinal);
        Assert.Contains("3 in a row earn 25.00 points.", page, StringComparison.Ordinal);
        Assert.Contains($"First receipt on {English(day)} · 10.00 points each", page, StringComparison.Ordinal);
        Assert.Contains($"Earned on {English(day)}, by spring/1. Vests on {English(day.AddDays(7))}.", page, StringComparison.Ordinal);

        await spring.SendAsync(HttpMethod.Post, "reversals", """[{"id":"back","recoveryId":"r","reason":"bounced"}]""");
        await EventuallyAsync(spring, "the badge to go", "badge -10.00 first-receipt spring/1");
        page = PageText.Of((await me.GetAsync("/me")).Text);
        Assert.Contains("Taken back: First receipt", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Expires after", page, StringComparison.Ordinal);
        Assert.Equal("0.00", (await spring.SendAsync(HttpMethod.Get, "collectors/c/points")).GetProperty("balance").GetRawText());
    }

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string English(DateTime day) => day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en"));

    /// <summary>Merits are looked after every few seconds.</summary>
    private static async Task EventuallyAsync(SpringServer spring, string what, string entry) => await Testing.Eventually.TrueAsync(what, TimeSpan.FromSeconds(60), async () =>
        (await spring.SendAsync(HttpMethod.Get, "collectors/c/ledger")).GetProperty("entries").EnumerateArray()
        .Any(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("points").GetRawText()} {e.GetProperty("source").GetString()} {e.GetProperty("scheme").GetString()}" == entry), Cancel);
}
