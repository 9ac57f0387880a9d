using System.Net;
using System.Security.Claims;

namespace Leaderboard.Web.People;

/// <summary>People come by the institution's own sign-in, with what it says of them.</summary>
public sealed class InstitutionTests : IAsyncLifetime
{
    private FakeInstitution _institution = null!;
    private LeaderboardServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _institution = await FakeInstitution.StartAsync();
        _server = await LeaderboardServer.StartAsync(
            $"--Leaderboard:OpenIdConnect:Authority={_institution.Address}",
            $"--Leaderboard:OpenIdConnect:ClientId={FakeInstitution.Client}",
            "--Leaderboard:OpenIdConnect:ClientSecret=secret",
            "--Leaderboard:OpenIdConnect:AllowHttp=true",
            "--Leaderboard:OpenIdConnect:DisplayName=The Bank",
            "--Leaderboard:OpenIdConnect:Roles:Lead=lb-leads");
        using var http = _server.Client();
        using var roster = new StringContent("""{"teams":[{"id":"t-1","name":"North"},{"id":"t-2","name":"South"}],"collectors":[{"id":"c-1","name":"Li","teamId":"t-1"}]}""", System.Text.Encoding.UTF8, "application/json");
        (await http.PutAsync(new Uri("api/v1/roster", UriKind.Relative), roster, Cancel)).EnsureSuccessStatusCode();
        using var first = new Visitor(_server.Address);
        await first.SendAsync("/welcome", "", ("userName", "one"), ("displayName", "One"), ("password", Floor.Password));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _institution.DisposeAsync();
    }

    [Fact]
    public async Task Role_and_teams_come_from_claims_each_time_anew()
    {
        _institution.Claims = [new("sub", "4711"), new("name", "方组长"), new("roles", "lb-leads"), new("teams", "t-1")];
        using var lead = new Visitor(_server.Address);
        Assert.Equal("/account", await SignInAsync(lead, "/account"));
        Assert.Contains("方组长", WebUtility.HtmlDecode((await lead.GetAsync("/account")).Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/api/v1/teams/t-1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/api/v1/teams/t-2")).Status);

        _institution.Claims = [new("sub", "4711"), new("name", "方组长"), new("roles", "lb-leads"), new("teams", "t-2")];
        using var later = new Visitor(_server.Address);
        await SignInAsync(later, "/account");
        Assert.Equal(HttpStatusCode.Forbidden, (await later.GetAsync("/api/v1/teams/t-1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/api/v1/teams/t-2")).Status);
    }

    [Fact]
    public async Task A_collector_is_the_one_the_claim_names()
    {
        _institution.Claims = [new("sub", "815"), new("name", "Li"), new("roles", "collector"), new("collector", "c-1")];
        using var collector = new Visitor(_server.Address);
        await SignInAsync(collector, "/account");

        Assert.Equal(HttpStatusCode.OK, (await collector.GetAsync("/api/v1/collectors/c-1/points")).Status);
    }

    [Fact]
    public async Task Who_has_no_role_of_ours_is_told_so_and_not_let_in()
    {
        _institution.Claims = [new("sub", "1"), new("name", "Guest"), new("roles", "canteen")];
        using var guest = new Visitor(_server.Address);

        Assert.Null(await SignInAsync(guest, "/account"));

        Assert.NotEqual(HttpStatusCode.OK, (await guest.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Locked_out_here_is_locked_out_whatever_the_institution_says()
    {
        _institution.Claims = [new("sub", "99"), new("name", "Leaver"), new("roles", "compliance")];
        using var leaver = new Visitor(_server.Address);
        await SignInAsync(leaver, "/account");
        using var manager = new Visitor(_server.Address);
        await manager.SignInAsync("one", Floor.Password);
        var page = (await manager.GetAsync("/manage/people")).Text;
        var row = page[page.IndexOf(">Leaver ", StringComparison.Ordinal)..];
        var start = row.IndexOf("edit=", StringComparison.Ordinal) + "edit=".Length;
        await manager.SendAsync("/manage/people", "Disable", ("id", row[start..row.IndexOf('#', start)]));
        using var again = new Visitor(_server.Address);

        Assert.Null(await SignInAsync(again, "/account"));
    }

    /// <returns>Where the visitor is in the end; null when they were not let in.</returns>
    private static async Task<string?> SignInAsync(Visitor visitor, string returnUrl)
    {
        var sent = await visitor.SendAsync("/sign-in?ReturnUrl=" + Uri.EscapeDataString(returnUrl), "Outside", ("scheme", "Institution"));
        var next = sent.Location;
        for (var hop = 0; next is not null && hop < 6; hop++)
        {
            using var response = await visitor.Http.GetAsync(new Uri(visitor.Http.BaseAddress!, next), Cancel);
            next = response.Headers.Location?.OriginalString;
            if (next == returnUrl)
                return next;
        }

        return null;
    }
}
