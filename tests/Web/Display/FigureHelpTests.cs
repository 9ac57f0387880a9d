using System.Net;
using System.Text.RegularExpressions;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Display;

/// <summary>No figure stands without its numerator, its denominator and its period within reach.</summary>
public sealed partial class FigureHelpTests(SharedServer shared) : ApiTests(shared)
{
    /// <summary>Pages, each with its groups of figures.</summary>
    [Theory]
    [InlineData("/me", "day month target-month receipts points merits days days-amount days-points days-count around-day around-week around-month")]
    [InlineData("/team?team={t}", "team latest members")]
    [InlineData("/boards/collectors/amount/month", "leader board")]
    [InlineData("/boards/teams/perHead/all", "leader board")]
    [InlineData("/boards/teams/attainment/month?team={t}", "leader board")]
    [InlineData("/collectors/{c}", "month day place balance days days-amount days-points days-count months months-amount months-points months-count points merits latest")]
    [InlineData("/teams/{t}", "month members-day members-month members-points ever-amount ever-effective ever-points ever-count days days-amount days-points days-count months months-amount months-points months-count")]
    public async Task Every_figure_carries_what_stands_behind_it(string path, string figures)
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("1", "c", "500", DateTimeOffset.UtcNow.ToString("O")));
        await SendAsync(HttpMethod.Put, $"teams/{Id("t")}/targets/month/{DateTime.UtcNow.AddHours(8):yyyy-MM-dd}", $$"""{"collectors":[{"id":"{{Id("c")}}","target":1000}]}""");
        using var reader = path == "/me" ? await Floor.JoinAsync(Server, "Collector", Id("reader"), Id("c")) : await Floor.JoinAsync(Server, "Lead", Id("reader"), null, Id("t"));

        var (status, page) = await reader.GetAsync(path.Replace("{t}", Id("t"), StringComparison.Ordinal).Replace("{c}", Id("c"), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, status);
        var buttons = Button().Matches(page).Select(m => m.Groups["id"].Value).ToList();
        Assert.Equal(figures.Split(' ').Select(f => "help-" + f).Order(StringComparer.Ordinal), buttons.Order(StringComparer.Ordinal));
        Assert.All(buttons, id =>
        {
            var note = page.Split($"popover id=\"{id}\"")[1].Split("</span>\n</span>")[0];
            Assert.All(["numerator", "denominator", "period"], part => Assert.NotEmpty(Assert.Single(PageText.OfClass(note, part))));
        });

        // A figure that is added later has a heading of one of these kinds.
        Assert.All(Heading().Matches(page).Select(m => m.Value), heading => Assert.Contains("popovertarget", heading, StringComparison.Ordinal));
    }

    [GeneratedRegex("popovertarget=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Button();

    /// <summary>Headings of columns of figures.</summary>
    [GeneratedRegex("<th scope=\"col\" class=\"number.*?</th>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
