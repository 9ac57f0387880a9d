using System.Diagnostics;

namespace Leaderboard.Web.Api;

public sealed class EntryIdentityTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string, string> SameContent => new()
    {
        { "\"amount\":12.5", "\"amount\":\"12.50\"" },
        { "\"amount\":12.5", "\"amount\":1.25e1" },
        { "\"amount\":12.5,\"kind\":\"cash\"", "\"amount\":12.50" },
        { "\"amount\":12.5,\"channel\":\"transfer\",\"kind\":null", "\"amount\":12.50,\"channel\":null" },
        { "\"amount\":1,\"receivedAt\":\"2024-03-05T04:00:00Z\"", "\"amount\":1,\"receivedAt\":\"2024-03-05T04:00:00+00:00\"" },
        { "\"amount\":1,\"receivedAt\":\"2024-03-05T12:00:00+08:00\"", "\"amount\":1,\"receivedAt\":\"2024-03-05T04:00:00.000z\"" },
        { "\"amount\":1,\"receivedAt\":\"2024-03-05T23:30:00-04:30\"", "\"amount\":1,\"receivedAt\":\"2024-03-06t04:00:00Z\"" },
        { "\"amount\":1,\"accountId\":null", "\"amount\":1,\"unknown\":true" },
    };

    public static TheoryData<string, string> OtherContent => new()
    {
        { "\"amount\":12.5", "\"amount\":12.51" },
        { "\"amount\":1", "\"amount\":1,\"kind\":\"debtSale\"" },
        { "\"amount\":1", "\"amount\":1,\"channel\":\"card\"" },
        { "\"amount\":1", "\"amount\":1,\"accountId\":\"a-1\"" },
        { "\"amount\":1", "\"amount\":1,\"receivedAt\":\"2024-03-05T12:00:00.000001+08:00\"" },
        { "\"amount\":1", "\"amount\":1,\"receivedAt\":\"2024-03-05T12:00:00Z\"" },
    };

    [Theory]
    [MemberData(nameof(SameContent))]
    public async Task The_same_content_written_otherwise_is_a_duplicate(string first, string second)
    {
        await PutFloorAsync(("t", ["c"]));

        Assert.Equal(["accepted"], await PostAsync("recoveries", With(first)));
        Assert.Equal(["duplicate"], await PostAsync("recoveries", With(second)));
    }

    [Theory]
    [MemberData(nameof(OtherContent))]
    public async Task Other_content_under_a_known_id_is_a_conflict_and_changes_nothing(string first, string second)
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", With(first));
        var before = await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}");

        Assert.Equal(["conflict"], await PostAsync("recoveries", With(second)));
        Assert.Equal(before, await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
        Assert.Equal(["duplicate"], await PostAsync("recoveries", With(first)));
    }

    [Fact]
    public async Task An_id_in_the_journal_is_a_conflict_under_another_collector_known_or_not()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        Assert.Equal(["conflict"], await PostAsync("recoveries", Receipt("r", "d")));
        Assert.Equal(["conflict"], await PostAsync("recoveries", Receipt("r", "nobody")));
    }

    [Fact]
    public async Task An_id_in_the_journal_is_a_conflict_even_when_the_entry_would_now_be_future_dated()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c"));

        Assert.Equal(["conflict"], await PostAsync("recoveries", Receipt("r", "c", receivedAt: "9000-01-01T00:00:00Z")));
    }

    [Fact]
    public async Task A_receipt_sent_again_after_its_account_changed_hands_is_a_duplicate()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        string Account(string collector, string asOf) => $$"""{"id":"{{Id("a")}}","collectorId":"{{Id(collector)}}","asOf":"{{asOf}}"}""";
        await AcceptAsync("accounts", Account("c", "2024-01-01T00:00:00Z"));
        var receipt = $$"""{"id":"{{Id("r")}}","accountId":"{{Id("a")}}","amount":1,"receivedAt":"{{Noon}}"}""";
        await AcceptAsync("recoveries", receipt);
        await AcceptAsync("accounts", Account("d", "2024-02-01T00:00:00Z"));

        Assert.Equal(["duplicate"], await PostAsync("recoveries", receipt));
        Assert.Equal(["1 c 1.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task In_one_request_the_second_entry_of_an_id_is_judged_against_the_first()
    {
        await PutFloorAsync(("t", ["c", "d"]));

        var statuses = await PostAsync(
            "recoveries",
            Receipt("r", "c", "1"), Receipt("r", "c", "1.00"), Receipt("r", "c", "2"), Receipt("r", "d", "1"),
            Receipt("s", "nobody"), Receipt("s", "c"), Receipt("s", "c"), Receipt("s", "nobody"), Receipt("u", "nobody"), Receipt("u", "nobody"));

        Assert.Equal(
            ["accepted", "duplicate", "conflict", "conflict", "unknownCollector", "accepted", "duplicate", "conflict", "unknownCollector", "unknownCollector"],
            statuses);
        Assert.Equal(["1 c 101.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task Items_answer_in_the_order_of_the_array_with_the_ids_that_were_sent()
    {
        await PutFloorAsync(("t", ["c", "d", "e"]));
        var collectors = new[] { "e", "c", "d" };
        var ids = Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"r{i * 7919 % 300}")).ToArray();

        var items = await PostItemsAsync("recoveries", [.. ids.Select((id, i) => Receipt(id, collectors[i % 3]))]);

        Assert.Equal(ids.Select(Id), items.Select(i => Text(i, "id")));
    }

    [Fact]
    public async Task A_thousand_entries_of_one_id_are_answered_quickly_and_taken_once()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        var entries = Enumerable.Range(0, 1000).Select(i => Receipt("r", (i % 4) switch { 0 => "nobody", 1 => "c", 2 => "d", _ => "c" }, (1 + (i % 5)).ToString(null as IFormatProvider))).ToArray();
        var began = Stopwatch.GetTimestamp();

        var statuses = await PostAsync("recoveries", entries);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("unknownCollector", statuses[0]);
        Assert.Single(statuses, "accepted");
        Assert.Equal("accepted", statuses[1]);
        Assert.Equal(["1 c 2.00"], await StandingsAsync($"boards/collectors/amount/all?team={Id("t")}"));
    }

    [Fact]
    public async Task A_thousand_different_refusals_of_one_id_are_answered_quickly()
    {
        await PutFloorAsync(("t", ["c"]));
        var entries = Enumerable.Range(1, 1000).Select(i => Receipt("r", "nobody", i.ToString(null as IFormatProvider))).ToArray();
        var began = Stopwatch.GetTimestamp();

        var statuses = await PostAsync("recoveries", entries);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.All(statuses, s => Assert.Equal("unknownCollector", s));
    }

    private string With(string fields) => $$"""{"receivedAt":"{{Noon}}","id":"{{Id("r")}}","collectorId":"{{Id("c")}}",{{fields}}}""";
}
