using System.Globalization;
using System.Net;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Teams;

public sealed class TeamPageTests(SharedServer shared) : ApiTests(shared)
{
    private static string Now => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private string Team => "/team?team=" + Id("north");

    [Fact]
    public async Task A_lead_sets_targets_and_sees_the_sum_over_the_sum()
    {
        using var lead = await LeadAsync();
        await AcceptAsync("recoveries", Receipt("r1", "a", "60", Now), Receipt("r2", "b", "40", Now));
        Assert.Contains("has no targets yet", (await lead.GetAsync("/team")).Text, StringComparison.Ordinal);

        var saved = await lead.SendAsync(Team, "Targets", ("own", ""), ("ids", Id("a")), ("targets", "¥1,000.00"), ("ids", Id("b")), ("targets", "1000"));

        Assert.Contains("The targets are saved", saved.Text, StringComparison.Ordinal);
        Assert.Contains("5.00%", saved.Text, StringComparison.Ordinal);
        Assert.Contains("¥100.00 recovered of ¥2,000.00", saved.Text, StringComparison.Ordinal);
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("audit"));
        Assert.Contains("&quot;target&quot;:1000.00", (await compliance.GetAsync("/manage/audit?Act=target.set&Text=" + Id("a"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12,5.001")]
    [InlineData("0")]
    [InlineData("a lot")]
    public async Task A_target_that_is_no_amount_is_refused_and_nothing_is_saved(string amount)
    {
        using var lead = await LeadAsync();

        var answer = await lead.SendAsync(Team, "Targets", ("own", "500"), ("ids", Id("a")), ("targets", amount));

        Assert.Contains("Nothing was saved", answer.Text, StringComparison.Ordinal);
        Assert.Contains("has no targets yet", (await lead.GetAsync(Team)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_suggestions_are_taken_at_once_and_who_has_none_keeps_the_own_target()
    {
        using var lead = await LeadAsync();
        for (var back = 1; back <= 3; back++)
            await AcceptAsync("recoveries", Receipt("r" + back, "a", "3000", DateTimeOffset.UtcNow.AddMonths(-back).ToString("yyyy-MM-01'T'00:00:00+08:00", CultureInfo.InvariantCulture)));
        await lead.SendAsync(Team, "Targets", ("own", ""), ("ids", Id("b")), ("targets", "500"));

        var taken = await lead.SendAsync(Team, "Suggested");

        Assert.Contains("The targets are saved", taken.Text, StringComparison.Ordinal);
        Assert.Contains("¥0.00 recovered of ¥3,500.00", taken.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absence_is_seen_at_once_and_removed_again()
    {
        using var lead = await LeadAsync();
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));
        var (yesterday, tomorrow) = (Day(-1), Day(1));

        var added = await lead.SendAsync(Team, "Absent", ("collector", Id("a")), ("from", yesterday), ("to", tomorrow), ("kind", "Sick"));
        Assert.Contains("The absence is kept", added.Text, StringComparison.Ordinal);
        Assert.Contains("absent today", added.Text, StringComparison.Ordinal);

        // Compliance sees who is not there, and not why.
        var seen = (await compliance.GetAsync(Team)).Text;
        Assert.Contains("absent today", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Sick", seen, StringComparison.Ordinal);

        // The log has the days, and not why either.
        var log = (await compliance.GetAsync("/manage/audit?Act=absence.put&Text=" + Id("a"))).Text;
        Assert.Contains(yesterday, log, StringComparison.Ordinal);
        Assert.DoesNotContain("ick", log[log.IndexOf("<tbody>", StringComparison.Ordinal)..], StringComparison.OrdinalIgnoreCase);

        var removed = await lead.SendAsync(Team, "There", ("collector", Id("a")), ("absence", $"{yesterday}-{tomorrow}".Replace("-", "", StringComparison.Ordinal).Insert(8, "-")));
        Assert.DoesNotContain("absent today", removed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_sees_own_teams_only_and_compliance_sees_all_and_sets_nothing()
    {
        using var lead = await LeadAsync();
        using var compliance = await Floor.JoinAsync(Server, "Compliance", Id("compliance"));

        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/team?team=" + Id("south"))).Status);
        Assert.DoesNotContain(Id("south"), (await lead.GetAsync("/team")).Text, StringComparison.Ordinal);
        var seen = await compliance.GetAsync("/team?team=" + Id("south"));
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.DoesNotContain("Save targets", seen.Text, StringComparison.Ordinal);
        var forced = await compliance.SendAsync("/team?team=" + Id("south"), "Suggested");
        Assert.Contains(forced.Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
        Assert.Equal(HttpStatusCode.NotFound, (await compliance.GetAsync("/team?team=nowhere")).Status);
    }

    [Fact]
    public async Task Who_brought_money_in_last_stands_first_with_what_was_taken_back()
    {
        using var lead = await LeadAsync();
        var early = DateTimeOffset.UtcNow.AddSeconds(-2).ToString("O");
        await AcceptAsync("recoveries", Receipt("r1", "a", "60", early), Receipt("r2", "b", "40", Now), Receipt("r3", "c", "99", Now));
        await AcceptAsync("reversals", Reversal("back", "r1", ",\"amount\":5"));

        var page = (await lead.GetAsync(Team)).Text;

        var rows = PageText.Parts(page, "data-arrives>").Select(r => PageText.Of(r[..r.IndexOf("</li>", StringComparison.Ordinal)])[6..]);
        Assert.Equal(["a −¥5.00", "b ¥40.00", "a ¥60.00"], rows);
        Assert.Equal("¥5.00 of a was just taken back.", PageText.OfId(page, "say"));
        Assert.Contains($"\"team\":\"{Id("north")}\"", page, StringComparison.Ordinal);
    }

    private static string Day(int plus) => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Visitor> LeadAsync()
    {
        await PutFloorAsync(("north", ["a", "b"]), ("south", ["c"]));
        return await Floor.JoinAsync(Server, "Lead", Id("lead"), null, Id("north"));
    }
}
