using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Access;

/// <summary>
/// The table of who may call what, and how far: own, own team, all, or nothing (-). Every route, page and hub method of the
/// running program is in it, and each is called by somebody of each role, on what is theirs and on what is not.
/// </summary>
public sealed partial class AccessTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string> EveryRole => [.. AccessRows.Roles];

    [Fact]
    public void Every_route_is_in_the_table_or_open_for_a_reason()
    {
        var known = AccessRows.All.Select(r => $"{r.Method} {r.Path}").ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in Endpoints())
        {
            var path = PathOf(endpoint);
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                Assert.True(AccessRows.Open.Contains(path, StringComparer.Ordinal) || IsFile(path), $"{path} is open to anybody: say why, or close it.");
                continue;
            }

            Assert.True(endpoint.Metadata.GetMetadata<RequiresAttribute>() is not null, $"{path} names no right.");
            Assert.All(MethodsOf(endpoint), method => Assert.True(
                known.Contains($"{method} {path}") || known.Contains($"* {path}"), $"{method} {path} is not in the table."));
        }
    }

    [Fact]
    public void Every_row_of_the_table_is_a_route()
    {
        var routes = Endpoints().SelectMany(e => MethodsOf(e).Append("*").Select(m => $"{m} {PathOf(e)}")).ToHashSet(StringComparer.Ordinal);
        Assert.All(AccessRows.All, row => Assert.Contains($"{row.Method} {row.Path}", routes));
    }

    [Fact]
    public void Every_hub_method_is_behind_the_right_of_its_hub()
    {
        var hubs = typeof(LeaderboardProgram).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Hub))).ToList();
        Assert.NotEmpty(hubs);
        Assert.All(hubs, hub => Assert.True(hub.IsDefined(typeof(RequiresAttribute)), $"{hub} names no right."));

        // One that needs more than to look says so, and comes here.
        Assert.Equal(["Watch", "WatchContest", "WatchRedemptions"], hubs.SelectMany(h => h.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => m.GetBaseDefinition().DeclaringType == m.DeclaringType).Select(m => m.Name));
    }

    [Theory, MemberData(nameof(EveryRole))]
    public async Task A_role_comes_as_far_as_the_table_says(string role)
    {
        await PutFloorAsync(("own", ["self", "mate"]), ("other", ["stranger"]));
        using var person = await Floor.JoinAsync(Server, role, Id("user-" + role), role == "Collector" ? Id("self") : null, role == "Lead" ? [Id("own")] : []);

        foreach (var row in AccessRows.All)
        {
            var reach = row.Reach[AccessRows.Roles.IndexOf(role)];
            foreach (var (target, least) in Targets(row.Path))
            {
                // What names nobody is open to whoever has the right at all.
                var isOpen = reach switch
                {
                    "all" => true,
                    "team" => least is "own" or "team" or "",
                    "own" => least is "own" or "",
                    _ => false,
                };
                using var request = new HttpRequestMessage(row.Method == "*" ? HttpMethod.Get : HttpMethod.Parse(row.Method), new Uri(target, UriKind.Relative));
                using var response = await person.Http.SendAsync(request, Cancel);
                var isRefused = response.StatusCode == HttpStatusCode.Forbidden || response.Headers.Location?.OriginalString == "/operations/sign-in";
                Assert.True(isOpen != isRefused, $"{role} {row.Method} {target}: {(int)response.StatusCode}, the table says {reach}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Lists_hold_what_the_caller_may_see_and_no_more()
    {
        await PutFloorAsync(("own", ["self", "mate"]), ("other", ["stranger"]));
        using var collector = await Floor.JoinAsync(Server, "Collector", Id("list-collector"), Id("self"));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("list-lead"), null, Id("own"));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("list-compliance"));

        Assert.Equal([Id("self")], await IdsAsync(collector, "/api/v1/collectors"));
        Assert.Equal([Id("own")], await IdsAsync(collector, "/api/v1/teams"));
        Assert.Equal([Id("mate"), Id("self")], await IdsAsync(lead, "/api/v1/collectors"));
        Assert.Equal([Id("own")], await IdsAsync(lead, "/api/v1/teams"));
        Assert.Superset(new HashSet<string> { Id("self"), Id("stranger") }, (await IdsAsync(compliance, "/api/v1/collectors")).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_signed_in_browser_changes_nothing_by_the_API_without_the_token_of_a_page()
    {
        using var manager = await Floor.ManagerAsync(Server);
        using var body = new StringContent($$"""{"teams":[{"id":"{{Id("forged")}}","name":"Forged"}]}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await manager.Http.PutAsync(new Uri("/api/v1/roster", UriKind.Relative), body, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("tokenRequired", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "teams/" + Id("forged"))).Status);
    }

    private static async Task<string[]> IdsAsync(Visitor visitor, string path)
    {
        using var json = System.Text.Json.JsonDocument.Parse((await visitor.GetAsync(path)).Text);
        return [.. json.RootElement.EnumerateArray().Select(e => Text(e, "id")).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];

    private static bool IsFile(string path) => FileName().IsMatch(path);

    private static string PathOf(RouteEndpoint endpoint) => "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/').TrimEnd('/');

    private IEnumerable<RouteEndpoint> Endpoints() => Server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => !PathOf(e).StartsWith("/hubs/live/", StringComparison.Ordinal));

    /// <summary>Paths to call for a route, each with how far a right must go for it: own, team, all, or "" when it names nobody.</summary>
    private IEnumerable<(string Path, string Least)> Targets(string path)
    {
        path = path.Replace("?}", "}", StringComparison.Ordinal)
            .Replace("{subject}/{measure}/{period}", "collectors/amount/day", StringComparison.Ordinal)
            .Replace("{period}/{date}", "month/2024-03-05", StringComparison.Ordinal).Replace("{absence}", "none", StringComparison.Ordinal)
            .Replace("{complaint}", "none", StringComparison.Ordinal).Replace("{hold}", "none", StringComparison.Ordinal)
            .Replace("{day}", "2024-03-05", StringComparison.Ordinal).Replace("{source}", "page", StringComparison.Ordinal);
        if (path.Contains("/collectors/{id}", StringComparison.Ordinal))
            return new[] { ("self", "own"), ("mate", "team"), ("stranger", "all") }.Select(t => (path.Replace("{id}", Id(t.Item1), StringComparison.Ordinal), t.Item2));
        if (path.Contains("/teams/{id}", StringComparison.Ordinal))
            return new[] { ("own", "team"), ("other", "all") }.Select(t => (path.Replace("{id}", Id(t.Item1), StringComparison.Ordinal), t.Item2));
        return [(path.Replace("{id}", Id("self"), StringComparison.Ordinal), "")];
    }

    [GeneratedRegex(@"^/(css|js|lib|icon)[./]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
