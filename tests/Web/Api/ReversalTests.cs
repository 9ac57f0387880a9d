using System.Globalization;

namespace Leaderboard.Web.Api;

public sealed class ReversalTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string, string, string, string> BadFields => new()
    {
        { "id", "null", "invalidId", "id" },
        { "id", "\"a b\"", "invalidId", "id" },
        { "recoveryId", "null", "invalidId", "recoveryId" },
        { "recoveryId", "\"" + "no-such-recovery" + "\"", "unknownRecovery", "recoveryId" },
        { "amount", "0", "invalidAmount", "amount" },
        { "amount", "-5", "invalidAmount", "amount" },
        { "amount", "1.005", "invalidAmount", "amount" },
        { "amount", "\"NaN\"", "invalidAmount", "amount" },
        { "amount", "100.01", "exceedsRecovery", "amount" },
        { "reason", "null", "invalidReason", "reason" },
        { "reason", "\"whim\"", "invalidReason", "reason" },
        { "reason", "3", "invalidReason", "reason" },
        { "reversedAt", "\"yesterday\"", "invalidTime", "reversedAt" },
        { "reversedAt", "\"2024-03-05T12:00:00\"", "invalidTime", "reversedAt" },
        { "reversedAt", "\"9000-01-01T00:00:00Z\"", "futureDated", "reversedAt" },
        { "currency", "\"EUR\"", "invalidCurrency", "currency" },
        { "note", "7", "invalidField", "note" },
        { "note", "\"\\ud800\"", "invalidField", "note" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_bad_field_is_named_with_its_code_and_nothing_is_taken_back(string field, string value, string code, string faulty)
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        var items = await PostItemsAsync("reversals", Reversal("v", "r", $",\"{field}\":{value}"));

        var error = items[0].GetProperty("error");
        Assert.Equal(code, Text(error, "code"));
        Assert.Equal(faulty, Text(error, "field"));
        Assert.Equal(["1 c 100.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Theory]
    [InlineData("bounced")]
    [InlineData("chargeback")]
    [InlineData("refund")]
    [InlineData("error")]
    [InlineData("other")]
    public async Task Every_reason_is_taken(string reason)
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        await AcceptAsync("reversals", Reversal("v", "r", $",\"reason\":\"{reason}\",\"note\":\"退票\""));
    }

    [Fact]
    public async Task Without_an_amount_all_that_is_left_is_reversed_and_the_repeat_is_a_duplicate()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));
        await AcceptAsync("reversals", Reversal("part", "r", ",\"amount\":30"));

        Assert.Equal(-0.70m, Assert.Single(await PostForPointsAsync("reversals", Reversal("rest", "r"))));
        Assert.Equal(["duplicate"], await PostAsync("reversals", Reversal("rest", "r")));
        Assert.Equal(["1 c 0.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task A_new_id_with_nothing_left_exceeds_the_recovery()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));
        await AcceptAsync("reversals", Reversal("v", "r"));

        Assert.Equal(["exceedsRecovery", "exceedsRecovery"], await PostAsync("reversals", Reversal("w", "r"), Reversal("x", "r", ",\"amount\":0.01")));
    }

    [Fact]
    public async Task A_known_id_with_other_content_is_a_conflict()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"), Receipt("s", "c"));
        await AcceptAsync("reversals", Reversal("v", "r", ",\"amount\":100"));

        var statuses = await PostAsync(
            "reversals",
            Reversal("v", "r"), Reversal("v", "s", ",\"amount\":100"), Reversal("v", "no-such", ",\"amount\":100"),
            Reversal("v", "r", ",\"amount\":100,\"note\":\"n\""), Reversal("v", "r", ",\"amount\":100,\"reversedAt\":\"9000-01-01T00:00:00Z\""),
            Reversal("v", "r", ",\"amount\":\"100.00\",\"note\":null"));

        Assert.Equal(["conflict", "conflict", "conflict", "conflict", "conflict", "duplicate"], statuses);
    }

    [Fact]
    public async Task In_one_request_each_reversal_sees_what_those_before_it_left()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        var statuses = await PostAsync(
            "reversals",
            Reversal("1", "r", ",\"amount\":60"), Reversal("2", "r", ",\"amount\":60"), Reversal("3", "r", ",\"amount\":40"),
            Reversal("1", "r", ",\"amount\":60"), Reversal("1", "r", ",\"amount\":1"), Reversal("4", "r"));

        Assert.Equal(["accepted", "exceedsRecovery", "accepted", "duplicate", "conflict", "exceedsRecovery"], statuses);
    }

    [Fact]
    public async Task Many_reversals_at_once_never_take_back_more_than_was_received()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            PostAsync("reversals", Reversal(i.ToString(CultureInfo.InvariantCulture), "r", ",\"amount\":9"))));

        Assert.Equal(11, statuses.Count(s => s is ["accepted"]));
        Assert.Equal(9, statuses.Count(s => s is ["exceedsRecovery"]));
        Assert.Equal(["1 c 1.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task A_recoverys_id_and_a_reversals_id_may_be_the_same()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("same", "c"));

        await AcceptAsync("reversals", Reversal("same", "same"));
    }

    [Fact]
    public async Task A_reversal_counts_in_the_window_in_which_the_recovery_was_received()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c", receivedAt: "2024-03-31T23:59:59.999+08:00"), Receipt("s", "c", receivedAt: "2024-04-01T00:00:00+08:00"));

        await AcceptAsync("reversals", Reversal("v", "r", ",\"amount\":40,\"reversedAt\":\"2024-05-06T09:00:00+08:00\""));

        var march = Assert.Single(await RowsAsync($"boards/collectors/amount/month?at=2024-03-15&team={Id("t")}"));
        Assert.Equal("60.00", march.GetProperty("value").GetRawText());
        Assert.Equal("2024-05-06T09:00:00+08:00", Text(march, "reachedAt"));
        Assert.Equal(["1 c 100.00"], await StandingsAsync($"boards/collectors/amount/month?at=2024-04-15&team={Id("t")}"));
        Assert.Empty(await StandingsAsync($"boards/collectors/amount/month?at=2024-05-15&team={Id("t")}"));
    }
}
