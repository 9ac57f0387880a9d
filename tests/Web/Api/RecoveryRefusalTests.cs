using System.Globalization;

namespace Leaderboard.Web.Api;

public sealed class RecoveryRefusalTests(SharedServer shared) : ApiTests(shared)
{
    private const string Good = """{"id":"$id","collectorId":"$c","amount":100,"receivedAt":"2024-03-05T12:00:00+08:00"}""";

    public static TheoryData<string, string, string?, string> Amounts => new()
    {
        { "amount", "0", "invalidAmount", "amount" },
        { "amount", "-1", "invalidAmount", "amount" },
        { "amount", "0.001", "invalidAmount", "amount" },
        { "amount", "12.500", "invalidAmount", "amount" },
        { "amount", "10000000000000.01", "invalidAmount", "amount" },
        { "amount", "1e400", "invalidAmount", "amount" },
        { "amount", "1e-400", "invalidAmount", "amount" },
        { "amount", "1e-30", "invalidAmount", "amount" },
        { "amount", "\"NaN\"", "invalidAmount", "amount" },
        { "amount", "\"Infinity\"", "invalidAmount", "amount" },
        { "amount", "\"1,250.00\"", "invalidAmount", "amount" },
        { "amount", "\" 1\"", "invalidAmount", "amount" },
        { "amount", "\"+1\"", "invalidAmount", "amount" },
        { "amount", "\"\"", "invalidAmount", "amount" },
        { "amount", "\"¥5\"", "invalidAmount", "amount" },
        { "amount", "\"\\ud800\"", "invalidAmount", "amount" },
        { "amount", "true", "invalidAmount", "amount" },
        { "amount", "[]", "invalidAmount", "amount" },
        { "amount", "null", "invalidAmount", "amount" },
    };

    public static TheoryData<string, string, string?, string> Times => new()
    {
        { "receivedAt", "null", "invalidTime", "receivedAt" },
        { "receivedAt", "1709611200", "invalidTime", "receivedAt" },
        { "receivedAt", "\"2024-03-05\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"2024-03-05T12:00:00\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"2024-02-30T12:00:00Z\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"2024-03-05T24:00:00Z\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"2024-03-05T12:00:00+0800\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"0001-01-01T00:00:00Z\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"10000-01-01T00:00:00Z\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"9999-12-31T23:59:59-08:00\"", "invalidTime", "receivedAt" },
        { "receivedAt", "\"9999-12-31T23:59:59Z\"", "futureDated", "receivedAt" },
        { "receivedAt", "\"9999-12-31T23:59:59+14:00\"", "futureDated", "receivedAt" },
        { "receivedAt", "\"\\udc00024-03-05T12:00:00Z\"", "invalidTime", "receivedAt" },
    };

    public static TheoryData<string, string, string?, string> Words => new()
    {
        { "kind", "\"gift\"", "invalidKind", "kind" },
        { "kind", "\"Cash\"", "invalidKind", "kind" },
        { "kind", "1", "invalidKind", "kind" },
        { "channel", "\"pigeon\"", "invalidKind", "channel" },
        { "currency", "\"USD\"", "invalidCurrency", "currency" },
        { "currency", "7", "invalidCurrency", "currency" },
        { "collectorId", "\"nobody-of-that-name\"", "unknownCollector", "collectorId" },
        { "collectorId", "null", "unknownCollector", "collectorId" },
        { "collectorId", "\"with blank\"", "invalidId", "collectorId" },
        { "collectorId", "5", "invalidId", "collectorId" },
        { "accountId", "\"a/b\"", "invalidId", "accountId" },
        { "id", "null", "invalidId", "id" },
        { "id", "\"\"", "invalidId", "id" },
        { "id", "17", "invalidId", "id" },
        { "id", "\"收款\"", "invalidId", "id" },
        { "id", "\"\\ud83d\"", "invalidId", "id" },
    };

    [Theory]
    [MemberData(nameof(Amounts))]
    [MemberData(nameof(Times))]
    [MemberData(nameof(Words))]
    public async Task A_bad_field_is_named_with_its_code_and_the_entries_around_it_are_taken(string field, string value, string? code, string faulty)
    {
        await PutFloorAsync(("t", ["c"]));

        var items = await PostItemsAsync("recoveries", Receipt("before", "c"), Bad(field, value), Receipt("after", "c"));

        Assert.Equal("accepted", Text(items[0], "status"));
        Assert.Equal("accepted", Text(items[2], "status"));
        Assert.Equal("rejected", Text(items[1], "status"));
        var error = items[1].GetProperty("error");
        Assert.Equal(code, Text(error, "code"));
        Assert.Equal(faulty, Text(error, "field"));
        Assert.NotEmpty(Text(error, "message"));
        Assert.False(items[1].TryGetProperty("points", out _));
    }

    [Fact]
    public async Task Ids_have_1_to_64_characters()
    {
        await PutFloorAsync(("t", ["c"]));
        string WithId(string id) => Receipt("x", "c").Replace(Id("x"), id, StringComparison.Ordinal);
        var longest = Id("x").PadRight(64, '.');

        var statuses = await PostAsync("recoveries", WithId(longest), WithId(longest + "."), WithId(new string('a', 10_000)));

        Assert.Equal(["accepted", "invalidId", "invalidId"], statuses);
    }

    [Fact]
    public async Task The_largest_and_the_smallest_amount_are_taken_as_number_and_as_text()
    {
        await PutFloorAsync(("t", ["c"]));

        var statuses = await PostAsync(
            "recoveries",
            Receipt("1", "c", "10000000000000"), Receipt("2", "c", "\"0.01\""), Receipt("3", "c", "1e2"), Receipt("4", "c", "1.25e1"));

        Assert.Equal(["accepted", "accepted", "accepted", "accepted"], statuses);
        Assert.Equal(["1 c 10000000000112.51"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task A_receipt_may_be_dated_24_hours_ahead_and_not_more()
    {
        await PutFloorAsync(("t", ["c"]));
        string Ahead(double hours) => DateTimeOffset.UtcNow.AddHours(hours).ToString("O", CultureInfo.InvariantCulture);

        var statuses = await PostAsync("recoveries", Receipt("near", "c", receivedAt: Ahead(23.9)), Receipt("far", "c", receivedAt: Ahead(24.1)));

        Assert.Equal(["accepted", "futureDated"], statuses);
    }

    [Fact]
    public async Task The_institutions_own_currency_may_be_named_and_is_no_part_of_the_content()
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal(["accepted", "duplicate"], await PostAsync("recoveries", Receipt("r", "c", more: ",\"currency\":\"CNY\""), Receipt("r", "c")));
    }

    [Fact]
    public async Task Of_a_property_sent_twice_the_last_counts()
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal([7m / 100], await PostForPointsAsync("recoveries", Receipt("r", "c", more: ",\"amount\":7")));
    }

    [Fact]
    public async Task A_property_nobody_knows_is_left_alone()
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal(["accepted"], await PostAsync("recoveries", Receipt("r", "c", more: ",\"colour\":{\"deep\":[1,2,3]}")));
    }

    private string Bad(string field, string value)
    {
        var entry = Good.Replace("$id", Id("bad"), StringComparison.Ordinal).Replace("$c", Id("c"), StringComparison.Ordinal);
        return $"{entry[..^1]},\"{field}\":{value}}}";
    }
}
