using System.Globalization;
using System.Net;
using Leaderboard.Schemes;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Schemes;

/// <summary>A scheme as a manager draws it up: changed, tried, confirmed, published.</summary>
public sealed class SchemePageTests(SharedServer shared) : ApiTests(shared)
{
    private const string New = "/manage/schemes/new";
    private static int _years = 2300;

    private readonly int _year = Interlocked.Increment(ref _years);

    [Fact]
    public async Task A_manager_sees_what_a_scheme_changes_and_publishes_it_after_confirming()
    {
        using var manager = await Floor.ManagerAsync(Server);
        var form = await FormAsync(("kindFactors.cash", "1.2"), ("caps.collectorPerDay", "1,500"));

        var looked = await manager.SendAsync(New, "Preview", form);
        Assert.Contains("Kind factors, cash: 1.00 → 1.20", looked.Text, StringComparison.Ordinal);
        Assert.Contains("Most in a day, a collector, points: none → 1,500.00 points", looked.Text, StringComparison.Ordinal);

        var unconfirmed = await manager.SendAsync(New, "Publish", form);
        Assert.Contains("Tick that you have read", unconfirmed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Id("s"), (await SendAsync(HttpMethod.Get, "schemes")).Text, StringComparison.Ordinal);

        var published = await manager.SendAsync(New, "Publish", [.. form, ("Confirmed", "true")]);
        Assert.Equal((HttpStatusCode.Redirect, $"/manage/schemes?published={Id("s")}%2F1"), (published.Status, published.Location));
        var (_, list) = await manager.GetAsync(published.Location!);
        Assert.Contains($"{Id("s")}/1 is published.", list, StringComparison.Ordinal);
        Assert.Equal("1.20", (await GetAsync($"schemes/{Id("s")}/1")).GetProperty("kindFactors").GetProperty("cash").GetRawText());
    }

    [Fact]
    public async Task What_stands_against_a_scheme_is_said_and_what_was_filled_in_stays()
    {
        using var manager = await Floor.ManagerAsync(Server);

        var refused = await manager.SendAsync(New, "Publish", [.. await FormAsync(("conduct.minorComplaint", "0"), ("conduct.seriousBreach", "0"), ("kindFactors.cash", "7")), ("Confirmed", "true")]);

        Assert.Contains("At least one conduct or quality measure has to weigh in", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Kind factors, cash: from 0.00 to 5.00.", refused.Text, StringComparison.Ordinal);
        Assert.Contains(Id("s"), refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_sees_the_schemes_and_only_who_may_publish_is_led_to_the_form()
    {
        await PutFloorAsync(("t", ["c"]));
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("collector"), Id("c"));
        using var manager = await Floor.ManagerAsync(Server);

        Assert.DoesNotContain(New, (await collector.GetAsync("/manage/schemes")).Text, StringComparison.Ordinal);
        Assert.Contains("default/1 is in force", (await collector.GetAsync("/manage/schemes")).Text, StringComparison.Ordinal);
        Assert.Contains(New, (await manager.GetAsync("/manage/schemes")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await collector.ForgeAsync("/account", New, "Publish", ("Id", "x"))).Status);
    }

    /// <summary>The scheme in force, as the form begins, with other figures where given.</summary>
    private async Task<(string Name, string Value)[]> FormAsync(params (string Path, string Value)[] others)
    {
        var rules = await GetAsync("schemes/default/1");
        var figures = SchemeFields.All.ToDictionary(f => f.Path, f => (f.Path == f.Group ? rules.GetProperty(f.Path) : rules.GetProperty(f.Group).GetProperty(f.Name)).ToString(), StringComparer.Ordinal);
        foreach (var (path, value) in others)
            figures[path] = value;
        return [("Id", Id("s")), ("From", _year.ToString(CultureInfo.InvariantCulture) + "-05-01"), .. figures.Select(f => ($"Figures[{f.Key}]", f.Value))];
    }
}
