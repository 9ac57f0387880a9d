using System.Globalization;
using System.Net;
using System.Text;
using Leaderboard.Web.People;
using Leaderboard.Web.Rewards;
using MiniExcelLibs;

namespace Leaderboard.Web.Payroll;

/// <summary>A month for tax and payroll, over HTTP: figures, files, and the lock.</summary>
public sealed class PayrollTests(SharedServer shared) : ApiTests(shared)
{
    private static string Month => DateTimeOffset.UtcNow.AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // 50.00 points; a mug for 20.00 that cost 8.50, and 30 in cash for 30.00: in kind 8.50, to be paid 30.00; 50.00 points spent, as the ledger has it.
    [Fact]
    public async Task What_was_handed_over_is_in_the_month_and_in_its_files()
    {
        await PutFloorAsync(("own", ["self"]));
        await SendAsync(HttpMethod.Post, "recoveries", $$"""[{"id":"{{Id("r")}}","collectorId":"{{Id("self")}}","amount":5000,"channel":"cash","receivedAt":"{{DateTimeOffset.UtcNow.AddHours(-1):O}}"}]""");
        await GiveAsync("mug", """{"name":"=Mug","price":20,"value":8.50}""");
        await GiveAsync("cash", """{"name":"Cash","price":30,"value":30,"kind":"cash"}""");

        var month = await GetAsync("payroll/" + Month);
        var person = month.GetProperty("people").EnumerateArray().Single(p => Text(p, "collectorId") == Id("self"));
        Assert.Equal((8.50m, 30m, 30m), (person.GetProperty("inKind").GetDecimal(), person.GetProperty("cash").GetDecimal(), person.GetProperty("paid").GetDecimal()));
        var lines = month.GetProperty("lines").EnumerateArray().Where(l => Text(l, "collectorId") == Id("self")).ToList();
        Assert.Equal(-50m, lines.Sum(l => l.GetProperty("points").GetDecimal()));
        var captured = (await GetAsync($"collectors/{Id("self")}/ledger")).GetProperty("entries").EnumerateArray().Where(e => Text(e, "kind") == "capture").Select(e => Text(e, "id"));
        Assert.Equal(captured, lines.Select(l => Text(l, "entry")!.Split(':', 2)[1]));

        using var manager = await Floor.ManagerAsync(Server);
        var csv = await FileAsync(manager, $"/manage/payroll/{Month}?handler=Csv");
        var text = Encoding.UTF8.GetString(csv);
        Assert.Contains($"inKind,{Id("self")},", text, StringComparison.Ordinal);
        Assert.Contains(",'=Mug,20.00,8.50,CNY,", text, StringComparison.Ordinal);
        Assert.Contains($"sum,{Id("self")},", text, StringComparison.Ordinal);
        Assert.All(month.GetProperty("heads").EnumerateArray(), h => Assert.Contains("head,,,", text, StringComparison.Ordinal));
        using var workbook = new MemoryStream(await FileAsync(manager, $"/manage/payroll/{Month}?handler=Workbook"));
        Assert.Equal(["people", "entries", "journal"], workbook.GetSheetNames());
        var row = workbook.Query(useHeaderRow: true, sheetName: "people").Cast<IDictionary<string, object>>().Single(r => Equals(r["collectorId"], Id("self")));
        Assert.Equal((8.5, 30.0), (Convert.ToDouble(row["inKind"], CultureInfo.InvariantCulture), Convert.ToDouble(row["paid"], CultureInfo.InvariantCulture)));
        Assert.Contains("¥8.50", PageText.Of((await manager.GetAsync("/manage/payroll")).Text), StringComparison.Ordinal);
    }

    // Minus 8.50 and minus 20.00 as numbers, which a program adds up: nothing is left of the mug.
    [Fact]
    public async Task What_came_back_is_taken_off_in_the_file()
    {
        await PutFloorAsync(("own", ["self"]));
        await SendAsync(HttpMethod.Post, "recoveries", $$"""[{"id":"{{Id("r")}}","collectorId":"{{Id("self")}}","amount":5000,"channel":"cash","receivedAt":"{{DateTimeOffset.UtcNow.AddHours(-1):O}}"}]""");
        await GiveAsync("mug", """{"name":"Mug","price":20,"value":8.50}""");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id("mug")}/return", """{"reason":"Broken."}""")).Status);
        using var manager = await Floor.ManagerAsync(Server);

        var text = Encoding.UTF8.GetString(await FileAsync(manager, $"/manage/payroll/{Month}?handler=Csv"));

        Assert.Contains(",Mug,20.00,8.50,CNY,", text, StringComparison.Ordinal);
        Assert.Contains(",Mug,-20.00,-8.50,CNY,", text, StringComparison.Ordinal);
        Assert.Matches($"sum,{Id("self")},[^,]*,inKind,,,0.00,CNY", text);
    }

    [Fact]
    public async Task A_month_is_locked_when_it_is_over_and_once()
    {
        var running = await SendAsync(HttpMethod.Post, $"payroll/{Month}/lock");
        Assert.Equal((HttpStatusCode.Conflict, "notOver"), (running.Status, running.Code));
        foreach (var none in new[] { "2026-13", "1999-01", "9000-01", "november" })
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "payroll/" + none)).Status);

        var locked = await SendAsync(HttpMethod.Post, "payroll/2024-02/lock");
        Assert.Equal((HttpStatusCode.OK, true), (locked.Status, locked.Body.GetProperty("locked").GetBoolean()));
        var again = await SendAsync(HttpMethod.Post, "payroll/2024-02/lock");
        Assert.Equal(locked.Body.GetRawText(), again.Body.GetRawText());
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(await FileAsync(manager, "/manage/payroll/2024-02?handler=Csv"), await FileAsync(manager, "/manage/payroll/2024-02?handler=Csv"));
        Assert.Contains("it will never be exported differently", (await manager.GetAsync("/manage/payroll/2024-02")).Text, StringComparison.Ordinal);
    }

    private static Task<byte[]> FileAsync(Visitor manager, string path) => manager.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancel);

    private async Task GiveAsync(string reward, string terms)
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "rewards/" + Id(reward), terms)).Status);
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id(reward)}}","collectorId":"{{Id("self")}}","rewardId":"{{Id(reward)}}"}""");
        await SendAsync(HttpMethod.Post, $"redemptions/{Id(reward)}/approve");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"redemptions/{Id(reward)}/fulfil")).Status);
    }
}
