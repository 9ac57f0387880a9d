using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leaderboard.Testing;

namespace Leaderboard.Faults.Cluster;

/// <summary>What operators see of a cluster, and what its web nodes share.</summary>
public sealed partial class OperationsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_of_one_node_is_taken_by_the_other_and_its_session_is_open_at_both()
    {
        await using var cluster = await StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var form = await browser.GetAsync(At(cluster.Webs[0], "operations/sign-in"), Cancel);
        var token = Token().Match(await form.Content.ReadAsStringAsync(Cancel)).Groups["token"].Value;
        browser.DefaultRequestHeaders.Add("Cookie", CookiesOf(form));

        using var answer = await browser.PostAsync(
            At(cluster.Webs[1], "operations/sign-in"), new FormUrlEncodedContent([new("key", RunningProgram.Key), new("__RequestVerificationToken", token)]), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        browser.DefaultRequestHeaders.Add("Cookie", CookiesOf(answer));

        foreach (var web in cluster.Webs)
        {
            using var page = await browser.GetAsync(At(web, "operations"), Cancel);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task Both_silos_are_shown_with_who_writes_what_and_a_killed_one_as_gone()
    {
        await using var cluster = await StartAsync();
        var collectors = Enumerable.Range(0, 40).Select(i => $"c-{i}").ToArray();
        await cluster.Webs[0].Http.PutRosterAsync(collectors, Cancel);
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.True((await cluster.Webs[1].Http.PostAsync([.. collectors.Select(c => Posting.Recovery("r-" + c, c, 100, now))], Cancel)).IsTaken);

        var view = await ViewAsync(cluster, 0);
        Assert.True(view.GetProperty("well").GetBoolean(), view.GetRawText());
        var names = Names(view, "active");
        Assert.Equal(2, names.Length);
        Assert.Equal(collectors.Length, view.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("head").GetInt64()));
        Assert.All(view.GetProperty("partitions").EnumerateArray().Where(p => p.GetProperty("head").GetInt64() > 0), p => Assert.Contains(p.GetProperty("writer").GetString(), names));
        var written = 0d;
        foreach (var silo in cluster.Silos)
        {
            Assert.Equal("ready", await silo.Http.GetStringAsync(new Uri("health/ready", UriKind.Relative), Cancel));
            written += Entries().Match(await silo.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancel)) is { Success: true } m
                ? double.Parse(m.Groups["entries"].Value, System.Globalization.CultureInfo.InvariantCulture)
                : 0;
        }

        Assert.Equal(collectors.Length, written);

        await cluster.Silos[0].KillAsync();
        var silent = false;
        await Eventually.TrueAsync(
            "the killed silo is gone and all is well again",
            TimeSpan.FromSeconds(60),
            async () =>
            {
                view = await ViewAsync(cluster, 1);
                silent |= view.GetProperty("faults").EnumerateArray().Any(f => f.GetProperty("code").GetString() is "nodeSilent" or "clusterSilent");
                return view.GetProperty("well").GetBoolean() && Names(view, "gone").Length == 1 && Names(view, "active").Length == 1;
            },
            Cancel);
        Assert.True(silent);
    }

    private static async Task<RunningCluster> StartAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        return await RunningCluster.StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), Cancel);
    }

    private static Uri At(RunningProgram program, string path) => new(program.Http.BaseAddress!, path);

    private static string CookiesOf(HttpResponseMessage answer) => string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));

    private static Task<JsonElement> ViewAsync(RunningCluster cluster, int web) => cluster.Webs[web].Http.GetJsonAsync("api/v1/operations", Cancel);

    private static string?[] Names(JsonElement view, string status) =>
        [.. view.GetProperty("nodes").EnumerateArray().Where(n => n.GetProperty("status").GetString() == status).Select(n => n.GetProperty("name").GetString())];

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"^leaderboard_journal_entries_total\S* (?<entries>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entries();
}
