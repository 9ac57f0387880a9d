using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leaderboard.Web.Api;

/// <summary>Requests that are refused as a whole: with a problem, a code, and nothing taken.</summary>
public sealed class RequestRefusalTests(SharedServer shared) : ApiTests(shared)
{
    private const int MaxBytes = 4 << 20;

    public static TheoryData<string> Paths => new("recoveries", "reversals", "accounts");

    public static TheoryData<string> Bodies => new()
    {
        "", " ", "{}", "null", "7", "\"text\"", "[]", "[", "[1]", "[null]", "[[]]", "[{}", "[{}]x", "garbage", "\ufeff[{}]]", "[{\"id\":\"a\"},7]",
        "[{\"a\":" + new string('[', 100) + new string(']', 100) + "}]",
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_array_of_objects_is_400(string body)
    {
        foreach (var path in Paths)
            AssertProblem(await SendAsync(HttpMethod.Post, path, body), HttpStatusCode.BadRequest, "malformedBody");
    }

    [Fact]
    public async Task JSON_deeper_than_any_stack_is_400() =>
        AssertProblem(await SendAsync(HttpMethod.Post, "recoveries", new string('[', 1_000_000)), HttpStatusCode.BadRequest, "malformedBody");

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_400()
    {
        using var content = new ByteArrayContent([0x5b, 0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d, 0x5d]);
        content.Headers.ContentType = new("application/json");

        AssertProblem(await SendAsync(HttpMethod.Post, "recoveries", content), HttpStatusCode.BadRequest, "malformedBody");
    }

    [Fact]
    public async Task One_bad_element_refuses_the_request_and_takes_nothing()
    {
        await PutFloorAsync(("t", ["c"]));

        AssertProblem(await SendAsync(HttpMethod.Post, "recoveries", $"[{Receipt("r", "c")},7]"), HttpStatusCode.BadRequest, "malformedBody");

        Assert.Equal(["accepted"], await PostAsync("recoveries", Receipt("r", "c")));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task More_than_a_thousand_entries_are_413(string path)
    {
        AssertProblem(
            await SendAsync(HttpMethod.Post, path, $"[{string.Join(',', Enumerable.Repeat("{}", 1001))}]"), HttpStatusCode.RequestEntityTooLarge, "tooManyEntries");

        Assert.Equal(1000, (await PostAsync(path, [.. Enumerable.Repeat("{}", 1000)])).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_4_MB_is_413_with_and_without_its_length(bool chunked)
    {
        await PutFloorAsync(("t", ["c"]));
        var entries = $"[{Receipt("r", "c")}]";

        AssertProblem(await PostPaddedAsync(entries, MaxBytes + 1, chunked), HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge");
        Assert.Equal(HttpStatusCode.OK, (await PostPaddedAsync(entries, MaxBytes, chunked)).Status);
    }

    [Fact]
    public async Task A_body_of_100_MB_in_chunks_is_refused_after_4_and_costs_no_memory()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Address.Host, Server.Address.Port, Cancel);
        await using var stream = socket.GetStream();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/recoveries HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {LeaderboardServer.AdminKey}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"), Cancel);
        var chunk = Encoding.ASCII.GetBytes("100000\r\n" + new string(' ', 1 << 20) + "\r\n");
        var sent = 0;
        try
        {
            while (sent < 100 && !stream.DataAvailable)
            {
                await stream.WriteAsync(chunk, Cancel);
                sent++;
            }
        }
        catch (IOException)
        {
            // The server has answered and closed.
        }

        var answer = new byte[4096];
        var read = await stream.ReadAsync(answer, Cancel);

        Assert.StartsWith("HTTP/1.1 413", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        Assert.InRange(sent, 4, 60);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 << 20);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonl")]
    public async Task Another_media_type_is_415(string type)
    {
        foreach (var path in Paths)
        {
            using var content = new StringContent("[{}]", Encoding.UTF8, type);
            AssertProblem(await SendAsync(HttpMethod.Post, path, content), HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "nothing-here")]
    [InlineData("POST", "nothing/here")]
    [InlineData("GET", "boards/collectors")]
    [InlineData("GET", "collectors/nobody")]
    [InlineData("GET", "collectors/nobody/points")]
    [InlineData("GET", "teams/none")]
    [InlineData("DELETE", "keys/none")]
    public async Task What_is_not_there_is_404(string method, string path) =>
        AssertProblem(await SendAsync(HttpMethod.Parse(method), path), HttpStatusCode.NotFound, "notFound");

    [Theory]
    [InlineData("GET", "recoveries", "POST")]
    [InlineData("DELETE", "reversals", "POST")]
    [InlineData("PUT", "accounts", "POST")]
    [InlineData("POST", "roster", "PUT")]
    [InlineData("DELETE", "collectors/c", "GET")]
    [InlineData("POST", "boards/collectors/amount/day", "GET")]
    public async Task Another_method_is_405_and_says_which_is_allowed(string method, string path, string allowed)
    {
        var answer = await SendAsync(HttpMethod.Parse(method), path);

        AssertProblem(answer, HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Assert.Contains(allowed, answer.Response.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_id_of_10000_characters_in_a_path_is_answered()
    {
        var id = new string('a', 7000);

        AssertProblem(await SendAsync(HttpMethod.Get, "collectors/" + id), HttpStatusCode.NotFound, "notFound");
        AssertProblem(await SendAsync(HttpMethod.Get, "boards/collectors/amount/all/" + id), HttpStatusCode.NotFound, "notFound");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await SendAsync(HttpMethod.Get, "collectors/" + new string('a', 10_000))).Status);
    }

    private static void AssertProblem(Answer answer, HttpStatusCode status, string code)
    {
        Assert.True(answer.Status == status, $"{(int)answer.Status} {answer.Text}");
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, answer.Code);
        Assert.Equal((int)status, answer.Body.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text(answer.Body, "title"));
    }

    private async Task<Answer> PostPaddedAsync(string entries, int length, bool chunked)
    {
        var bytes = Encoding.UTF8.GetBytes(entries.PadRight(length));
        using HttpContent content = chunked ? new StreamContent(new Unseekable(bytes)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        return await SendAsync(HttpMethod.Post, "recoveries", content);
    }

    /// <summary>Without a length, the client sends chunks.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
