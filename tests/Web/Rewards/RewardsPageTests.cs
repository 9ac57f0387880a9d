using System.Net;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>The catalogue as managers keep it.</summary>
public sealed class RewardsPageTests(SharedServer shared) : ApiTests(shared)
{
    [Fact]
    public async Task A_manager_makes_a_reward_changes_it_counts_it_and_takes_it_out()
    {
        await PutFloorAsync(("own", ["self"]));
        using var manager = await Floor.ManagerAsync(Server);
        var made = await manager.SendAsync("/manage/rewards", "", [.. Fields("Mug"), ("Form.Stock", "3"), ("Form.LowStockAt", "3"), ("Form.Teams", Id("own")), ("Form.From", "2024-03-01"), ("Form.To", "2099-01-31")]);
        Assert.Contains("Kept; it is in the shop", made.Text, StringComparison.Ordinal);
        var reward = await RewardAsync("Mug");
        Assert.Equal(("training", "Blue.", 1_250.50m, 8.25m, 3, true), (Text(reward, "kind"), Text(reward, "description"), reward.GetProperty("price").GetDecimal(), reward.GetProperty("value").GetDecimal(), reward.GetProperty("stock").GetInt32(), reward.GetProperty("low").GetBoolean()));
        Assert.Equal(("2024-03-01T00:00:00+08:00", "2099-02-01T00:00:00+08:00"), (Text(reward, "from"), Text(reward, "to")));
        Assert.Equal([Id("own")], reward.GetProperty("teams").EnumerateArray().Select(t => t.GetString()));
        var id = Text(reward, "id");
        Assert.Contains("few left", PanelOf((await manager.GetAsync("/manage/rewards")).Text, id), StringComparison.Ordinal);

        Assert.Contains("Kept as a draft", (await manager.SendAsync("/manage/rewards", "", [.. Fields("Large mug", isActive: false), ("Form.Id", id)])).Text, StringComparison.Ordinal);
        await manager.SendAsync("/manage/rewards", "Stock", ("id", id), ("stock", "12"));
        var changed = await RewardAsync("Large mug");
        Assert.Equal((id, 12, false), (Text(changed, "id"), changed.GetProperty("stock").GetInt32(), changed.GetProperty("active").GetBoolean()));
        Assert.Equal(0, changed.GetProperty("teams").GetArrayLength());

        await manager.SendAsync("/manage/rewards", "Offer", ("id", id), ("active", "true"));
        Assert.Contains(id, (await manager.GetAsync("/shop")).Text, StringComparison.Ordinal);
        await manager.SendAsync("/manage/rewards", "Offer", ("id", id), ("active", "false"));
        Assert.DoesNotContain(id, (await manager.GetAsync("/shop")).Text, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count((await manager.GetAsync("/manage/audit?Text=" + id)).Text, "<td>Reward set</td>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>A program gave it moments within days; who changes its name in the form leaves them as they are.</summary>
    [Fact]
    public async Task What_the_form_does_not_show_stays()
    {
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":3,"from":"2024-03-01T10:30:00+08:00","to":"2099-01-31T18:00:00+08:00"}""");
        using var manager = await Floor.ManagerAsync(Server);

        await manager.SendAsync("/manage/rewards", "", [.. Fields("Cup"), ("Form.Id", Id("mug")), ("Form.From", "2024-03-01"), ("Form.To", "2099-01-31")]);

        var kept = await RewardAsync("Cup");
        Assert.Equal((Id("mug"), 3), (Text(kept, "id"), kept.GetProperty("stock").GetInt32()));
        Assert.Equal(("2024-03-01T10:30:00+08:00", "2099-01-31T18:00:00+08:00"), (Text(kept, "from"), Text(kept, "to")));
    }

    [Theory]
    [InlineData("Form.Name", " ", "Give it a name", "Form.Name")]
    [InlineData("Form.Price", "0", "The price is a number", "Form.Price")]
    [InlineData("Form.Price", "", "The price is a number", "Form.Price")]
    [InlineData("Form.Price", "1.005", "The price is a number", "Form.Price")]
    [InlineData("Form.Value", "-1", "What one costs is an amount", "Form.Value")]
    [InlineData("Form.Stock", "many", "a whole number from 0", "Form.Stock")]
    [InlineData("Form.LowStockAt", "-1", "a whole number from 0", "Form.LowStockAt")]
    [InlineData("Form.Budget", "none-such", "There is no such budget", "Form.Budget")]
    [InlineData("Form.To", "2024-02-29", "not before the first", "Form.To")]
    [InlineData("Form.Teams", "none-such", "Choose teams", null)]
    public async Task What_cannot_be_is_said_at_its_field_and_what_was_typed_stays(string field, string value, string said, string? marked)
    {
        using var manager = await Floor.ManagerAsync(Server);
        var fields = Fields("Mug").Where(f => f.Name != field).Append((field, value));

        var (_, _, page) = await manager.SendAsync("/manage/rewards", "", [.. fields, ("Form.From", "2024-03-01")]);

        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Blue.</textarea>", page, StringComparison.Ordinal);
        if (marked is not null)
            Assert.Matches($"name=\"{marked}\"[^>]*aria-invalid=\"true\"", page);
        Assert.DoesNotContain((await GetAsync("rewards")).EnumerateArray(), r => Text(r, "name") == Id("Mug"));
    }

    [Fact]
    public async Task A_reward_that_is_not_there_is_not_changed()
    {
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync("/manage/rewards", "", [.. Fields("Mug"), ("Form.Id", Id("none"))])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync("/manage/rewards", "Stock", ("id", Id("none")), ("stock", "1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync("/manage/rewards", "Offer", ("id", Id("none")), ("active", "true"))).Status);
    }

    private (string Name, string Value)[] Fields(string name, bool isActive = true) =>
    [
        ("Form.Name", Id(name)), ("Form.Kind", "Training"), ("Form.Description", "Blue."), ("Form.Price", "1,250.50"), ("Form.Value", "8.25"), ("Form.IsActive", isActive ? "true" : "false"),
    ];

    private async Task<System.Text.Json.JsonElement> RewardAsync(string name) => Assert.Single((await GetAsync("rewards")).EnumerateArray(), r => Text(r, "name") == Id(name));

    private static string PanelOf(string page, string id) => page.Split($"id=\"reward-{id}\"")[1].Split("</section>")[0];
}
