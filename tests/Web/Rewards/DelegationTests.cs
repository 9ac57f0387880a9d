using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Leaderboard.Web.Rewards;

/// <summary>A lead decides while the manager is away: all that is asked for, until a day, and nothing else.</summary>
public sealed class DelegationTests(SharedServer shared) : ApiTests(shared)
{
    private const string Path = "/manage/redemptions/delegation";
    private const string Approvals = "/manage/redemptions";

    private string Today => Server.Services.GetRequiredService<InstitutionCalendar>().DayOf(TimeProvider.System.Now()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_lead_decides_about_everybody_until_it_is_ended()
    {
        await AskAsync("r");
        await AskAsync("later");
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("other"));
        using var manager = await Floor.ManagerAsync(Server);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync(Approvals)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/api/v1/redemptions/" + Id("r"))).Status);

        var given = await manager.SendAsync(Path, "", ("person", await PersonAsync(manager)), ("until", Today));
        Assert.Contains("They decide from now on", PageText.Of(given.Text), StringComparison.Ordinal);
        Assert.Contains(Id("p-lead"), given.Text, StringComparison.Ordinal);
        await UntilAsync(lead, HttpStatusCode.OK);

        Assert.Contains("You decide for a manager until", (await lead.GetAsync(Approvals)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await lead.SendAsync(Approvals, "Approve", ("ids", Id("r")))).Status);
        Assert.Equal("approved", Text(await GetAsync("redemptions/" + Id("r")), "state"));

        // Nothing else is theirs: neither to hand over, nor to delegate on.
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/manage/handover")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync(Approvals, Path, "", ("person", "any"), ("until", Today))).Status);
        Assert.DoesNotContain(Path, (await lead.GetAsync(Approvals)).Text, StringComparison.Ordinal);

        Assert.Contains("They decide no more", PageText.Of((await manager.SendAsync(Path, "End", ("person", await PersonAsync(manager)))).Text), StringComparison.Ordinal);
        await UntilAsync(lead, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.ForgeAsync("/account", Approvals, "Approve", ("ids", Id("later")))).Status);
        Assert.Equal("requested", Text(await GetAsync("redemptions/" + Id("later")), "state"));
        var audit = (await manager.GetAsync("/manage/audit?Text=" + await PersonAsync(manager))).Text;
        Assert.Single(PageText.Parts(audit, "<td>Lets a lead decide about redemptions</td>"));
        Assert.Single(PageText.Parts(audit, "<td>Ends that a lead decides about redemptions</td>"));
    }

    // Whose requests are barred to a deputy is one manager's question: a second one does not take the first one's place unseen.
    [Fact]
    public async Task Who_decides_for_one_manager_is_not_taken_by_another()
    {
        await PutFloorAsync(("own", ["self"]));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        using var second = await Floor.JoinAsync(Server, "Manager", Id("p-second"));
        var person = await PersonAsync(manager);
        var calendar = Server.Services.GetRequiredService<InstitutionCalendar>();
        var tomorrow = calendar.DayOf(TimeProvider.System.Now()).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await manager.SendAsync(Path, "", ("person", person), ("until", tomorrow));

        var refused = await second.SendAsync(Path, "", ("person", person), ("until", Today));

        Assert.Contains("This lead decides for another manager already.", PageText.Of(refused.Text), StringComparison.Ordinal);
        var audit = (await manager.GetAsync("/manage/audit?Text=" + person)).Text;
        Assert.Single(PageText.Parts(audit, "<td>Lets a lead decide about redemptions</td>"));
        Assert.Contains("They decide from now on", PageText.Of((await manager.SendAsync(Path, "", ("person", person), ("until", Today))).Text), StringComparison.Ordinal);
        await manager.SendAsync(Path, "End", ("person", person));
        Assert.Contains("They decide from now on", PageText.Of((await second.SendAsync(Path, "", ("person", person), ("until", Today))).Text), StringComparison.Ordinal);
    }

    // Made something else, and a lead again: what was given does not come back with it.
    [Fact]
    public async Task Who_becomes_something_else_decides_no_more()
    {
        await PutFloorAsync(("own", ["self"]));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var manager = await Floor.ManagerAsync(Server);
        var person = await PersonAsync(manager);
        await manager.SendAsync(Path, "", ("person", person), ("until", Today));
        await UntilAsync(lead, HttpStatusCode.OK);

        await manager.SendAsync("/manage/people", "Change", ("id", person), ("DisplayName", Id("p-lead")), ("Role", "Compliance"));
        await manager.SendAsync("/manage/people", "Change", ("id", person), ("DisplayName", Id("p-lead")), ("Role", "Lead"), ("TeamIds", Id("own")));

        await UntilAsync(lead, HttpStatusCode.Forbidden);
        Assert.DoesNotContain($"name=\"person\" value=\"{person}\"", (await manager.GetAsync(Path)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-05", "Choose a last day from today on, at most 60 days.")]
    [InlineData("2999-01-01", "Choose a last day from today on, at most 60 days.")]
    [InlineData("tomorrow", "Choose a last day from today on, at most 60 days.")]
    [InlineData("", "Choose a last day from today on, at most 60 days.")]
    [InlineData(null, "There is no such lead.")]
    public async Task What_is_no_day_or_no_lead_is_refused(string? until, string says)
    {
        await PutFloorAsync(("own", ["self"]));
        using var lead = await Floor.JoinAsync(Server, "Lead", Id("p-lead"), null, Id("own"));
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("p-compliance"));
        using var manager = await Floor.ManagerAsync(Server);

        var (_, _, page) = until is null
            ? await manager.SendAsync(Path, "", ("person", "nobody"), ("until", Today))
            : await manager.SendAsync(Path, "", ("person", await PersonAsync(manager)), ("until", until));

        Assert.Contains(says, PageText.Of(page), StringComparison.Ordinal);
        Assert.DoesNotContain(Id("p-compliance"), page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync(Approvals)).Status);
    }

    // By the clock, whoever is signed in: a microsecond before its end it holds, at its end no more. Another role has nothing of it.
    [Fact]
    public void It_ends_at_its_moment()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 15, 59, 59, TimeSpan.Zero));
        var end = time.Now().Plus(TimeSpan.FromSeconds(1));
        var guard = new AccessGuard(Server.Services.GetRequiredService<IGrainFactory>(), new DemoDoors(false), time);
        var lead = new ClaimsPrincipal(new Caller { SessionId = "s", PersonId = "p", Name = "n", Role = Role.Lead, DecidesUntil = end }.ToIdentity("test"));

        time.Advance(TimeSpan.FromMicroseconds(999_999));
        Assert.Equal((Reach.All, Reach.All), (guard.ReachOf(lead, Right.DecideRedemptions), guard.ReachOf(lead, Right.SeeRedemptions)));
        Assert.Equal((Reach.None, Reach.None, Reach.None), (guard.ReachOf(lead, Right.HandOver), guard.ReachOf(lead, Right.Delegate), guard.ReachOf(lead, Right.SeePayroll)));

        time.Advance(TimeSpan.FromMicroseconds(1));
        Assert.Equal((Reach.None, Reach.Team), (guard.ReachOf(lead, Right.DecideRedemptions), guard.ReachOf(lead, Right.SeeRedemptions)));
        Assert.Null(new Person { Role = Role.Collector, DecidesUntilMicros = end.UnixMicroseconds }.DecidesUntil);
    }

    private static async Task UntilAsync(Visitor lead, HttpStatusCode status)
    {
        var began = Stopwatch.GetTimestamp();
        while ((await lead.GetAsync(Approvals)).Status != status)
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private Task<string> PersonAsync(Visitor manager) => Floor.PersonAsync(manager, Id("p-lead"));

    private async Task AskAsync(string id)
    {
        await PutFloorAsync(("own", ["self"]), ("other", ["mate"]));
        await SendAsync(HttpMethod.Post, "recoveries", $"[{Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\"")}]");
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20,"stock":5}""");
        var asked = await SendAsync(HttpMethod.Post, "redemptions", JsonSerializer.Serialize(new { id = Id(id), collectorId = Id("self"), rewardId = Id("mug") }));
        Assert.Equal(HttpStatusCode.Created, asked.Status);
    }
}
