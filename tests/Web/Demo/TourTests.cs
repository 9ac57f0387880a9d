using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Demo;

/// <summary>The guided tour is the demo's alone; the browser tests follow it there.</summary>
public sealed class TourTests(SharedServer shared) : ApiTests(shared)
{
    [Theory]
    [InlineData("/tour")]
    [InlineData("/tour?step=2")]
    [InlineData("/tour?handler=Receipts")]
    public async Task Outside_of_the_demo_there_is_no_tour(string path)
    {
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/wall")]
    public async Task Outside_of_the_demo_no_page_has_the_bar_whatever_a_cookie_says(string path)
    {
        using var manager = await Floor.ManagerAsync(Server);
        manager.Http.DefaultRequestHeaders.Add("Cookie", "tour=2");

        var page = (await manager.GetAsync(path)).Text;

        Assert.DoesNotContain("class=\"tour", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/tour", page, StringComparison.Ordinal);
    }
}
