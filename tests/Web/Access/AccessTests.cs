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
    private const string Table = """
        route                                                      collector lead manager compliance admin      store
        GET    /api/v1/boards/{subject}/{measure}/{period}             all   all  all     all        all        all
        GET    /api/v1/boards/{subject}/{measure}/{period}/{id}        all   all  all     all        all        all
        GET    /api/v1/boards/{subject}/{measure}/{period}/{id}/around all   all  all     all        all        all
        GET    /api/v1/races/{subject}/{measure}/{period}              all   all  all     all        all        all
        GET    /api/v1/collectors                                      own   team all     all        all        -
        GET    /api/v1/collectors/{id}                                 own   team all     all        all        -
        GET    /api/v1/collectors/{id}/points                          own   team all     all        -          -
        GET    /api/v1/collectors/{id}/ledger                          own   team all     all        -          -
        GET    /api/v1/collectors/{id}/merits                          own   team all     all        -          -
        GET    /api/v1/teams                                           own   team all     all        all        -
        GET    /api/v1/teams/{id}                                      -     team all     all        -          -
        GET    /api/v1/teams/{id}/targets/{period}/{date}              -     team all     all        -          -
        PUT    /api/v1/teams/{id}/targets/{period}/{date}              -     team all     -          -          -
        PUT    /api/v1/absences                                        -     team all     -          -          -
        GET    /api/v1/collectors/{id}/absences                        own   team all     -          -          -
        DELETE /api/v1/collectors/{id}/absences/{absence}              -     team all     -          -          -
        GET    /api/v1/unassigned                                      own   team all     -          -          -
        POST   /api/v1/unassigned/{id}/claims                          own   team all     -          -          -
        POST   /api/v1/unassigned/{id}/assign                          -     team all     -          -          -
        POST   /api/v1/unassigned/{id}/refuse                          -     team all     -          -          -
        GET    /api/v1/collectors/{id}/claims                          own   team all     -          -          -
        POST   /api/v1/contests                                        -     team all     -          -          -
        GET    /api/v1/contests                                        all   all  all     all        all        all
        GET    /api/v1/contests/{id}                                   all   all  all     all        all        all
        PUT    /api/v1/contests/{id}                                   -     team all     -          -          -
        POST   /api/v1/contests/{id}/schedule                          -     team all     -          -          -
        POST   /api/v1/contests/{id}/cancel                            -     team all     -          -          -
        POST   /api/v1/contests/{id}/certify                           -     -    all     -          -          -
        GET    /api/v1/contests/{id}/standings                         all   all  all     all        all        all
        GET    /api/v1/contests/{id}/race                              all   all  all     all        all        all
        GET    /api/v1/contests/{id}/payouts                           -     -    all     all        -          -
        GET    /api/v1/contests/{id}/restatements                      all   all  all     all        all        all
        GET    /api/v1/benchmarks                                      all   all  all     all        all        all
        PUT    /api/v1/benchmarks                                      -     -    all     -          -          -
        GET    /api/v1/benchmarks/proposal                             -     -    all     -          -          -
        GET    /api/v1/contests/{id}/passed-over                       -     -    all     all        -          -
        GET    /api/v1/conduct                                         -     -    all     all        -          -
        GET    /api/v1/collectors/{id}/conduct                         own   -    all     all        -          -
        POST   /api/v1/collectors/{id}/complaints                      -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/complaints/{complaint}/uphold   -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/complaints/{complaint}/dismiss  -     -    -       all        -          -
        DELETE /api/v1/collectors/{id}/complaints/{complaint}/note     -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/holds                           -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/holds/{hold}/lift               -     -    -       all        -          -
        GET    /api/v1/accounts/{id}/flags                             -     -    all     all        -          -
        POST   /api/v1/accounts/{id}/flags                             -     -    -       all        -          -
        GET    /api/v1/budgets                                         -     team all     all        -          -
        GET    /api/v1/budgets/{id}                                    -     team all     all        -          -
        PUT    /api/v1/budgets/{id}                                    -     -    all     -          -          -
        GET    /api/v1/rewards                                         all   all  all     all        all        all
        PUT    /api/v1/rewards/{id}                                    -     -    all     -          -          -
        PUT    /api/v1/rewards/{id}/picture                            -     -    all     -          -          -
        DELETE /api/v1/rewards/{id}/picture                            -     -    all     -          -          -
        POST   /api/v1/redemptions                                     own   own  own     -          -          -
        GET    /api/v1/redemptions                                     own   team all     all        -          all
        GET    /api/v1/redemptions/{id}                                own   team all     all        -          all
        POST   /api/v1/redemptions/{id}/approve                        -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/reject                         -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/reopen                         -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/fulfil                         -     -    all     -          -          all
        POST   /api/v1/redemptions/{id}/return                         -     -    all     -          -          all
        POST   /api/v1/redemptions/{id}/cancel                         own   own  own     -          -          -
        GET    /api/v1/schemes                                         all   all  all     all        all        all
        GET    /api/v1/schemes/{id}/{version}                          all   all  all     all        all        all
        POST   /api/v1/schemes                                         -     -    all     -          -          -
        POST   /api/v1/schemes/validate                                -     -    all     -          -          -
        POST   /api/v1/schemes/simulate                                -     -    all     -          -          -
        PUT    /api/v1/roster                                          -     -    all     -          all        -
        POST   /api/v1/recoveries                                      -     -    all     -          -          -
        POST   /api/v1/reversals                                       -     -    all     -          -          -
        POST   /api/v1/accounts                                        -     -    all     -          -          -
        POST   /api/v1/imports                                         -     -    all     -          all        -
        GET    /api/v1/imports                                         -     -    all     -          all        -
        GET    /api/v1/imports/{id}                                    -     -    all     -          all        -
        GET    /api/v1/imports/{id}/errors                             -     -    all     -          all        -
        POST   /api/v1/imports/{id}/run                                -     -    all     -          all        -
        POST   /api/v1/imports/{id}/take-back                          -     -    all     -          all        -
        GET    /api/v1/reconciliations                                 -     -    all     all        -          -
        GET    /api/v1/reconciliations/{day}                           -     -    all     all        -          -
        GET    /api/v1/reconciliations/{day}/{source}/differences      -     -    all     all        -          -
        PUT    /api/v1/reconciliations/{day}/{source}                  -     -    all     all        -          -
        PUT    /api/v1/reconciliations/{day}/{source}/rows             -     -    all     all        -          -
        POST   /api/v1/reconciliations/{day}/close                     -     -    all     all        -          -
        GET    /api/v1/keys                                            -     -    -       -          all        -
        POST   /api/v1/keys                                            -     -    -       -          all        -
        DELETE /api/v1/keys/{id}                                       -     -    -       -          all        -
        GET    /api/v1/displays                                        -     -    all     -          all        -
        POST   /api/v1/displays                                        -     -    all     -          all        -
        DELETE /api/v1/displays/{id}                                   -     -    all     -          all        -
        GET    /api/v1/operations                                      -     -    -       -          all        -
        GET    /api/v1/verify                                          -     -    all     all        all        -
        *      /metrics                                                -     -    -       -          all        -
        *      /hubs/live                                              all   all  all     all        all        all
        *      /wall                                                   all   all  all     all        all        all
        *      /operations                                             -     -    -       -          all        -
        *      /team                                                   -     team all     all        -          -
        *      /unassigned                                             own   team all     -          -          -
        *      /account                                                own   own  own     own        own        own
        *      /manage/audit                                           -     -    all     all        all        -
        *      /me                                                     own   own  own     own        own        own
        *      /boards/{subject?}/{measure?}/{period?}                 all   all  all     all        all        all
        *      /collectors/{id}                                        own   team all     all        -          -
        *      /teams/{id}                                             -     team all     all        -          -
        *      /contests                                               all   all  all     all        all        all
        *      /contests/new                                           -     team all     -          -          -
        *      /contests/{id}                                          all   all  all     all        all        all
        *      /manage/benchmarks                                      -     -    all     -          -          -
        *      /me/conduct                                             own   own  own     own        own        own
        *      /me/kudos                                               own   own  own     own        own        own
        *      /manage/conduct                                         -     -    all     all        -          -
        *      /manage/conduct/accounts                                -     -    all     all        -          -
        *      /manage/redemptions                                     -     -    all     -          -          -
        *      /manage/redemptions/delegation                          -     -    all     -          -          -
        *      /manage/handover                                       -     -    all     -          -          all
        GET    /api/v1/payroll/{month}                                 -     -    all     all        -          -
        POST   /api/v1/payroll/{month}/lock                            -     -    all     -          -          -
        *      /manage/payroll/{month?}                                -     -    all     all        -          -
        GET    /api/v1/collectors/{id}/statements/{month}              own   team all     all        -          -
        POST   /api/v1/collectors/{id}/statements/{month}/sign         own   -    -       -          -          -
        POST   /api/v1/collectors/{id}/statements/{month}/appeal       own   -    -       -          -          -
        *      /me/month/{month?}                                      own   own  own     own        own        own
        *      /collectors/{id}/month/{month?}                         own   team all     all        -          -
        *      /manage/statements/{month?}                             -     -    all     all        -          -
        *      /manage/budgets                                         -     team all     all        -          -
        *      /manage/notifications                                   -     -    all     -          all        -
        *      /shop                                                   all   all  all     all        all        all
        *      /shop/suggestions                                       all   all  all     all        all        all
        *      /manage/rewards                                         -     -    all     -          -          -
        GET    /rewards/{id}/picture                                   all   all  all     all        all        all
        *      /manage/schemes                                         all   all  all     all        all        all
        *      /manage/schemes/new                                     -     -    all     -          -          -
        *      /contests/{id}/certificate/{subjectId}                  all   all  all     all        all        all
        *      /manage/people                                          -     -    all     -          all        -
        *      /manage/keys                                            -     -    -       -          all        -
        *      /manage/displays                                        -     -    all     -          all        -
        *      /manage/displays/{id}                                   -     -    all     -          all        -
        *      /manage/imports                                         -     -    all     -          all        -
        *      /manage/imports/{id}                                    -     -    all     -          all        -
        *      /manage/reconciliation                                  -     -    all     all        -          -
        *      /manage/reconciliation/{day}                            -     -    all     all        -          -
        *      /manage/reconciliation/{day}/close                      -     -    all     all        -          -
        """;

    /// <summary>Open to anybody, each for its reason.</summary>
    private static readonly string[] Open =
    [
        // Doors, and what stands before them.
        "/", "/sign-in", "/sign-in/outside", "/welcome", "/join/{secret}", "/operations/sign-in", "/wall/link/{secret}", "/language", "/error",

        // In the demo alone; elsewhere there is nothing behind it.
        "/tour",

        // Tell nothing of the institution.
        "/health/live", "/health/ready", "/openapi/{documentName}.json", "/docs/{documentName?}", "/schemas/points-scheme.v1.json", "/docs/favicon.svg", "/docs/scalar.js", "/docs/scalar.aspnetcore.js",
    ];

    private static readonly string[] Roles = ["Collector", "Lead", "Manager", "Compliance", "Admin", "Storekeeper"];

    public static TheoryData<string> EveryRole => [.. Roles];

    private static IEnumerable<Row> Rows => Table.Split('\n').Skip(1).Select(line => Regex.Split(line.Trim(), " +", RegexOptions.None, TimeSpan.FromSeconds(1)))
        .Select(c => new Row(c[0], c[1], c[2..]));

    [Fact]
    public void Every_route_is_in_the_table_or_open_for_a_reason()
    {
        var known = Rows.Select(r => $"{r.Method} {r.Path}").ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in Endpoints())
        {
            var path = PathOf(endpoint);
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                Assert.True(Open.Contains(path, StringComparer.Ordinal) || IsFile(path), $"{path} is open to anybody: say why, or close it.");
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
        Assert.All(Rows, row => Assert.Contains($"{row.Method} {row.Path}", routes));
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

        foreach (var row in Rows)
        {
            var reach = row.Reach[Array.IndexOf(Roles, role)];
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

    private sealed record Row(string Method, string Path, string[] Reach);
}
