using System.Net;
using Leaderboard.Web.People;
using Microsoft.Extensions.Options;

namespace Leaderboard.Web.Pages;

/// <summary>Links that leave the page lead to where people come from, and to nowhere a stranger names.</summary>
public sealed class SiteAddressTests
{
    private const string Seen = "https://board.bank.example";

    // One process believes its proxy, one knows another, one knows none, and one is told its address, which counts before all else.
    [Theory]
    [InlineData("--Leaderboard:KnownProxies:0=127.0.0.1", true)]
    [InlineData("--Leaderboard:KnownProxies:0=127.0.0.0/8", true)]
    [InlineData("--Leaderboard:KnownProxies:0=10.0.0.5", false)]
    [InlineData("--Leaderboard:PublicAddress=", false)]
    public async Task What_a_proxy_says_counts_where_it_is_known(string setting, bool isBelieved)
    {
        await using var server = await LeaderboardServer.StartAsync(setting);
        using var manager = await Floor.ManagerAsync(server);
        Assert.Contains(server.Address.GetLeftPart(UriPartial.Authority), await AddressAsync(manager), StringComparison.Ordinal);
        manager.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        manager.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "board.bank.example");
        manager.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");

        var page = await AddressAsync(manager);

        Assert.Equal((isBelieved, !isBelieved), (page.Contains(Seen, StringComparison.Ordinal), page.Contains(server.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_address_that_is_set_counts_before_all_else()
    {
        await using var server = await LeaderboardServer.StartAsync("--Leaderboard:PublicAddress=" + Seen);
        using var manager = await Floor.ManagerAsync(server);

        Assert.Contains(Seen + "/join/", (await manager.SendAsync("/manage/people", "Invite", ("DisplayName", "Qin"), ("Role", "Compliance"))).Text, StringComparison.Ordinal);
        Assert.Contains(Seen + "/wall/link/", (await manager.SendAsync("/manage/displays", "", ("name", "Hall"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Leaderboard:PublicAddress=ftp://board.bank.example", "PublicAddress")]
    [InlineData("--Leaderboard:PublicAddress=https://board.bank.example/board", "PublicAddress")]
    [InlineData("--Leaderboard:PublicAddress=/board", "PublicAddress")]
    [InlineData("--Leaderboard:KnownProxies:0=proxy.bank.example", "KnownProxies")]
    [InlineData("--Leaderboard:KnownProxies:0=10.0.0.5/33", "KnownProxies")]
    public async Task What_is_no_address_is_refused_at_start(string setting, string named)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => LeaderboardServer.StartAsync(setting));

        Assert.Contains("Leaderboard:" + named, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> AddressAsync(Visitor manager)
    {
        var (status, text) = await manager.GetAsync("/manage/reconciliation");
        Assert.Equal(HttpStatusCode.OK, status);
        return text;
    }
}
