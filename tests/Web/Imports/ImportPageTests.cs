using System.Net;
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
        Assert.Contains("<option value=\"ref\" selected=\"selected\">", (await manager.GetAsync(next ?? "")).Text, StringComparison.Ordinal);
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
