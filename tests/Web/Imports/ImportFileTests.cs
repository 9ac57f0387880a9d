using System.Net;
using System.Text;

namespace Leaderboard.Web.Imports;

public sealed class ImportFileTests(SharedServer shared) : ImportTests(shared)
{
    static ImportFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Receipts_of_a_file_are_on_the_board_once_however_often_it_is_sent()
    {
        await PutFloorAsync(("north", ["li", "wang"]));
        var file = $"id,collectorId,amount,receivedAt,kind\n{Id("r1")},{Id("li")},1250.00,{Noon},cash\n{Id("r2")},{Id("wang")},\"¥1,285.00\",2024/3/5 10:15,现金清收\n";

        Assert.Equal("completed 2/2/0/0", Summary(await ImportAsync("kind=recoveries", file)));
        Assert.Equal("completed 2/0/2/0", Summary(await ImportAsync("kind=recoveries", file)));
        Assert.Equal(2535.00m, await SumAsync("north"));

        // The same receipt by the other way is the same receipt.
        Assert.Equal(["duplicate"], await PostAsync("recoveries", Receipt("r2", "wang", "1285", "2024-03-05T02:15:00Z")));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("GB18030", false)]
    public async Task Files_are_understood_in_the_encodings_of_the_field_with_columns_in_Chinese(string encoding, bool hasMark)
    {
        await PutFloorAsync(("north", ["li"]));
        var writes = Encoding.GetEncoding(encoding);
        var file = $"流水号;清收员编号;回款金额（元）;到账时间;客户姓名\r\n{Id("r1")};{Id("li")};1,285.00;2024/3/5 10:15;张三丰𠮷\r\n";

        var import = await ImportAsync("kind=recoveries", [.. hasMark ? writes.Preamble.ToArray() : [], .. writes.GetBytes(file)]);

        Assert.Equal("completed 1/1/0/0", Summary(import));
        Assert.Equal("回款金额（元）", Text(import.GetProperty("columns"), "amount"));
        Assert.Equal(1285.00m, await SumAsync("north"));
    }

    [Fact]
    public async Task Bad_rows_never_stop_the_others_and_come_back_as_a_file_to_mend()
    {
        await PutFloorAsync(("north", ["li"]));
        var file = string.Join(
            '\n',
            "id,collectorId,amount,receivedAt,remark",
            $"{Id("ok1")},{Id("li")},10,{Noon},",
            $"{Id("who")},{Id("nobody")},10,{Noon},=cmd()",
            $"{Id("nan")},{Id("li")},\"1,28\",{Noon},",
            $"{Id("cut")},{Id("li")},1,285.00,{Noon},cut",
            $"{Id("short")},{Id("li")}",
            "",
            $"{Id("late")},{Id("li")},10,2999-01-01,",
            new string('x', 10 << 20),
            $"{Id("ok1")},{Id("li")},11,{Noon},",
            $"{Id("ok2")},{Id("li")},10,{Noon}",
            $"\"{Id("open")},{Id("li")},10,{Noon},",
            $"{Id("ok3")},{Id("li")},10,{Noon},");

        var import = await ImportAsync("kind=recoveries", file);

        Assert.Equal(
            "completed 11/3/0/8; 3 collectorId unknownCollector; 4 amount invalidAmount; 5  raggedRow; 6 amount invalidAmount; 8 receivedAt futureDated; 9  lineTooLong; 10 id conflict; 12  unclosedQuote",
            Summary(import));
        var errors = (await SendAsync(HttpMethod.Get, $"imports/{Text(import, "importId")}/errors")).Text.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("id,collectorId,amount,receivedAt,remark,line,field,code,message", errors[0]);
        Assert.StartsWith($"{Id("who")},{Id("nobody")},10,{Noon},\"'=cmd()\",3,collectorId,unknownCollector,", errors[1], StringComparison.Ordinal);

        // Mended in a spreadsheet, and sent again with all its columns.
        var mended = $"{errors[0]}\n{errors[1].Replace(Id("nobody"), Id("li"), StringComparison.Ordinal)}\n{errors[2].Replace("\"1,28\"", "128", StringComparison.Ordinal)}\n";
        Assert.Equal("completed 2/2/0/0", Summary(await ImportAsync("kind=recoveries", mended)));
        Assert.Equal(168m, await SumAsync("north"));
    }

    [Theory]
    [InlineData("id,amount,Amount,receivedAt\n1,2,3,4\n", "duplicateColumn")]
    [InlineData("id,金额,receivedAt,金额\n1,2,3,4\n", "duplicateColumn")]
    [InlineData("collectorId,amount,receivedAt\nc,1,2024-01-01\n", "missingColumn")]
    [InlineData("\n\n", "emptyFile")]
    [InlineData("", "emptyFile")]
    [InlineData("PK\u0003\u0004 and no workbook behind it", "unreadableFile")]
    public async Task A_file_that_cannot_be_read_is_refused_with_a_clear_word_and_nothing_is_kept(string file, string code)
    {
        var source = "source=" + Id("refused");
        var answer = await SendFileAsync("kind=recoveries&" + source, Encoding.UTF8.GetBytes(file));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.DoesNotContain((await GetAsync("imports")).EnumerateArray(), i => Text(i, "source") == Id("refused"));
    }

    [Fact]
    public async Task Columns_are_named_once_for_a_source_and_remembered()
    {
        await PutFloorAsync(("north", ["li"]));
        var query = "kind=recoveries&source=" + Id("core");
        var first = $"ref,who,sum,day\n{Id("r1")},{Id("li")},5,2024-03-05\n";
        Assert.Equal("missingColumn", (await SendFileAsync(query, Encoding.UTF8.GetBytes(first))).Code);

        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync(query + "&map=id:ref&map=collectorId:who&map=amount:sum&map=receivedAt:day", first)));
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync(query, $"day,sum,who,ref\n2024-03-06,6,{Id("li")},{Id("r2")}\n")));
        Assert.Equal("unknownColumn", (await SendFileAsync(query + "&map=id:nowhere", Encoding.UTF8.GetBytes(first))).Code);
        Assert.Equal(11m, await SumAsync("north"));
    }

    [Fact]
    public async Task Accounts_roster_and_reversals_come_by_file_too_and_a_second_time_change_nothing()
    {
        var roster = $"工号,姓名,团队编号,团队,大区,在职\n{Id("li")},李伟,{Id("north")},北组,华北,是\n{Id("wang")},王芳,{Id("north")},,,是\n{Id("zhao")},赵,{Id("nowhere")},,,是\n";
        Assert.Equal("completed 3/2/0/1; 4 teamId unknownTeam", Summary(await ImportAsync("kind=roster", roster)));
        Assert.Equal("completed 3/0/2/1; 4 teamId unknownTeam", Summary(await ImportAsync("kind=roster", roster)));
        Assert.Equal("李伟", Text(await GetAsync("collectors/" + Id("li")), "name"));
        Assert.Equal("华北", Text(await GetAsync("teams/" + Id("north")), "region"));

        var accounts = $"借据号\t清收员编号\t本金\t逾期天数\t有无抵押\t数据日期\n{Id("a1")}\t{Id("li")}\t50,000.00\t45\t否\t2024-03-01\n";
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync("kind=accounts", accounts)));
        Assert.Equal("completed 1/0/1/0", Summary(await ImportAsync("kind=accounts", accounts)));

        var receipts = $"流水号,借据号,金额,到账日期\n{Id("r1")},{Id("a1")},100,2024-03-05\n";
        Assert.Equal("completed 1/1/0/0", Summary(await ImportAsync("kind=recoveries", receipts)));
        var reversals = $"冲正编号,原流水号,金额,原因\n{Id("v1")},{Id("r1")},40,退票\n{Id("v2")},{Id("none")},,退款\n{Id("v3")},{Id("r1")},100,退款\n";
        Assert.Equal("completed 3/1/0/2; 3 recoveryId unknownRecovery; 4 amount exceedsRecovery", Summary(await ImportAsync("kind=reversals", reversals)));
        Assert.Equal("completed 3/0/1/2; 3 recoveryId unknownRecovery; 4 amount exceedsRecovery", Summary(await ImportAsync("kind=reversals", reversals)));
        Assert.Equal(60m, await SumAsync("north"));
    }

    [Fact]
    public async Task A_workbook_is_read_by_what_its_cells_show()
    {
        await PutFloorAsync(("north", ["li"]));
        var workbook = WorkbookFile.Of(
            ["流水号", "清收员编号", "金额", "到账时间"],
            [WorkbookFile.Cell(Id("x1")), WorkbookFile.Cell(Id("li")), WorkbookFile.Formula("0.1+0.2", "0.30000000000000004"), WorkbookFile.Date("45356.427083333336")],
            [WorkbookFile.Cell(Id("x2")), WorkbookFile.Cell(Id("li")), WorkbookFile.Number("1285"), WorkbookFile.Cell("2024/3/5 10:15")],
            [WorkbookFile.Cell(Id("x3")), WorkbookFile.Cell(Id("li")), WorkbookFile.Cell("#N/A"), WorkbookFile.Cell("2024/3/5 10:15")]);

        var import = await ImportAsync("kind=recoveries", workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        Assert.Equal("completed 3/2/0/1; 4 amount invalidAmount", Summary(import));
        Assert.Equal(1285.30m, await SumAsync("north"));
        Assert.Equal(["duplicate"], await PostAsync("recoveries", Receipt("x1", "li", "0.3", "2024-03-05T10:15:00+08:00")));
    }

    [Fact]
    public async Task A_key_that_posts_may_import_receipts_and_no_roster()
    {
        var made = await SendAsync(HttpMethod.Post, "keys", """{"name":"night","scopes":["ingest"]}""");
        using var night = Server.Client(Text(made.Body, "key"));

        Assert.Equal(HttpStatusCode.Forbidden, (await SendFileAsync("kind=roster", "id,name\nx,X\n"u8.ToArray(), client: night)).Status);
        Assert.Equal("completed 1/0/0/1; 2 collectorId unknownCollector", Summary(await ImportAsync("kind=recoveries", Encoding.UTF8.GetBytes($"id,collectorId,amount,receivedAt\n{Id("r")},{Id("none")},1,{Noon}\n"), client: night)));
        Assert.Equal("invalidParameter", (await SendFileAsync("kind=7", "id\n"u8.ToArray())).Code);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendFileAsync("kind=recoveries", "[]"u8.ToArray(), "application/json")).Status);
    }
}
