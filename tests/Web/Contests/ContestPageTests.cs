using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Contests;

/// <summary>A contest's pages and its race, as its people and programs read them. Each test has a month of its own long ago.</summary>
public sealed class ContestPageTests(SharedServer shared) : ApiTests(shared)
{
    private static int _months;

    private readonly string _month = $"1985-{Interlocked.Increment(ref _months):00}";

    [Fact]
    public async Task The_race_of_a_contest_ends_where_its_standings_are()
    {
        await PutFloorAsync(("t", ["c", "d", "e"]), ("u", ["f"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "100", Day(2)), Receipt("2", "d", "300.5", Day(3)), Receipt("3", "c", "50", Day(9)), Receipt("4", "e", "1", Day(9)), Receipt("5", "f", "999", Day(9)));
        await ScheduleAsync("amount");

        var race = await GetAsync($"contests/{Id("k")}/race?leaders=2&also={Id("e")}");

        Assert.Equal(
            [$"{Id("d")} 300.50", $"{Id("c")} 150.00", $"{Id("e")} 1.00"],
            race.GetProperty("lines").EnumerateArray().Select(l => $"{Text(l, "id")} {l.GetProperty("values").EnumerateArray().Last().GetRawText()}"));
        Assert.Equal(race.GetProperty("times").GetArrayLength(), race.GetProperty("lines")[0].GetProperty("values").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Get, $"contests/{Id("k")}/race?leaders=11")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "contests/nothing/race")).Status);
    }

    [Fact]
    public async Task A_certificate_is_for_the_first_three_and_names_whom_the_reader_may_know()
    {
        await PutFloorAsync(("t", ["c", "d", "e", "g"]));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("c")}}","name":"Anna Real","alias":"Eagle"}]}""");
        await AcceptAsync("recoveries", Receipt("1", "c", "400", Day(2)), Receipt("2", "d", "300", Day(3)), Receipt("3", "e", "200", Day(4)), Receipt("4", "g", "100", Day(4)));
        await ScheduleAsync("amount");
        using var own = await Floor.JoinAsync(Server, "Collector", Id("own"), Id("c"));
        using var other = await Floor.JoinAsync(Server, "Collector", Id("other"), Id("d"));
        var path = $"/contests/{Id("k")}/certificate/";
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync(path + Id("c"))).Status);

        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/certify");

        Assert.Equal(["Anna Real"], PageText.OfClass((await own.GetAsync(path + Id("c"))).Text, "winner"));
        Assert.Equal(["Eagle"], PageText.OfClass((await other.GetAsync(path + Id("c"))).Text, "winner"));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(path + Id("e"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path + Id("g"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path + "nobody")).Status);
    }

    [Fact]
    public async Task A_page_says_the_own_place_first_to_who_runs_and_who_leads_to_anybody_else()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        var now = DateTimeOffset.UtcNow;
        await AcceptAsync("recoveries", Receipt("1", "c", "500", now.AddHours(-2).ToString("O")), Receipt("2", "d", "200", now.AddHours(-2).ToString("O")));
        await ScheduleAsync("amount", now.AddHours(-6).ToString("O"), now.AddHours(6).ToString("O"));
        using var runner = await Floor.JoinAsync(Server, "Collector", Id("runner"), Id("d"));
        using var manager = await Floor.ManagerAsync(Server);

        var own = (await runner.GetAsync($"/contests/{Id("k")}")).Text;
        var whole = (await manager.GetAsync($"/contests/{Id("k")}")).Text;

        Assert.Equal(["No. 2"], PageText.OfClass(own, "hero"));
        Assert.Contains("¥300.00 behind", own, StringComparison.Ordinal);
        Assert.Contains("¥300.00 ÷ ", own, StringComparison.Ordinal);
        // Half of twelve hours, and the seconds that this took.
        Assert.Matches(@"finish at ¥(39[89]|400)\.", own);
        Assert.Equal(["c"], PageText.OfClass(whole, "hero"));
        Assert.Contains("leads with ¥500.00", whole, StringComparison.Ordinal);
        Assert.Contains("data-until=", own, StringComparison.Ordinal);
    }

    private string Day(int day) => $"{_month}-{day:00}T12:00:00+08:00";

    private async Task ScheduleAsync(string measure, string? startsAt = null, string? endsAt = null)
    {
        var made = await SendAsync(HttpMethod.Post, "contests", $$"""
            {"id":"{{Id("k")}}","name":"Sprint","measure":"{{measure}}","format":"best","startsAt":"{{startsAt ?? Day(1)}}","endsAt":"{{endsAt ?? Day(27)}}","settleDays":0,
             "entrants":{"teams":["{{Id("t")}}"]},"prizes":[]}
            """);
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule")).Status);
    }
}
