using System.Net;

namespace Leaderboard.Web.Imports;

public sealed class DryRunTests(SharedServer shared) : ImportTests(shared)
{
    [Fact]
    public async Task A_dry_run_says_what_the_import_then_does_and_changes_nothing()
    {
        await PutFloorAsync(("north", ["li"]));
        await AcceptAsync("recoveries", Receipt("there", "li", "7"));
        var file = $"id,collectorId,amount,receivedAt\n{Id("new")},{Id("li")},5,{Noon}\n{Id("there")},{Id("li")},7.00,{Noon}\n{Id("there")},{Id("li")},8,{Noon}\n"
            + $"{Id("who")},{Id("none")},5,{Noon}\n{Id("new")},{Id("li")},5,{Noon}\n{Id("new")},{Id("li")},6,{Noon}\n";
        const string Verdict = "completed 6/1/2/3; 4 id conflict; 5 collectorId unknownCollector; 7 id conflict";

        var judged = await ImportAsync("kind=recoveries&dryRun=true", file);
        Assert.True(judged.GetProperty("dryRun").GetBoolean());
        Assert.Equal(Verdict, Summary(judged));
        Assert.Equal(5m, judged.GetProperty("amount").GetDecimal());
        Assert.Equal(7m, await SumAsync("north"));

        var id = Text(judged, "importId");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Post, $"imports/{id}/run")).Status);
        Assert.Equal(Verdict, Summary(await OverAsync(id)));
        Assert.Equal(12m, await SumAsync("north"));
        Assert.Equal("wrongState", (await SendAsync(HttpMethod.Post, $"imports/{id}/run")).Code);
    }

    [Fact]
    public async Task A_dry_run_of_people_accounts_and_reversals_changes_nothing_either()
    {
        await PutFloorAsync(("north", ["li"]));
        await AcceptAsync("recoveries", Receipt("r", "li", "7"));

        Assert.Equal(
            "completed 3/2/1/0",
            Summary(await ImportAsync("kind=roster&dryRun=true", $"id,name,teamId,teamName\n{Id("new")},New,{Id("south")},South\n{Id("other")},Other,{Id("south")},\n{Id("li")},li,{Id("north")},\n")));
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync("kind=accounts&dryRun=true", $"id,principal,asOf\n{Id("a")},5,2024-01-01\n")));
        Assert.Equal(
            "completed 2/1/0/1; 3 recoveryId unknownRecovery",
            Summary(await ImportAsync("kind=reversals&dryRun=true", $"id,recoveryId,reason\n{Id("v")},{Id("r")},refund\n{Id("w")},{Id("none")},refund\n")));

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "collectors/" + Id("new"))).Status);
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync("kind=accounts", $"id,principal,asOf\n{Id("a")},5,2024-01-01\n")));
        Assert.Equal(7m, await SumAsync("north"));
    }

    [Fact]
    public async Task An_import_is_taken_back_by_reversals_of_what_it_brought_in_and_of_nothing_else()
    {
        await PutFloorAsync(("north", ["li", "wang"]));
        await AcceptAsync("recoveries", Receipt("there", "li", "7"));
        var import = await ImportAsync(
            "kind=recoveries",
            $"id,collectorId,amount,receivedAt\n{Id("r1")},{Id("li")},5,{Noon}\n{Id("there")},{Id("li")},7,{Noon}\n{Id("r2")},{Id("wang")},9,{Noon}\n{Id("r3")},{Id("wang")},1,{Noon}\n");
        await AcceptAsync("reversals", Reversal("v2", "r2", ",\"amount\":4"), Reversal("v3", "r3"));
        Assert.Equal(17m, await SumAsync("north"));

        var path = $"imports/{Text(import, "importId")}/take-back";
        var answer = await SendAsync(HttpMethod.Post, path);
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var back = await OverAsync(Text(answer.Body, "importId"));

        Assert.Equal("completed 3/2/1/0", Summary(back));
        Assert.Equal(Text(import, "importId"), Text(back, "takesBack"));
        Assert.Equal(7m, await SumAsync("north"));
        Assert.Equal(Text(answer.Body, "importId"), Text((await SendAsync(HttpMethod.Post, path)).Body, "importId"));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, $"imports/{Text(answer.Body, "importId")}/take-back")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "imports/none/take-back")).Status);
    }
}
