using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

/// <summary>What a display shows, as a manager sets it and as the display reads it.</summary>
public sealed class DisplayScenesTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task What_a_manager_chooses_is_what_the_display_is_told_and_is_written_down()
    {
        await SendAsync(HttpMethod.Post, "contests", Contest("k", "1987-02-01T00:00:00Z"));
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        await SendAsync(HttpMethod.Post, "contests", Contest("draft", "1987-03-01T00:00:00Z"));
        var display = (await SendAsync(HttpMethod.Post, "displays", $$"""{"name":"{{Id("floor")}}"}""")).Body;
        var id = display.GetProperty("id").GetString();
        using var wall = new Visitor(Server.Address);
        await wall.GetAsync(display.GetProperty("url").GetString()!);
        Assert.Equal(["board"], await KindsAsync(wall));
        using var manager = await Floor.ManagerAsync(Server);

        var (status, _, said) = await manager.SendAsync($"/manage/displays/{id}", "", ("board", "true"), ("contests", Id("k")), ("contests", Id("draft")), ("seconds", "45"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Kept: the display follows", said, StringComparison.Ordinal);
        var plan = await PlanAsync(wall);
        Assert.Equal(45, plan.GetProperty("seconds").GetInt32());
        Assert.Equal(["board", "contest"], await KindsAsync(wall));
        var scene = plan.GetProperty("scenes")[1];
        Assert.Equal((Id("k"), "settling", "amount"), (scene.GetProperty("id").GetString(), scene.GetProperty("state").GetString(), scene.GetProperty("measure").GetString()));
        Assert.Contains("<td>Display’s scenes set</td>", (await manager.GetAsync("/manage/audit?Text=" + id)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("601")]
    [InlineData("soon")]
    public async Task Seconds_that_make_no_sense_are_refused_in_words(string seconds)
    {
        var display = (await SendAsync(HttpMethod.Post, "displays", $$"""{"name":"{{Id("floor")}}"}""")).Body;
        using var manager = await Floor.ManagerAsync(Server);

        var (_, _, said) = await manager.SendAsync($"/manage/displays/{display.GetProperty("id").GetString()}", "", ("board", "true"), ("seconds", seconds));

        Assert.Contains("from 5 to 600", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_display_that_was_taken_back_has_no_scenes()
    {
        var id = (await SendAsync(HttpMethod.Post, "displays", $$"""{"name":"{{Id("gone")}}"}""")).Body.GetProperty("id").GetString();
        await SendAsync(HttpMethod.Delete, "displays/" + id);
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/manage/displays/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/manage/displays/nothing")).Status);
    }

    private string Contest(string name, string startsAt) => $$"""
        {"id":"{{Id(name)}}","name":"{{name}}","measure":"amount","format":"best","startsAt":"{{startsAt}}","endsAt":"1987-04-01T00:00:00Z","settleDays":0,"prizes":[]}
        """;

    private static async Task<string[]> KindsAsync(Visitor wall) => [.. (await PlanAsync(wall)).GetProperty("scenes").EnumerateArray().Select(s => s.GetProperty("kind").GetString()!)];

    private static async Task<JsonElement> PlanAsync(Visitor wall)
    {
        using var plan = JsonDocument.Parse((await wall.GetAsync("/wall?handler=Scenes")).Text);
        return plan.RootElement.Clone();
    }
}
