namespace Leaderboard.Web.Api;

public sealed class AccountTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string, string, string> BadFields => new()
    {
        { "id", "null", "invalidId" },
        { "id", "\"a/1\"", "invalidId" },
        { "collectorId", "\"\"", "invalidId" },
        { "principal", "-1.001", "invalidAmount" },
        { "principal", "1e400", "invalidAmount" },
        { "onBalanceInterest", "0.001", "invalidAmount" },
        { "offBalanceInterest", "\"x\"", "invalidAmount" },
        { "daysPastDue", "-1", "invalidField" },
        { "daysPastDue", "1.5", "invalidField" },
        { "daysPastDue", "\"31\"", "invalidField" },
        { "secured", "\"yes\"", "invalidField" },
        { "product", "7", "invalidField" },
        { "asOf", "\"2024-01-01\"", "invalidTime" },
        { "asOf", "\"9000-01-01T00:00:00Z\"", "futureDated" },
        { "placedAt", "5", "invalidTime" },
        { "currency", "\"USD\"", "invalidCurrency" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_bad_field_is_named_with_its_code_and_the_entries_around_it_are_taken(string field, string value, string code)
    {
        var items = await PostItemsAsync("accounts", Account("a"), Account("b", $",\"{field}\":{value}"), Account("c"));

        Assert.Equal(["accepted", "rejected", "accepted"], items.Select(i => Text(i, "status")));
        Assert.Equal(code, Text(items[1].GetProperty("error"), "code"));
        Assert.Equal(field, Text(items[1].GetProperty("error"), "field"));
    }

    [Fact]
    public async Task The_same_snapshot_is_a_duplicate_and_another_of_the_same_moment_is_a_conflict()
    {
        const string asOf = ",\"asOf\":\"2024-01-01T00:00:00+08:00\"";
        await AcceptAsync("accounts", Account("a", asOf + ",\"principal\":5000"));

        var statuses = await PostAsync(
            "accounts",
            Account("a", asOf + ",\"principal\":\"5000.00\""), Account("a", asOf + ",\"principal\":4000"), Account("a", ",\"principal\":4000,\"asOf\":\"2024-02-01T00:00:00+08:00\""));

        Assert.Equal(["duplicate", "conflict", "accepted"], statuses);
    }

    [Fact]
    public async Task Balances_may_be_zero_and_borrower_and_contract_come_along() => await AcceptAsync(
        "accounts",
        Account("a", ",\"principal\":0,\"onBalanceInterest\":0,\"offBalanceInterest\":0,\"daysPastDue\":0,\"secured\":false,\"product\":\"信用卡\",\"borrower\":{\"name\":\"张三\"},\"contract\":{\"number\":\"1\"}"));

    /// <summary>More was received than was owed: the bank says so, and the row is no fault.</summary>
    [Fact]
    public async Task A_balance_may_be_one_of_credit() => await AcceptAsync("accounts", Account("a", ",\"principal\":-5.25,\"daysPastDue\":181"));

    [Fact]
    public async Task A_receipt_without_collector_credits_who_held_the_account_when_it_was_received()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        await AcceptAsync(
            "accounts",
            Account("a", $",\"collectorId\":\"{Id("c")}\",\"asOf\":\"2024-01-01T00:00:00+08:00\""),
            Account("a", $",\"collectorId\":\"{Id("d")}\",\"asOf\":\"2024-02-01T00:00:00+08:00\""));

        await AcceptAsync(
            "recoveries",
            OfAccount("before", "a", "1", "2023-06-01T00:00:00+08:00"),
            OfAccount("first", "a", "2", "2024-01-31T23:59:59+08:00"),
            OfAccount("second", "a", "4", "2024-02-01T00:00:00+08:00"),
            Receipt("named", "c", "8", more: $",\"accountId\":\"{Id("a")}\""));

        Assert.Equal(["1 c 11.00", "2 d 4.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task A_receipt_of_an_account_that_nobody_holds_waits_with_unassigned()
    {
        await AcceptAsync("accounts", Account("nobodys"));
        var before = await UnassignedAsync();

        await AcceptAsync("recoveries", OfAccount("r", "nobodys", "3", Noon), OfAccount("s", "not-on-file", "4", Noon));

        Assert.Equal(before + 7m, await UnassignedAsync());
    }

    private string Account(string id, string more = "") => $$"""{"id":"{{Id(id)}}"{{more}}}""";

    private string OfAccount(string id, string account, string amount, string receivedAt) =>
        $$"""{"id":"{{Id(id)}}","accountId":"{{Id(account)}}","amount":{{amount}},"receivedAt":"{{receivedAt}}"}""";

    private async Task<decimal> UnassignedAsync()
    {
        var answer = await SendAsync(HttpMethod.Get, "boards/collectors/amount/day/unassigned?at=2024-03-05");
        return answer.Status == System.Net.HttpStatusCode.NotFound ? 0 : answer.Body.GetProperty("value").GetDecimal();
    }
}
