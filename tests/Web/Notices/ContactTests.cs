using System.Net;
using System.Reflection;
using System.Text;
using Leaderboard.Notices;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Notices;

/// <summary>Everybody keeps where their own mails go, and whether there are any, on the page of their account. A server of its own, with mail.</summary>
public sealed class ContactTests : IAsyncLifetime
{
    private LeaderboardServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LeaderboardServer Server => _server ?? throw new InvalidOperationException("Not started.");

    private IGrainFactory Grains => Server.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        _server = await LeaderboardServer.StartAsync("--Leaderboard:Mail:Host=127.0.0.1", "--Leaderboard:Mail:Port=1", "--Leaderboard:Mail:From=leaderboard@bank.example", "--Leaderboard:Mail:QuietFrom=20:30", "--Leaderboard:Mail:QuietTo=07:00");
        using var client = Server.Client();
        using var roster = new StringContent("""{"teams":[{"id":"t","name":"T"}],"collectors":[{"id":"c-1","name":"Li","teamId":"t"},{"id":"c-2","name":"Wang","teamId":"t"}]}""", Encoding.UTF8, "application/json");
        using var response = await client.PutAsync(new Uri("api/v1/roster", UriKind.Relative), roster, Cancel);
        Assert.True(response.IsSuccessStatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_collector_enters_an_address_and_turns_mails_off_and_the_audit_says_so_without_it()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        Assert.Matches("name=\"wantsMail\"[^>]*checked", (await li.GetAsync("/account")).Text);

        var page = (await li.SendAsync("/account", "Contact", ("address", " li@bank.example "), ("language", "zh-Hans"), ("wantsMail", "true"))).Text;
        Assert.Contains("What is decided from now on is mailed to you.", PageText.Of(page), StringComparison.Ordinal);
        Assert.Equal(("li@bank.example", "zh-Hans", true), await KeptAsync("c-1"));
        Assert.Contains("value=\"li@bank.example\"", (await li.GetAsync("/account")).Text, StringComparison.Ordinal);

        page = (await li.SendAsync("/account", "Contact", ("address", "li@bank.example"), ("language", "en"))).Text;
        Assert.Contains("You get no e-mails.", PageText.Of(page), StringComparison.Ordinal);
        Assert.Equal(("li@bank.example", "en", false), await KeptAsync("c-1"));
        Assert.DoesNotMatch("name=\"wantsMail\"[^>]*checked", (await li.GetAsync("/account")).Text);

        await li.SendAsync("/account", "Contact", ("address", ""), ("language", "en"));
        Assert.Equal((null, "en", false), await KeptAsync("c-1"));

        using var manager = await Floor.ManagerAsync(Server);
        var audit = (await manager.GetAsync("/manage/audit")).Text;
        Assert.Equal(3, PageText.Parts(audit, "<td>E-mail settings changed</td>").Count);
        Assert.DoesNotContain("bank.example", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("li", "en")]
    [InlineData("Li <li@bank.example>", "en")]
    [InlineData("li@bank.example,wang@bank.example", "en")]
    [InlineData("li@bank.example\r\nBcc: wang@bank.example", "en")]
    [InlineData("li@bank.example", "fr")]
    public async Task What_is_no_address_is_refused_by_its_name_and_stays_to_be_mended(string address, string language)
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");

        var page = (await li.SendAsync("/account", "Contact", ("address", address), ("language", language), ("wantsMail", "true"))).Text;

        Assert.Contains("Not saved: check the e-mail address.", PageText.Of(page), StringComparison.Ordinal);
        Assert.Contains($"value=\"{address.Split('@')[0].Replace("<", "&lt;", StringComparison.Ordinal)}", page, StringComparison.Ordinal);
        Assert.Matches("name=\"address\"[^>]*aria-invalid=\"true\"", page);
        Assert.Null(await Grains.Contact(new CollectorId("c-1")).Get());
    }

    [Fact]
    public async Task Nobody_sets_or_sees_anothers()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        await li.SendAsync("/account", "Contact", ("address", "li@bank.example"), ("language", "en"), ("wantsMail", "true"));
        using var lead = await Floor.JoinAsync(Server, "Lead", "lead", null, "t");
        using var wang = await Floor.JoinAsync(Server, "Collector", "wang", "c-2");

        Assert.DoesNotContain("name=\"address\"", (await lead.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.SendAsync("/account", "Contact", ("address", "lead@bank.example"), ("language", "en"), ("collector", "c-1"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await wang.SendAsync("/account", "Contact", ("address", "wang@bank.example"), ("language", "en"), ("collector", "c-1"))).Status);

        Assert.Equal(("li@bank.example", "en", true), await KeptAsync("c-1"));
        Assert.Equal(("wang@bank.example", "en", false), await KeptAsync("c-2"));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.DoesNotContain("bank.example", (await manager.GetAsync("/collectors/c-1")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bank.example", (await manager.GetAsync("/manage/people")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_sign_in_any_more_is_not_mailed_either()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        await li.SendAsync("/account", "Contact", ("address", "li@bank.example"), ("language", "en"), ("wantsMail", "true"));
        var person = (await Grains.Contact(new CollectorId("c-1")).Get())!.Person;
        using var manager = await Floor.ManagerAsync(Server);

        await manager.SendAsync("/manage/people", "Disable", ("id", person));

        Assert.Null(await Grains.Contact(new CollectorId("c-1")).Get());
    }

    [Fact]
    public async Task Somebody_is_shut_out_while_no_silo_answers_and_the_same_again_forgets_the_address()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        await li.SendAsync("/account", "Contact", ("address", "li@bank.example"), ("language", "en"), ("wantsMail", "true"));
        var person = (await Grains.Contact(new CollectorId("c-1")).Get())!.Person;
        await using (var scope = Server.Services.CreateAsyncScope())
        {
            var people = ActivatorUtilities.CreateInstance<PeopleBook>(scope.ServiceProvider, DispatchProxy.Create<IGrainFactory, FailureTests.NoGrains>());
            Assert.Equal(PeopleOutcome.Done, await people.SetDisabledAsync(person, isDisabled: true, Cancel));
            Assert.Empty(await scope.ServiceProvider.GetRequiredService<SessionBook>().OfAsync(person, Cancel));
        }

        Assert.NotNull(await Grains.Contact(new CollectorId("c-1")).Get());
        using var manager = await Floor.ManagerAsync(Server);
        await manager.SendAsync("/manage/people", "Disable", ("id", person));
        Assert.Null(await Grains.Contact(new CollectorId("c-1")).Get());
    }

    [Fact]
    public async Task A_blank_address_is_none_and_is_said_so()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");

        var page = (await li.SendAsync("/account", "Contact", ("address", "  "), ("language", "en"), ("wantsMail", "true"))).Text;

        Assert.Contains("You get no e-mails.", PageText.Of(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_another_collector_now_takes_nothing_along()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        await li.SendAsync("/account", "Contact", ("address", "li@bank.example"), ("language", "en"), ("wantsMail", "true"));
        var person = (await Grains.Contact(new CollectorId("c-1")).Get())!.Person;
        using var manager = await Floor.ManagerAsync(Server);

        await manager.SendAsync("/manage/people", "Change", ("id", person), ("DisplayName", "li"), ("Role", "Collector"), ("CollectorId", "c-2"));

        Assert.Null(await Grains.Contact(new CollectorId("c-1")).Get());
        Assert.Null(await Grains.Contact(new CollectorId("c-2")).Get());
    }

    [Fact]
    public async Task What_goes_by_mail_is_named_so_where_it_is_looked_after()
    {
        using var manager = await Floor.ManagerAsync(Server);

        Assert.Contains("Sent to the person's e-mail", PageText.Of((await manager.GetAsync("/manage/notifications")).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gets_mails_is_told_when_none_come()
    {
        using var li = await Floor.JoinAsync(Server, "Collector", "li", "c-1");
        using var lead = await Floor.JoinAsync(Server, "Lead", "lead", null, "t");

        Assert.Contains("Quiet hours: from 20:30 to 07:00 nothing is mailed; what is decided then comes at 07:00.", PageText.Of((await li.GetAsync("/account")).Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet hours", PageText.Of((await lead.GetAsync("/account")).Text), StringComparison.Ordinal);
    }

    private async Task<(string? Address, string? Language, bool WantsMail)> KeptAsync(string collector)
    {
        var contact = (await Grains.Contact(new CollectorId(collector)).Get())!;
        return (contact.Address, contact.Language, contact.WantsMail);
    }
}
