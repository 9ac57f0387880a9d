using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Leaderboard.Web.Reconciliation;

public sealed class ReconciliationApiTests(SharedServer shared) : ApiTests(shared)
{
    /// <summary>The class has it for itself.</summary>
    private const string Day = "2024-05-06";

    private string Core => Id("core");

    private string Path => $"reconciliations/{Day}/{Core}";

    [Fact]
    public async Task The_bank_says_what_it_has_and_hears_whether_it_agrees()
    {
        using var core = await CoreAsync();
        await PostAsync(core, Receipt("r1", "c", "100.00", At), Receipt("r2", "c", "250.00", At), Receipt("r3", "c", "900.00", At));

        var agrees = await SendAsync(HttpMethod.Put, Path, """{"recoveries":{"count":3,"sum":1250.00},"reversals":{"count":0,"sum":"0"}}""", core);
        var differs = await SendAsync(HttpMethod.Put, Path, """{"recoveries":{"count":2,"sum":350}}""", core);

        Assert.Equal(("agrees", Core, """{"recoveries":{"count":3,"sum":1250.00},"reversals":{"count":0,"sum":0.00}}"""), (Text(agrees.Body, "state"), Text(agrees.Body, "source"), agrees.Body.GetProperty("ours").GetRawText()));
        Assert.Equal(("differs", JsonValueKind.Null), (Text(differs.Body, "state"), differs.Body.GetProperty("bank").GetProperty("reversals").ValueKind));
        var day = await GetAsync("reconciliations/" + Day);
        Assert.Contains(day.GetProperty("sources").EnumerateArray(), s => Text(s, "source") == Core && Text(s, "state") == "differs");
        Assert.Equal(("2024-05-06T00:00:00+08:00", true), (Text(day, "from"), day.GetProperty("over").GetBoolean()));
        Assert.Equal("differs", Text(Assert.Single((await GetAsync($"reconciliations?from={Day}&to={Day}")).EnumerateArray()), "state"));
    }

    [Fact]
    public async Task A_file_of_rows_names_what_differs_in_the_encodings_of_banks()
    {
        using var core = await CoreAsync();
        await PostAsync(core, Receipt("r1", "c", "100.00", At), Receipt("r2", "c", "1250.00", At), Receipt("r3", "c", "900.00", At));
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = $"流水号;交易金额;类型\n{Id("r1")};¥100.00;回款\n{Id("r2")};\"1,260.00\";回款\n{Id("r9")};70;回款\n{Id("v1")};5.00;冲正\n";

        var answer = await SendRowsAsync(Encoding.GetEncoding("GB18030").GetBytes(file), core);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(("differs", 4, true), (Text(answer.Body, "state"), answer.Body.GetProperty("differences").GetInt32(), answer.Body.GetProperty("hasRows").GetBoolean()));
        Assert.Equal("""{"recoveries":{"count":3,"sum":1430.00},"reversals":{"count":1,"sum":5.00}}""", answer.Body.GetProperty("bank").GetRawText());
        var rows = (await GetAsync(Path + "/differences")).GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(
            [$"amountDiffers {Id("r2")} 1250.00 1260.00 {Id("c")}", $"unknownToBank {Id("r3")} 900.00 null {Id("c")}", $"missingWithUs {Id("r9")} null 70.00 ", $"missingWithUs {Id("v1")} null 5.00 "],
            rows.Select(r => $"{Text(r, "difference")} {Text(r, "id")} {Raw(r, "ours")} {Raw(r, "bank")} {Text(r, "collectorId")}"));
    }

    [Fact]
    public async Task Senders_are_told_apart_by_the_names_of_their_keys()
    {
        using var core = await CoreAsync();
        using var other = await CoreAsync("银行核心");
        await PostAsync(core, Receipt("r1", "c", "1", At));
        await PostAsync(other, Receipt("r2", "c", "2", At));
        await AcceptAsync("recoveries", Receipt("r3", "c", "4", At));

        var sources = (await GetAsync("reconciliations/" + Day)).GetProperty("sources").EnumerateArray().Select(s => Text(s, "source")).ToList();

        Assert.Contains(Core, sources);
        Assert.Contains("bootstrap", sources);
        Assert.Contains(sources, s => s.StartsWith("k-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reconciliations/2024-02-30/core", "{}", "day")]
    [InlineData("reconciliations/tomorrow/core", "{}", "day")]
    [InlineData("reconciliations/9998-01-01/page", """{"recoveries":{"count":0,"sum":0}}""", "day")]
    [InlineData("reconciliations/2024-05-06/no%20id", "{}", "source")]
    [InlineData("reconciliations/2024-05-06/nobody-knows-it", """{"recoveries":{"count":0,"sum":0}}""", "source")]
    [InlineData("reconciliations/2024-05-06/page", "{}", "recoveries")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":7}""", "recoveries")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"count":-1,"sum":0}}""", "recoveries.count")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"count":1.5,"sum":0}}""", "recoveries.count")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"sum":0}}""", "recoveries.count")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"count":1,"sum":-1}}""", "recoveries.sum")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"count":1,"sum":0.001}}""", "recoveries.sum")]
    [InlineData("reconciliations/2024-05-06/page", """{"recoveries":{"count":0,"sum":0},"reversals":{"count":0}}""", "reversals.sum")]
    public async Task Figures_that_are_none_are_refused_with_their_field(string path, string body, string field)
    {
        var answer = await SendAsync(HttpMethod.Put, path, body);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
    }

    [Theory]
    [InlineData("", "emptyFile", null)]
    [InlineData("id,sum total\nr,1\n", "missingColumn", "amount")]
    [InlineData("id,amount,amount\nr,1,2\n", "duplicateColumn", "amount")]
    [InlineData("id,amount\nr 1,1\n", "invalidId", "id")]
    [InlineData("id,amount\nr1,-1\n", "invalidAmount", "amount")]
    [InlineData("id,amount\nr1,1\nr1,1\n", "duplicateRow", "id")]
    [InlineData("id,amount,kind\nr1,1,gift\n", "invalidKind", "kind")]
    [InlineData("id,amount\nr1,\"1\n", "unclosedQuote", null)]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_field_and_nothing_changes(string file, string code, string? field)
    {
        using var core = await CoreAsync();
        await PostAsync(core, Receipt("r1", "c", "1", At));
        var answer = await SendRowsAsync(Encoding.UTF8.GetBytes(file), core);

        Assert.Equal((HttpStatusCode.BadRequest, code, field), (answer.Status, answer.Code, answer.Body.TryGetProperty("field", out var named) ? named.GetString() : null));
        Assert.Equal(0, (await GetAsync(Path + "/differences")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_refused_and_so_is_what_is_no_file()
    {
        using var core = await CoreAsync();
        var answer = await SendRowsAsync(Encoding.UTF8.GetBytes("id,amount\n" + new string('x', 10_000_000) + ",1\n"), core);
        Assert.Equal((HttpStatusCode.BadRequest, "lineTooLong"), (answer.Status, answer.Code));

        var json = await SendAsync(HttpMethod.Put, Path + "/rows", "[]", core);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType"), (json.Status, json.Code));
    }

    [Theory]
    [InlineData("reconciliations?from=never", "from")]
    [InlineData("reconciliations?to=2024-13-01", "to")]
    [InlineData("reconciliations?from=2024-01-01&to=2024-12-31", "from")]
    [InlineData("reconciliations?from=2024-01-02&to=2024-01-01", "from")]
    [InlineData("reconciliations/never", "day")]
    [InlineData("reconciliations/2024-05-06/core/differences?limit=0", "limit")]
    public async Task A_question_that_is_none_is_refused_with_its_parameter(string path, string field)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.Status, Text(answer.Body, "field")));
    }

    [Fact]
    public async Task A_day_is_closed_once_and_then_refuses_figures()
    {
        const string own = "2024-05-08";
        using var core = await CoreAsync();
        await PostAsync(core, Receipt("r1", "c", "100.00", own + "T12:00:00+08:00"));
        var missing = await SendAsync(HttpMethod.Post, $"reconciliations/{own}/close", "{}");
        Assert.Equal((HttpStatusCode.Conflict, "reasonMissing", "reasons." + Core), (missing.Status, missing.Code, Text(missing.Body, "field")));

        var closed = await SendAsync(HttpMethod.Post, $"reconciliations/{own}/close", JsonSerializer.Serialize(new { reasons = new Dictionary<string, string> { [Core] = "The bank is away" } }));
        var again = await SendAsync(HttpMethod.Post, $"reconciliations/{own}/close", "{}");
        var late = await SendAsync(HttpMethod.Put, $"reconciliations/{own}/{Core}", """{"recoveries":{"count":1,"sum":100}}""", core);

        Assert.True(closed.Status == HttpStatusCode.OK, closed.Text);
        Assert.Equal(Text(closed.Body.GetProperty("close"), "digest"), Text(again.Body.GetProperty("close"), "digest"));
        Assert.Equal((HttpStatusCode.Conflict, "dayClosed"), (late.Status, late.Code));
        Assert.Contains("  reason The bank is away\n", Text(closed.Body.GetProperty("close"), "text"), StringComparison.Ordinal);
        Assert.True((await GetAsync("verify")).GetProperty("anchors").GetProperty("whole").GetBoolean());

        var today = await SendAsync(HttpMethod.Post, $"reconciliations/{DateTime.UtcNow.AddHours(8):yyyy-MM-dd}/close", "{}");
        Assert.Equal((HttpStatusCode.Conflict, "dayNotOver"), (today.Status, today.Code));
    }

    private static string At => Day + "T12:00:00+08:00";

    private static string Raw(JsonElement row, string name) => row.GetProperty(name).GetRawText();

    private async Task PostAsync(HttpClient sender, params string[] receipts)
    {
        var answer = await SendAsync(HttpMethod.Post, "recoveries", $"[{string.Join(',', receipts)}]", sender);
        Assert.True(answer.Status == HttpStatusCode.OK && answer.Body.GetProperty("accepted").GetInt32() == receipts.Length, answer.Text);
    }

    private Task<Answer> SendRowsAsync(byte[] file, HttpClient sender)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return SendAsync(HttpMethod.Put, Path + "/rows", content, sender);
    }

    /// <summary>A program of the bank's, on a floor with one collector.</summary>
    private async Task<HttpClient> CoreAsync(string? name = null)
    {
        await PutFloorAsync(("t", ["c"]));
        var answer = await SendAsync(HttpMethod.Post, "keys", JsonSerializer.Serialize(new { name = name ?? Core, scopes = new[] { "ingest" } }));
        return Server.Client(Text(answer.Body, "key"));
    }
}
