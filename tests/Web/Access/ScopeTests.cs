using System.Net;
using System.Text.Json;

namespace Leaderboard.Web.Access;

public sealed class ScopeTests(SharedServer shared) : ApiTests(shared)
{
    private static readonly string[] Looks = ["boards/collectors/amount/day", "boards/collectors/amount/day/c", "boards/collectors/amount/day/c/around", "races/teams/amount/day"];
    private static readonly string[] Reads = ["collectors", "collectors/c", "collectors/c/points", "teams", "teams/t", "teams/t/targets/month/2024-03-05"];
    private static readonly string[] Ingests = ["recoveries", "reversals", "accounts"];
    private static readonly string[] Controls = ["reconciliations/2024-03-05/page"];
    private static readonly (HttpMethod Method, string Path)[] Admins =
    [
        (HttpMethod.Put, "roster"), (HttpMethod.Post, "keys"), (HttpMethod.Get, "keys"), (HttpMethod.Delete, "keys/k"), (HttpMethod.Post, "displays"),
        (HttpMethod.Get, "displays"), (HttpMethod.Delete, "displays/k"), (HttpMethod.Get, "verify"), (HttpMethod.Get, "operations"),
        (HttpMethod.Put, "teams/t/targets/month/2024-03-05"), (HttpMethod.Put, "absences"),
        (HttpMethod.Get, "reconciliations"), (HttpMethod.Get, "reconciliations/2024-03-05"), (HttpMethod.Get, "reconciliations/2024-03-05/page/differences"), (HttpMethod.Post, "reconciliations/2024-03-05/close"),
        (HttpMethod.Get, "unassigned"), (HttpMethod.Post, "unassigned/r/claims"), (HttpMethod.Post, "unassigned/r/assign"), (HttpMethod.Post, "unassigned/r/refuse"), (HttpMethod.Get, "collectors/c/claims"),
         (HttpMethod.Get, "collectors/c/absences"), (HttpMethod.Delete, "collectors/c/absences/a"),
    ];

    public static TheoryData<string[], string> Rights => new()
    {
        { ["read"], "look read" },
        { ["ingest"], "ingest" },
        { ["read", "ingest"], "look read ingest" },
        { ["admin"], "look read ingest admin" },
        { [], "look" },
    };

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task A_scope_opens_its_endpoints_and_no_others(string[] scopes, string rights)
    {
        using var client = Server.Client(scopes.Length == 0 ? await DisplaySecretAsync() : await KeyAsync(scopes));

        foreach (var (kind, method, path) in Endpoints())
        {
            var answer = await SendAsync(method, path, method == HttpMethod.Get ? null : "7", client);
            if (rights.Split(' ').Contains(kind, StringComparer.Ordinal))
            {
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path} {answer.Status}");
            }
            else
            {
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{path} {answer.Status}");
                Assert.Equal("forbidden", answer.Code);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("lb_nobodys-key")]
    [InlineData("")]
    public async Task Without_a_key_that_is_known_everything_is_401(string? key)
    {
        using var client = Server.Client(key);

        foreach (var (_, method, path) in Endpoints())
        {
            var answer = await SendAsync(method, path, method == HttpMethod.Get ? null : "7", client);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{path} {answer.Status}");
            Assert.Equal("unauthorized", answer.Code);
            Assert.Contains(answer.Response.Headers.WwwAuthenticate, h => h.Scheme == "Bearer");
        }
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        using var client = Server.Client(null);

        foreach (var path in new[] { "health/live", "health/ready" })
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static IEnumerable<(string Kind, HttpMethod Method, string Path)> Endpoints() =>
    [
        .. Looks.Select(p => ("look", HttpMethod.Get, p)), .. Reads.Select(p => ("read", HttpMethod.Get, p)),
        .. Ingests.Select(p => ("ingest", HttpMethod.Post, p)), .. Controls.Select(p => ("ingest", HttpMethod.Put, p)), .. Admins.Select(a => ("admin", a.Method, a.Path)),
    ];

    private async Task<string> KeyAsync(string[] scopes)
    {
        var answer = await SendAsync(HttpMethod.Post, "keys", JsonSerializer.Serialize(new { name = "test", scopes }));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return Text(answer.Body, "key");
    }

    private async Task<string> DisplaySecretAsync()
    {
        var answer = await SendAsync(HttpMethod.Post, "displays", """{"name":"test"}""");
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return Text(answer.Body, "url").Split('/')[^1];
    }
}
