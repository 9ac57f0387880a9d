using System.Globalization;
using System.Net;
using System.Text;
using Leaderboard.Imports;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Imports;

public sealed class ImportPageTests(SharedServer shared) : ImportTests(shared)
{
    [Fact]
    public async Task A_manager_sends_a_file_names_its_columns_looks_at_the_dry_run_imports_and_takes_it_back()
    {
        await PutFloorAsync(("north", ["li"]));
        using var manager = await Floor.ManagerAsync(Server);
        var file = $"ref,工号,金额,到账日期\n{Id("r1")},{Id("li")},¥5,2024-03-05\n{Id("r2")},{Id("none")},6,2024-03-05\n";

        var (page, _) = await manager.UploadAsync("/manage/imports", "", "file", file, ("kind", "Recoveries"), ("source", Id("bank")));
        Assert.NotNull(page);
        Assert.Contains("Which column is what?", (await manager.GetAsync(page)).Text, StringComparison.Ordinal);
        var (_, _, missing) = await manager.SendAsync(page, "Check", ("columns[amount]", "金额"), ("columns[receivedAt]", "到账日期"));
        Assert.Contains("Say which column holds: Id.", missing, StringComparison.Ordinal);

        (string, string)[] columns = [("columns[id]", "ref"), ("columns[collectorId]", "工号"), ("columns[amount]", "金额"), ("columns[receivedAt]", "到账日期")];
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SendAsync(page, "Check", columns)).Status);
        var id = page[(page.LastIndexOf('/') + 1)..];
        await OverAsync(id);
        var judged = (await manager.GetAsync(page)).Text;
        Assert.Contains("1 rows would be imported", judged, StringComparison.Ordinal);
        Assert.Contains("The roster has no such collector.", judged, StringComparison.Ordinal);
        Assert.Equal(0, (await GetAsync($"boards/collectors/amount/all?team={Id("north")}")).GetProperty("total").GetInt32());

        await manager.SendAsync(page, "Run");
        Assert.Equal("completed 2/1/0/1; 3 collectorId unknownCollector", Summary(await OverAsync(id)));
        Assert.Contains("Take back this import", (await manager.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(5m, await SumAsync("north"));

        var back = (await manager.SendAsync(page, "TakeBack")).Location ?? "";
        await OverAsync(back[(back.LastIndexOf('/') + 1)..]);
        Assert.Contains("1 recoveries taken back", (await manager.GetAsync(back)).Text, StringComparison.Ordinal);
        Assert.Contains("This import was taken back.", (await manager.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(0m, await SumAsync("north"));

        // The next file of the same source is read in the same way.
        var (next, _) = await manager.UploadAsync("/manage/imports", "", "file", "ref,工号,金额,到账日期\nx,y,1,2024-03-05\n", ("kind", "Recoveries"), ("source", Id("bank")));
        Assert.Contains("value=\"ref\" selected=\"selected\">", (await manager.GetAsync(next ?? "")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void A_template_has_every_column_under_a_name_that_is_known(string language)
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var rows = Encoding.UTF8.GetString(ImportTemplate.Write(kind, CultureInfo.GetCultureInfo(language), new DateOnly(2026, 11, 24))).TrimStart('\uFEFF').Split("\r\n");
            var header = rows[0].Split(',');
            var known = ImportFields.Guess(kind, header, []);
            Assert.Equal(header, known.OrderBy(c => Array.IndexOf(header, c.Column)).Select(c => c.Column));
            Assert.Null(ImportFields.Refusal(kind, header, known));
            Assert.All(rows[1..3], r => Assert.Equal(header.Length, r.Split(',').Length));
        }
    }

    [Fact]
    public async Task The_templates_of_roster_and_receipts_are_taken_as_they_are()
    {
        using var manager = await Floor.ManagerAsync(Server);
        foreach (var kind in new[] { "Roster", "Recoveries" })
        {
            var template = (await manager.GetAsync($"/manage/imports?handler=Template&kind={kind}")).Text.Replace("R-000", Id("R"), StringComparison.Ordinal);
            Assert.Equal("completed 2/2/0/0", Summary(await ImportAsync($"kind={kind.ToLowerInvariant()}", template.Replace("c-00", Id("c"), StringComparison.Ordinal).Replace("t-north", Id("t"), StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task A_file_in_which_nothing_can_be_imported_says_so_and_where_to_go_on()
    {
        using var manager = await Floor.ManagerAsync(Server);
        var (page, _) = await manager.UploadAsync("/manage/imports", "", "file", $"id,collectorId,amount,receivedAt\n{Id("r")},{Id("none")},6,2024-03-05\n", ("kind", "Recoveries"), ("source", "night"));
        Assert.NotNull(page);
        await manager.SendAsync(page, "Check", ("columns[id]", "id"), ("columns[collectorId]", "collectorId"), ("columns[amount]", "amount"), ("columns[receivedAt]", "receivedAt"));
        var id = page[(page.LastIndexOf('/') + 1)..];
        await OverAsync(id);
        var judged = (await manager.GetAsync(page)).Text;
        Assert.Contains("All 1 rows are refused", judged, StringComparison.Ordinal);
        Assert.Contains("There is nothing to import.", judged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_roster_that_knows_teams_by_name_only_finds_them_again_or_makes_them()
    {
        await PutFloorAsync(("old", ["li"]));
        var (fresh, known) = (Id("new team"), "old " + Id("named"));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"teams":[{"id":"{{Id("old")}}","name":"{{known}}"}]}""");
        var file = $"工号,姓名,团队\n{Id("a")},A,{fresh}\n{Id("b")},B,{fresh}\n{Id("c")},C,{known}\n";

        Assert.Equal("completed 3/3/0/0", Summary(await ImportAsync("kind=roster", file)));
        Assert.Equal("completed 3/0/3/0", Summary(await ImportAsync("kind=roster", file)));

        var teams = new List<string>();
        foreach (var collector in new[] { "a", "b", "c" })
            teams.Add(Text(await GetAsync($"collectors/{Id(collector)}"), "teamId"));
        Assert.Equal((teams[0], Id("old")), (teams[1], teams[2]));
        Assert.Equal(fresh, Text(await GetAsync($"teams/{teams[0]}"), "name"));
    }

    [Fact]
    public async Task A_file_that_is_refused_is_told_in_words_and_nobody_else_comes_near()
    {
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Contains("Two columns are called amount.", await manager.UploadAsync("/manage/imports", "", "file", "id,amount,amount\n1,2,3\n"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/manage/imports/none")).Status);

        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));
        Assert.Equal(HttpStatusCode.Forbidden, (await compliance.GetAsync("/manage/imports")).Status);
    }
}
