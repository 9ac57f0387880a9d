using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Imports;

public sealed class TargetImportTests(SharedServer shared) : ImportTests(shared)
{
    [Fact]
    public async Task Targets_of_teams_and_people_come_by_file_once_and_a_second_time_change_nothing()
    {
        await PutFloorAsync(("north", ["a", "b"]));
        var file = $"团队编号,清收员编号,月份,目标金额（元）\n{Id("north")},,2024年3月,\"¥900,000\"\n,{Id("a")},2024-03,100.50\n{Id("north")},{Id("b")},2024/3/5,200\n{Id("north")},,2024Q1,5000\n";

        Assert.Equal("completed 4/4/0/0", Summary(await ImportAsync("kind=targets&dryRun=true", file)));
        Assert.Equal(JsonValueKind.Null, (await TeamAsync("month")).GetProperty("ownTarget").ValueKind);

        Assert.Equal("completed 4/4/0/0", Summary(await ImportAsync("kind=targets", file)));
        Assert.Equal("900000.00 100.50 200.00", await TargetsAsync("month"));
        Assert.Equal("5000.00", await TargetsAsync("quarter"));

        Assert.Equal("completed 4/0/4/0", Summary(await ImportAsync("kind=targets", file)));
        Assert.Equal("completed 4/0/4/0", Summary(await ImportAsync("kind=targets&dryRun=true", file)));
        Assert.Equal("completed 2/1/1/0", Summary(await ImportAsync("kind=targets", $"teamId,collectorId,window,target\n,{Id("a")},2024-03,100.5\n,{Id("b")},2024-03,7\n")));
        Assert.Equal("900000.00 100.50 7.00", await TargetsAsync("month"));
    }

    [Fact]
    public async Task A_row_that_is_no_target_is_refused_by_its_field_and_the_others_count()
    {
        await PutFloorAsync(("north", ["a", "b"]), ("south", ["c"]));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("free")}}","name":"Free"}]}""");
        var file = string.Join(
            '\n',
            "teamId,collectorId,window,period,target",
            $",{Id("a")},2024-03,,10",
            ",,2024-03,,10",
            $",{Id("nobody")},2024-03,,10",
            $"{Id("nowhere")},,2024-03,,10",
            $"{Id("north")},{Id("c")},2024-03,,10",
            $",{Id("free")},2024-03,,10",
            $",{Id("b")},2024-03,week,10",
            $",{Id("b")},yesterday,,10",
            $",{Id("b")},2024-03-05,fortnight,10",
            $",{Id("b")},2024-03,,",
            $",{Id("b")},2024-03,,0",
            $",{Id("a")},2024-03,,10.00",
            $",{Id("a")},2024-03,,11");
        const string Verdict = "completed 13/1/1/11; 3 collectorId invalidId; 4 collectorId unknownCollector; 5 teamId unknownTeam; 6 collectorId unknownMember; 7 teamId noTeam; "
            + "8 window invalidTime; 9 window invalidTime; 10 period invalidKind; 11 target invalidAmount; 12 target invalidAmount; 14  contradiction";

        Assert.Equal(Verdict, Summary(await ImportAsync("kind=targets&dryRun=true", file)));
        Assert.Equal(Verdict, Summary(await ImportAsync("kind=targets", file)));
        Assert.Equal(Verdict.Replace("13/1/1/", "13/0/2/", StringComparison.Ordinal), Summary(await ImportAsync("kind=targets", file)));
        Assert.Equal("10.00", await TargetsAsync("month"));
    }

    [Fact]
    public async Task Absences_come_by_file_once_and_a_second_time_change_nothing()
    {
        await PutFloorAsync(("north", ["a", "b"]));
        var file = string.Join(
            '\n',
            "工号,开始日期,结束日期,请假类型,单号",
            $"{Id("a")},2024/3/1,2024-03-10,病假,",
            $"{Id("b")},2024年3月4日,20240304,培训,x-1",
            $"{Id("none")},2024-03-01,2024-03-02,事假,",
            $"{Id("a")},2024-03-05,2024-03-04,事假,",
            $"{Id("a")},2024-03-05 10:15,2024-03-06,事假,",
            $"{Id("a")},2024-03-05,2024-03-06,散步,",
            $"{Id("b")},2024-03-05,2024-03-06,事假,x-1");
        const string Refused = "; 4 collectorId unknownCollector; 5 to invalidTime; 6 from invalidTime; 7 kind invalidKind; 8  contradiction";

        Assert.Equal("completed 7/2/0/5" + Refused, Summary(await ImportAsync("kind=absences&dryRun=true", file)));
        Assert.Empty(await AbsencesAsync("a"));
        Assert.Equal("completed 7/2/0/5" + Refused, Summary(await ImportAsync("kind=absences", file)));
        Assert.Equal("completed 7/0/2/5" + Refused, Summary(await ImportAsync("kind=absences", file)));
        Assert.Equal(["20240301-20240310 2024-03-01 2024-03-10 sick"], await AbsencesAsync("a"));
        Assert.Equal(["x-1 2024-03-04 2024-03-04 training"], await AbsencesAsync("b"));

        // Known by its id, it may be put right.
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync("kind=absences", $"id,collectorId,from,to,kind\nx-1,{Id("b")},2024-03-04,2024-03-06,training\n")));
        Assert.Equal(["x-1 2024-03-04 2024-03-06 training"], await AbsencesAsync("b"));
    }

    [Fact]
    public async Task Absences_of_one_collector_are_at_most_500_by_file_too()
    {
        await PutFloorAsync(("north", ["a"]));
        var file = new StringBuilder("collectorId,from,to,kind\n");
        for (var day = new DateOnly(2020, 1, 1); day < new DateOnly(2020, 1, 1).AddDays(501); day = day.AddDays(1))
            file.Append(CultureInfo.InvariantCulture, $"{Id("a")},{day:yyyy-MM-dd},{day:yyyy-MM-dd},leave\n");

        var import = await ImportAsync("kind=absences", file.ToString());

        Assert.StartsWith("completed 501/500/0/1; 502 collectorId tooManyAbsences", Summary(import), StringComparison.Ordinal);
        Assert.Equal(500, (await AbsencesAsync("a")).Length);
    }

    [Fact]
    public async Task Who_may_not_change_it_by_hand_neither_sends_nor_sees_such_a_file()
    {
        await PutFloorAsync(("north", ["a"]));
        using var manager = await Floor.ManagerAsync(Server);
        using var admin = await Floor.JoinAsync(Server, "Admin", Id("admin"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));
        var made = await SendAsync(HttpMethod.Post, "keys", """{"name":"night","scopes":["ingest"]}""");
        using var night = Server.Client(Text(made.Body, "key"));
        var file = $"collectorId,from,to,kind\n{Id("a")},2024-03-01,2024-03-02,sick\n";

        var page = (await manager.UploadAsync("/manage/imports", "", "file", file, ("kind", "Absences"))).Location ?? "";
        var id = page[(page.LastIndexOf('/') + 1)..];

        Assert.Contains("Absences", (await manager.GetAsync("/manage/imports")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(page)).Status);
        var others = (await admin.GetAsync("/manage/imports")).Text;
        Assert.Contains("value=\"Roster\"", others, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"Absences\"", others, StringComparison.Ordinal);
        Assert.DoesNotContain(id, others, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/imports/{id}/errors")).Status);
        Assert.Contains("This is not yours to see", (await admin.UploadAsync("/manage/imports", "", "file", file, ("kind", "Targets"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/manage/imports")).Status);
        foreach (var kind in new[] { "targets", "absences" })
            Assert.Equal(HttpStatusCode.Forbidden, (await SendFileAsync("kind=" + kind, Encoding.UTF8.GetBytes(file), client: night)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "imports/" + id, client: night)).Status);
        Assert.DoesNotContain(id, (await SendAsync(HttpMethod.Get, "imports", client: night)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_changed_is_in_the_audit_with_who_started_it()
    {
        await PutFloorAsync(("north", ["a"]));
        using var manager = await Floor.ManagerAsync(Server);
        foreach (var (kind, file) in new[]
        {
            ("Targets", $"collectorId,window,target\n{Id("a")},2024-03,100\n"),
            ("Absences", $"collectorId,from,to,kind\n{Id("a")},2024-03-01,2024-03-02,sick\n"),
            ("Roster", $"id,name\n{Id("a")},Another\n"),
        })
        {
            var page = (await manager.UploadAsync("/manage/imports", "", "file", file, ("kind", kind))).Location ?? "";
            await manager.SendAsync(page, "Run");
            Assert.Equal("completed 1/1/0/0", Summary(await OverAsync(page[(page.LastIndexOf('/') + 1)..])));
        }

        var text = (await manager.GetAsync("/manage/audit?Text=" + Id("a"))).Text;

        foreach (var act in new[] { "<td>Target set</td>", "<td>Absence kept</td>", "<td>Collector changed</td>" })
            Assert.Contains(act, text, StringComparison.Ordinal);
        Assert.Contains("First Manager", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sick", text, StringComparison.OrdinalIgnoreCase);
    }

    private Task<JsonElement> TeamAsync(string period) => GetAsync($"teams/{Id("north")}/targets/{period}/2024-03-05");

    /// <summary>The team's own target, then its people's by their ids.</summary>
    private async Task<string> TargetsAsync(string period)
    {
        var team = await TeamAsync(period);
        var people = team.GetProperty("members").EnumerateArray().OrderBy(m => Text(m, "id"), StringComparer.Ordinal).Select(m => m.GetProperty("attainment"))
            .Where(a => a.ValueKind == JsonValueKind.Object).Select(a => a.GetProperty("target"));
        return string.Join(' ', people.Prepend(team.GetProperty("ownTarget")).Where(t => t.ValueKind == JsonValueKind.Number).Select(t => t.GetRawText()));
    }

    private async Task<string[]> AbsencesAsync(string collector) =>
        [.. (await GetAsync($"collectors/{Id(collector)}/absences")).EnumerateArray().Select(a => $"{Text(a, "id")} {Text(a, "from")} {Text(a, "to")} {Text(a, "kind")}")];
}
