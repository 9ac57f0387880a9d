using System.Globalization;
using System.Net;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Reconciliation;

public sealed class ReconciliationPageTests(SharedServer shared) : ApiTests(shared)
{
    private string Core => Id("core");

    [Fact]
    public async Task A_manager_compares_a_file_reads_what_differs_and_closes_the_day_with_a_reason()
    {
        const string page = "/manage/reconciliation/2024-06-03";
        await SendAsync("2024-06-03", ("r1", "100.00"), ("r2", "250.00"));
        using var manager = await Floor.ManagerAsync(Server);

        var open = (await manager.GetAsync(page)).Text;
        Assert.Contains("1 of 1 sources wait for the bank", open, StringComparison.Ordinal);
        Assert.Contains(Id("r2"), open, StringComparison.Ordinal);

        var (_, compared) = await manager.UploadAsync(page, "Rows", "file", $"id,amount\n{Id("r1")},100\n{Id("r2")},205\n{Id("r7")},7\n", ("source", Core));
        Assert.Contains("1 of 1 sources differ", compared, StringComparison.Ordinal);
        Assert.Contains("Our sums and the bank&#x27;s are ¥38.00 apart.", compared, StringComparison.Ordinal);
        Assert.Contains("2 rows differ", compared, StringComparison.Ordinal);
        Assert.Contains("Another amount", compared, StringComparison.Ordinal);
        Assert.Contains("The bank has it, we do not", compared, StringComparison.Ordinal);
        var csv = (await manager.GetAsync($"{page}?handler=Differences&source={Core}")).Text;
        Assert.Contains($"Another amount,Receipt,{Id("r2")},250.00,205.00,{Id("c")},", csv, StringComparison.Ordinal);

        var refused = await manager.SendAsync(page, "Close");
        Assert.Contains("Say for each source", refused.Text, StringComparison.Ordinal);
        var closed = await manager.SendAsync(page, "Close", ($"reasons[{Core}]", "The bank mends it tomorrow"));
        Assert.Equal(page + "/close", closed.Location);
        var paper = (await manager.GetAsync(page + "/close")).Text;
        Assert.Contains("Closed with differences", paper, StringComparison.Ordinal);
        Assert.Contains("The bank mends it tomorrow", paper, StringComparison.Ordinal);
        Assert.Contains("First Manager", paper, StringComparison.Ordinal);
        Assert.Matches("digest [0-9a-f]{64}", paper);
        Assert.Contains($"source {Core} differs\n", (await manager.GetAsync(page + "/close?handler=Text")).Text, StringComparison.Ordinal);

        await SendAsync("2024-06-03", ("r3", "20.00"));
        Assert.Contains("1 receipts, ¥20.00", (await manager.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("enctype", (await manager.GetAsync(page)).Text, StringComparison.Ordinal);
        var log = (await manager.GetAsync("/manage/audit?Act=reconciliation.close&Text=2024-06-03")).Text;
        Assert.Contains("<td>Day closed</td>", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_and_sum_are_typed_in_as_people_write_them()
    {
        const string page = "/manage/reconciliation/2024-06-05";
        await SendAsync("2024-06-05", ("r1", "1250.00"));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));

        var wrong = await compliance.SendAsync(page, "Control", ("source", Core), ("count", "three"), ("sum", "1,250.00"));
        Assert.Contains("Give a whole number and an amount", wrong.Text, StringComparison.Ordinal);
        var half = await compliance.SendAsync(page, "Control", ("source", Core), ("count", "1"), ("sum", "1,250.00"), ("reversals", "1"));
        Assert.Contains("Give a whole number and an amount", half.Text, StringComparison.Ordinal);
        var right = await compliance.SendAsync(page, "Control", ("source", Core), ("count", " 1 "), ("sum", "¥1,250.00"), ("reversals", ""), ("reversed", ""));
        Assert.Contains("The day agrees", right.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await compliance.SendAsync(page, "Control", ("source", "nobody-knows-it"), ("count", "1"), ("sum", "1"))).Status);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_with_its_line()
    {
        const string page = "/manage/reconciliation/2024-06-06";
        await SendAsync("2024-06-06", ("r1", "1.00"));
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Contains("Line 3: The id is in the file twice.", await UploadAsync("id,amount\nr1,1\nr1,1\n"), StringComparison.Ordinal);
        Assert.Contains("Say which column holds: Amount.", await UploadAsync("id,x\nr1,1\n"), StringComparison.Ordinal);

        async Task<string> UploadAsync(string file) => (await manager.UploadAsync(page, "Rows", "file", file, ("source", Core))).Text;
    }

    [Fact]
    public async Task The_overview_says_how_yesterday_stands_and_leads_to_the_day_that_waits()
    {
        var yesterday = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await SendAsync(yesterday, ("r1", "10.00"));
        using var manager = await Floor.ManagerAsync(Server);

        var (status, page) = await manager.GetAsync("/manage/reconciliation");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("sources wait for the bank", page, StringComparison.Ordinal);
        Assert.Contains("class=\"door primary\" href=\"/manage/reconciliation/", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/manage/reconciliation/{yesterday}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/manage/reconciliation/2024-02-30")]
    [InlineData("/manage/reconciliation/never")]
    [InlineData("/manage/reconciliation/9000-01-01")]
    [InlineData("/manage/reconciliation/never/close")]
    public async Task What_is_no_day_is_not_found(string path)
    {
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_open_day_has_no_paper_yet()
    {
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal("/manage/reconciliation/2024-06-09", await manager.RedirectOfAsync("/manage/reconciliation/2024-06-09/close"));
        Assert.Contains("Nothing came in", (await manager.GetAsync("/manage/reconciliation/2024-06-09")).Text, StringComparison.Ordinal);
    }

    /// <summary>By a program of the bank's, on a floor with one collector.</summary>
    private async Task SendAsync(string day, params (string Id, string Amount)[] receipts)
    {
        await PutFloorAsync(("t", ["c"]));
        var key = await SendAsync(HttpMethod.Post, "keys", JsonSerializer.Serialize(new { name = Core, scopes = new[] { "ingest" } }));
        using var core = Server.Client(Text(key.Body, "key"));
        var sent = await SendAsync(HttpMethod.Post, "recoveries", $"[{string.Join(',', receipts.Select(r => Receipt(r.Id, "c", r.Amount, day + "T12:00:00+08:00")))}]", core);
        Assert.Equal(receipts.Length, sent.Body.GetProperty("accepted").GetInt32());
    }
}
