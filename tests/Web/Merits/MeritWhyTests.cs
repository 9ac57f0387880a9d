using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

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
        var clock = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(clock, "0:00:00", Cancel);
            var day = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(2).Date;
            await using var server = await LeaderboardServer.StartAsync("--Leaderboard:ClockOffsetFile=" + clock, "--Leaderboard:WorkDays=" + Iso(day));
            using var http = server.Client();
            await SendAsync(http, HttpMethod.Put, "roster", """{"teams":[{"id":"t","name":"T"}],"collectors":[{"id":"c","name":"C","teamId":"t"}]}""");
            var scheme = JsonNode.Parse(ApiExamples.Scheme)!.AsObject();
            scheme["effectiveFrom"] = Iso(day);
            scheme["caps"] = null;
            scheme["streaks"] = JsonNode.Parse("""{"days":3,"points":25}""");
            scheme["badges"] = JsonNode.Parse("""{"firstReceipt":10}""");
            scheme["expiry"] = JsonNode.Parse("""{"days":20,"noticeDays":30}""");
            await SendAsync(http, HttpMethod.Post, "schemes", scheme.ToJsonString());
            await File.WriteAllTextAsync(clock, "2.00:00:00", Cancel);
            await Testing.Eventually.TrueAsync("the day", TimeSpan.FromSeconds(30), async () => (await SendAsync(http, HttpMethod.Get, "schemes/spring/1")).GetProperty("state").GetString() == "inForce", Cancel);

            var at = new DateTimeOffset(day, TimeSpan.FromHours(8)).AddMinutes(1).ToString("O", CultureInfo.InvariantCulture);
            await SendAsync(http, HttpMethod.Post, "recoveries", $$"""[{"id":"r","collectorId":"c","amount":10000,"channel":"cash","receivedAt":"{{at}}"}]""");
            await EventuallyAsync(http, "the badge", "badge 10.00 first-receipt spring/1");

            var points = await SendAsync(http, HttpMethod.Get, "collectors/c/points");
            Assert.Equal(("110.00", "100.00"), (points.GetProperty("balance").GetRawText(), points.GetProperty("vested").GetRawText()));
            Assert.Equal($$"""[{"lastDay":"{{Iso(day.AddDays(20))}}","points":100.00},{"lastDay":"{{Iso(day.AddDays(27))}}","points":10.00}]""", points.GetProperty("expiring").GetRawText());

            using var me = await Floor.JoinAsync(server, "Collector", "c-person", "c");
            var page = PageText.Of((await me.GetAsync("/me")).Text);
            Assert.Contains($"Expires after {English(day.AddDays(20))} 100.00", page, StringComparison.Ordinal);
            Assert.Contains("1 working day in a row.", page, StringComparison.Ordinal);
            Assert.Contains("3 in a row earn 25.00 points.", page, StringComparison.Ordinal);
            Assert.Contains($"First receipt on {English(day)} · 10.00 points each", page, StringComparison.Ordinal);
            Assert.Contains($"Earned on {English(day)}, by spring/1. Vests on {English(day.AddDays(7))}.", page, StringComparison.Ordinal);

            await SendAsync(http, HttpMethod.Post, "reversals", """[{"id":"back","recoveryId":"r","reason":"bounced"}]""");
            await EventuallyAsync(http, "the badge to go", "badge -10.00 first-receipt spring/1");
            page = PageText.Of((await me.GetAsync("/me")).Text);
            Assert.Contains("Taken back: First receipt", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Expires after", page, StringComparison.Ordinal);
            Assert.Equal("0.00", (await SendAsync(http, HttpMethod.Get, "collectors/c/points")).GetProperty("balance").GetRawText());
        }
        finally
        {
            File.Delete(clock);
        }
    }

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string English(DateTime day) => day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en"));

    /// <summary>Merits are looked after every few seconds.</summary>
    private static async Task EventuallyAsync(HttpClient http, string what, string entry) => await Testing.Eventually.TrueAsync(what, TimeSpan.FromSeconds(60), async () =>
        (await SendAsync(http, HttpMethod.Get, "collectors/c/ledger")).GetProperty("entries").EnumerateArray()
        .Any(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("points").GetRawText()} {e.GetProperty("source").GetString()} {e.GetProperty("scheme").GetString()}" == entry), Cancel);

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
