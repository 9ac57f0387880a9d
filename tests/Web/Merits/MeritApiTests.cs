using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Merits;

/// <summary>Badges, streak and level under the default plan: shown, without points.</summary>
public sealed class MeritApiTests(SharedServer shared) : ApiTests(shared)
{
    // 100,000 of cash without an account: 1,000.00 points, exactly level 2. It bounces: level 1, and no badge.
    [Fact]
    public async Task What_stands_is_shown_and_goes_when_it_is_taken_back()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "100000"));

        var merits = await GetAsync($"collectors/{Id("c")}/merits");
        Assert.Equal((2, "1000.00", "1000.00", "5000.00"), (merits.GetProperty("level").GetProperty("number").GetInt32(), Raw("lifetime"), Raw("from"), Raw("next")));
        var badge = Assert.Single(merits.GetProperty("badges").EnumerateArray());
        Assert.Equal("""{"kind":"firstReceipt","day":"2024-03-05","points":0.00,"scheme":"default/1"}""", badge.GetRawText());
        Assert.Equal("""[]""", (await GetAsync($"collectors/{Id("c")}/points")).GetProperty("expiring").GetRawText());

        using var me = await Floor.JoinAsync(Server, "Collector", Id("merited"), Id("c"));
        var page = PageText.Of((await me.GetAsync("/me")).Text);
        Assert.Contains("Level 2 Apprentice", page, StringComparison.Ordinal);
        Assert.Contains("4,000.00 points to Regular", page, StringComparison.Ordinal);
        Assert.Contains("First receipt on 5 Mar 2024", page, StringComparison.Ordinal);

        await AcceptAsync("reversals", Reversal("v", "1"));
        merits = await GetAsync($"collectors/{Id("c")}/merits");
        Assert.Equal((1, "[]"), (merits.GetProperty("level").GetProperty("number").GetInt32(), merits.GetProperty("badges").GetRawText()));
        Assert.Contains("No badge yet.", PageText.Of((await me.GetAsync("/me")).Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"collectors/{Id("nobody")}/merits")).Status);

        string Raw(string name) => merits.GetProperty("level").GetProperty(name).GetRawText();
    }
}
