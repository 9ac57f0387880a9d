using System.Reflection;
using System.Security.Claims;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Pages.Shop;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Web.Rewards;

/// <summary>A code that counts as shown was shown, whatever breaks off around it.</summary>
public sealed class ShowCodeTests(SharedServer shared) : ApiTests(shared)
{
    private const string Code = "SECRET-4711";

    [Fact]
    public async Task It_is_shown_though_the_audit_cannot_be_written_and_the_log_says_so()
    {
        await ApproveAsync();
        var log = new KeptLog();
        using var logs = LoggerFactory.Create(l => l.AddProvider(log));
        await using var broken = new AuditLog(new NoPeople(), TimeProvider.System);
        var desk = new CodeDesk(Grains, Service<CodeSeals>(), Service<RedemptionDesk>(), broken, logs.CreateLogger<CodeDesk>());

        var answer = await desk.ShowAsync(Self(), (await Grains.Redemption(Id("r")).Get())!);

        Assert.Equal([Code], Assert.IsType<CodeShown>(answer).Codes);
        var line = Assert.Single(log.Lines);
        Assert.Contains($"The codes of {Id("r")} were shown to {Id("p-self")}, and the audit could not be written.", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_counts_nothing_as_shown()
    {
        await ApproveAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => Shop(readsLeft: 0).OnPostShowCodeAsync(Id("r")));

        Assert.Null((await Grains.Redemption(Id("r")).Get())!.ShownAt);
        var shop = Shop(readsLeft: 2);
        Assert.IsType<PageResult>(await shop.OnPostShowCodeAsync(Id("r")));
        Assert.Equal([Code], shop.Codes!.Codes);
    }

    // Stored that it was shown, and then the shop cannot be read again: the code stands beside what was read before.
    [Fact]
    public async Task It_is_shown_beside_what_was_read_before_where_that_cannot_be_read_again()
    {
        await ApproveAsync();
        var shop = Shop(readsLeft: 1);

        Assert.IsType<PageResult>(await shop.OnPostShowCodeAsync(Id("r")));

        Assert.Equal([Code], shop.Codes!.Codes);
        Assert.Equal(Id("r"), Assert.Single(shop.View.Requests).Id);
        Assert.NotNull((await Grains.Redemption(Id("r")).Get())!.ShownAt);
    }

    private IGrainFactory Grains => Service<IGrainFactory>();

    private T Service<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    /// <summary>A card by code is approved for somebody with 50 points.</summary>
    private async Task ApproveAsync()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("card"), $$"""{"name":"Card","price":20,"teams":["{{Id("own")}}"]}""");
        Assert.Equal(1, (await Service<CodeDesk>().AddAsync(new DefaultHttpContext(), Id("card"), [Code])).Added);
        await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id("r")}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("card")}}"}""");
        Assert.Equal("approved", Text((await SendAsync(HttpMethod.Post, $"redemptions/{Id("r")}/approve")).Body, "state"));
    }

    private DefaultHttpContext Self()
    {
        var caller = new Caller { SessionId = "s", PersonId = Id("p-self"), Name = "self", Role = Role.Collector, Collector = new CollectorId(Id("self")) };
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(caller.ToIdentity("test")) };
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("localhost"));
        return http;
    }

    /// <summary>The page, whose catalogue can be read so many times.</summary>
    private ShopModel Shop(int readsLeft)
    {
        var services = Server.Services.CreateScope().ServiceProvider;
        var grains = DispatchProxy.Create<IGrainFactory, CatalogueThatBreaksOff>();
        (((CatalogueThatBreaksOff)grains).Real, ((CatalogueThatBreaksOff)grains).Left) = (Grains, readsLeft);
        var shop = ActivatorUtilities.CreateInstance<ShopModel>(services, ActivatorUtilities.CreateInstance<ShopReader>(services, grains));
        shop.PageContext = new PageContext { HttpContext = Self() };
        return shop;
    }

    private sealed class NoPeople : IDbContextFactory<PeopleDatabase>
    {
        public PeopleDatabase CreateDbContext() => throw new InvalidOperationException("The database is away.");
    }

    /// <summary>Public for the proxy's sake.</summary>
    public class CatalogueThatBreaksOff : DispatchProxy
    {
        public IGrainFactory? Real { get; set; }

        public int Left { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            args is [GrainId { Type: var type }, ..] && type.ToString() == "lb.rewards" && Left-- <= 0 ? throw new TimeoutException("No answer.") : targetMethod?.Invoke(Real, args);
    }
}
