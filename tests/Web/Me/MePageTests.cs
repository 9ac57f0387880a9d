using System.Globalization;
using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Me;

/// <summary>A collector's own page, as its reader finds it.</summary>
public sealed class MePageTests(SharedServer shared) : ApiTests(shared)
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("O");

    [Fact]
    public async Task The_figures_beside_each_receipt_multiply_to_its_points_for_every_kind_and_bucket()
    {
        await PutFloorAsync(("t", ["c"]));
        int?[] ages = [null, 0, 20, 45, 75, 100, 140, 170, 400];
        string[] kinds = ["cash", "assetInLieu", "restructured", "debtSale", "writtenOffRecovery"];
        await AcceptAsync("accounts", [.. ages.OfType<int>().Select(a => FormattableString.Invariant($"{{\"id\":\"{Id("a" + a)}\",\"daysPastDue\":{a}}}"))]);
        var receipts = ages.SelectMany(a => kinds.Select((k, i) => Receipt(
            FormattableString.Invariant($"r{a}-{i}"), "c", FormattableString.Invariant($"{1234.57m + (i * 100) + (a ?? 7)}"), Now,
            $",\"kind\":\"{k}\"" + (a is null ? "" : $",\"accountId\":\"{Id("a" + a)}\"")))).ToArray();
        await AcceptAsync("recoveries", receipts);
        await AcceptAsync(
            "reversals", Reversal("v1", "r45-0", ",\"amount\":0.33"), Reversal("v2", "r45-0", ",\"amount\":100.01"), Reversal("v3", "r45-0"), Reversal("v4", "r400-1"));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("multiplies"), Id("c"));

        var shown = PageText.Parts((await me.GetAsync("/me")).Text, "<li class=\"receipt ");

        Assert.Equal(receipts.Length + 4, shown.Count);
        var stored = (await GetAsync($"collectors/{Id("c")}/ledger?limit=1000")).GetProperty("entries").EnumerateArray().ToDictionary(e => Text(e, "id"), e => e.GetProperty("points").GetDecimal());
        foreach (var markup in shown)
        {
            var line = markup[..markup.IndexOf("</li>", StringComparison.Ordinal)];
            var id = line.Split("data-id=\"")[1].Split('"')[0];
            var factors = PageText.OfClass(line, "by").Select(Number).ToArray();
            var product = Math.Round(Number(PageText.OfClass(line, "amount")[0]) * factors[0] * factors[1] / 100, 2, MidpointRounding.AwayFromZero);
            var before = PageText.OfClass(line, "before") is [var taken] ? Number(taken) : 0;

            Assert.Equal(product, Number(PageText.OfClass(line, "product")[0]));
            Assert.Equal(stored[id], Number(PageText.OfClass(line, "points")[0]));
            Assert.Equal(stored[id], line.StartsWith("reversal", StringComparison.Ordinal) ? before - product : product);
        }
    }

    [Fact]
    public async Task A_reversal_names_its_receipt_and_when_that_came_in()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("early", "c", "500"));
        await AcceptAsync("reversals", Reversal("back", "early"));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("names"), Id("c"));

        var page = PageText.Of((await me.GetAsync("/me")).Text);

        Assert.Contains("Taken back: bounced", page, StringComparison.Ordinal);
        Assert.Contains($"Takes back from receipt {Id("early")} of 5 Mar 12:00", page, StringComparison.Ordinal);
        Assert.Contains("−5.00 pts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gap_and_the_pace_are_said_with_what_they_are_divided_by()
    {
        await PutFloorAsync(("t", ["c", "ahead"]));
        var all = await RowsAsync("boards/collectors/amount/day?limit=1");
        var top = 100_000_000 + (all.Length == 0 ? 0 : all[0].GetProperty("value").GetDecimal());
        await AcceptAsync("recoveries", Receipt("1", "ahead", Plain(top + 12_345), Now), Receipt("2", "c", Plain(top), Now));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("paced"), Id("c"));

        var page = (await me.GetAsync("/me")).Text;

        var place = PageText.OfId(page, "day-place");
        Assert.StartsWith("No. ", place, StringComparison.Ordinal);
        var pace = PageText.OfId(page, "day-pace") ?? "";
        var numbers = pace.Split(' ').Where(w => w.Length > 0 && (w[0] == '¥' || char.IsAsciiDigit(w[0]))).Select(Number).ToArray();
        Assert.Equal(3, numbers.Length);
        Assert.Equal(Math.Ceiling(numbers[1] / numbers[2] * 100) / 100, numbers[0]);
        var row = await GetAsync($"boards/collectors/amount/day/{Id("c")}");
        Assert.Equal(row.GetProperty("gapToNext").GetDecimal(), numbers[1]);
        Assert.Equal("No. " + row.GetProperty("rank").GetInt32(), place);
        Assert.Contains("¥" + numbers[1].ToString("N2", CultureInfo.InvariantCulture), PageText.OfId(page, "day-gap"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_say_what_is_available_and_when_the_rest_vests()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "10000", Now, ",\"channel\":\"cash\""), Receipt("2", "c", "5000", Now, ",\"channel\":\"cheque\""));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("vests"), Id("c"));

        var page = PageText.Of((await me.GetAsync("/me")).Text);

        Assert.Contains("100.00 available", page, StringComparison.Ordinal);
        Assert.Contains("Balance 150.00 Vested 100.00 Provisional 50.00 Vests on", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_target_stands_with_what_is_done_what_is_left_and_what_each_day_has_to_bring()
    {
        await PutFloorAsync(("t", ["c", "mate"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "100.01", Now), Receipt("2", "mate", "7", Now));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("aims"), Id("c"));
        using var mate = await Floor.JoinAsync(Server, "Collector", Id("aims-not"), Id("mate"));
        Assert.DoesNotContain("target-month", (await me.GetAsync("/me")).Text, StringComparison.Ordinal);
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        foreach (var (period, target) in new[] { ("month", "3000"), ("week", "100.01") })
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, $"teams/{Id("t")}/targets/{period}/{today:yyyy-MM-dd}", $$"""{"collectors":[{"id":"{{Id("c")}}","target":{{target}}}]}""")).Status);

        var page = (await me.GetAsync("/me")).Text;

        // Hired today: 2,899.99 on today and the days that are left of the month, rounded up to the cent.
        var days = DateTime.DaysInMonth(today.Year, today.Month) - today.Day + 1;
        var perDay = Math.Ceiling(289_999m / days) / 100;
        Assert.Equal(["3.33%", "100.00%"], PageText.OfClass(page, "big").Where(b => b.EndsWith('%')));
        var text = PageText.Of(page);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"¥100.01 recovered of ¥3,000.00"), text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"¥{perDay:N2} a day reaches it: ¥2,899.99 to go, {days} days left"), text, StringComparison.Ordinal);
        Assert.Contains("Reached, ¥0.00 above it.", text, StringComparison.Ordinal);
        Assert.Contains("Divided by Target: ¥3,000.00.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("3,000.00", (await mate.GetAsync("/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_what_its_script_listens_to_and_the_day_in_one_sentence()
    {
        await PutFloorAsync(("t", ["c"]));
        using var me = await Floor.JoinAsync(Server, "Collector", Id("anew"), Id("c"));
        Assert.StartsWith("No receipt yet today", PageText.OfId((await me.GetAsync("/me")).Text, "say"), StringComparison.Ordinal);
        await AcceptAsync("recoveries", Receipt("1", "c", "321.50", Now));

        var page = (await me.GetAsync("/me")).Text;

        Assert.Matches(@"^Today: No\. \d+ with ¥321\.50\. ", PageText.OfId(page, "say"));
        using var live = JsonDocument.Parse(page.Split("id=\"live\">")[1].Split("</script>")[0]);
        Assert.Equal("/me", Text(live.RootElement, "path"));
        Assert.Equal(Id("c"), Text(live.RootElement, "own"));
        var watches = live.RootElement.GetProperty("watches").EnumerateArray().ToArray();
        Assert.Equal(["day", "week", "month"], watches[..^1].Select(w => Text(w, "period")));
        Assert.True(watches[^1].GetProperty("redemptions").GetBoolean());
    }

    [Fact]
    public async Task Who_is_no_collector_is_told_why_there_is_nothing_and_where_to_go()
    {
        using var manager = await Floor.ManagerAsync(Server);

        var (status, page) = await manager.GetAsync("/me");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("You are signed in as: Manager", PageText.Of(page), StringComparison.Ordinal);
        Assert.Contains("href=\"/boards\"", page, StringComparison.Ordinal);
    }

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text.Replace("−", "-", StringComparison.Ordinal).Replace("¥", "", StringComparison.Ordinal).TrimStart('+'), NumberStyles.Number, CultureInfo.InvariantCulture);
}
