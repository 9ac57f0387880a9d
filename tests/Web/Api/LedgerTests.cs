using System.Net;
using System.Text.Json;

namespace Leaderboard.Web.Api;

/// <summary>Every entry of a collector, with what explains it.</summary>
public sealed class LedgerTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task The_points_of_all_entries_sum_to_the_balance_and_each_follows_from_its_figures()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("accounts", Account("m3", 75), Account("m6plus", 200));
        await AcceptAsync(
            "recoveries",
            Receipt("1", "c", "333.33", more: On("m3")), Receipt("2", "c", "20000", more: On("m6plus") + ",\"kind\":\"assetInLieu\",\"channel\":\"cheque\""),
            Receipt("3", "c", "1.50"));
        await AcceptAsync("reversals", Reversal("v1", "3", ",\"amount\":0.50"), Reversal("v2", "3"));

        var entries = await EntriesAsync();
        var points = await GetAsync($"collectors/{Id("c")}/points");

        Assert.Equal(5, entries.Length);
        Assert.Equal(Number(points, "balance"), entries.Sum(e => Number(e, "points")));
        Assert.Equal(entries.Select(e => e.GetProperty("seq").GetInt64()).Order(), entries.Select(e => e.GetProperty("seq").GetInt64()));
        foreach (var entry in entries)
        {
            var before = entry.GetProperty("reversedBefore").ValueKind == JsonValueKind.Null ? 0 : Number(entry, "reversedBefore");
            var expected = before == 0 && Number(entry, "amount") > 0
                ? PointsOf(entry, Number(entry, "amount"))
                : PointsOf(entry, before) - PointsOf(entry, before - Number(entry, "amount"));
            Assert.Equal(expected, Number(entry, "points"));
        }

        var asset = entries[1];
        Assert.Equal(
            ("recovery", "assetInLieu", "cheque", "M6+", 0.6m, 1.4m),
            (Text(asset, "kind"), Text(asset, "recoveryKind"), Text(asset, "channel"), Text(asset, "bucket"), Number(asset, "kindFactor"), Number(asset, "bucketFactor")));
        Assert.Equal("2024-03-12T00:00:00+08:00", Text(asset, "vestsAt"));
        var last = entries[4];
        Assert.Equal(("reversal", Id("v2"), Id("3"), -1m, 0.5m), (Text(last, "kind"), Text(last, "id"), Text(last, "source"), Number(last, "amount"), Number(last, "reversedBefore")));
    }

    [Fact]
    public async Task Pages_follow_each_other_by_the_number_of_the_last_entry()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", [.. Enumerable.Range(1, 7).Select(i => Receipt($"r{i}", "c"))]);
        var seen = new List<string>();
        for (var after = 0L; await EntriesAsync($"?after={after}&limit=3") is { Length: > 0 } page; after = page[^1].GetProperty("seq").GetInt64())
            seen.AddRange(page.Select(e => Text(e, "id")));

        Assert.Equal(7, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((await EntriesAsync()).Select(e => Text(e, "id")), seen);
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("?limit=1001", HttpStatusCode.BadRequest)]
    [InlineData("?after=-1", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_asked_is_refused(string query, HttpStatusCode status)
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal(status, (await SendAsync(HttpMethod.Get, $"collectors/{Id("c")}/ledger{query}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"collectors/{Id("nobody")}/ledger")).Status);
    }

    [Fact]
    public async Task Provisional_points_say_when_they_vest()
    {
        await PutFloorAsync(("t", ["c"]));
        var now = DateTimeOffset.UtcNow.ToString("O");
        await AcceptAsync(
            "recoveries", Receipt("a", "c", "500", now, ",\"channel\":\"card\""), Receipt("b", "c", "300", now, ",\"channel\":\"cheque\""), Receipt("c", "c", "200", now, ",\"channel\":\"cash\""));

        var points = await GetAsync($"collectors/{Id("c")}/points");

        Assert.Equal((10m, 2m, 8m), (Number(points, "balance"), Number(points, "vested"), Number(points, "provisional")));
        Assert.Equal([5m, 3m], points.GetProperty("vesting").EnumerateArray().Select(v => Number(v, "points")));
    }

    private static decimal PointsOf(JsonElement entry, decimal amount) =>
        Math.Round(amount * Number(entry, "kindFactor") * Number(entry, "bucketFactor") / 100, 2, MidpointRounding.AwayFromZero);

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private async Task<JsonElement[]> EntriesAsync(string query = "") =>
        [.. (await GetAsync($"collectors/{Id("c")}/ledger{query}")).GetProperty("entries").EnumerateArray()];

    private string Account(string id, int daysPastDue) => FormattableString.Invariant($"{{\"id\":\"{Id(id)}\",\"daysPastDue\":{daysPastDue}}}");

    private string On(string account) => $",\"accountId\":\"{Id(account)}\"";
}
