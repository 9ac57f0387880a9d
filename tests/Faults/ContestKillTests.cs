using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>The program is killed at random moments while it pays a contest out; whoever certifies again finds everybody paid once, and the envelope spent once.</summary>
public sealed class ContestKillTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int LongestMilliseconds = 100;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Two hundred of a point each, twenty times over: whatever was cut off, each has twenty points more, and 4,000 are spent.
    [Fact]
    public async Task Kills_while_it_is_paid_out_pay_everybody_once()
    {
        var seed = Environment.GetEnvironmentVariable("LB_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LB_SEED={seed}"));
        var random = new Random(seed);
        using var folder = new TempFolder();
        var start = new ProgramStart(folder.Path);
        var (now, cut) = (DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()), 0);
        decimal[] before = [];

        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var program = await RunningProgram.StartAsync(start, Cancel);
            if (kill == 0)
                before = await SetUpAsync(program.Http, now);
            else
                await AssertPaidAsync(program.Http, Named(kill), before, kill);
            if (kill == Kills)
                break;
            await ScheduleAsync(program.Http, Named(kill + 1), now);
            var certifying = TriedAsync(() => CertifyAsync(program.Http, Named(kill + 1)));
            var (clock, after) = (Stopwatch.StartNew(), TimeSpan.FromMilliseconds(random.Next(LongestMilliseconds)));
            await Eventually.TrueAsync("its random time is over", TimeSpan.FromSeconds(30), () => Task.FromResult(certifying.IsCompleted || clock.Elapsed > after), Cancel);
            cut += certifying.IsCompleted ? 0 : 1;
            await program.KillAsync();
            await certifying;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cut} of {Kills} were cut off."));
        Assert.True(cut > 0, "Every contest was paid out before its process was killed.");
    }

    private static string Named(int contest) => string.Create(CultureInfo.InvariantCulture, $"k-{contest}");

    /// <returns>Points of each, before anything was won.</returns>
    private static async Task<decimal[]> SetUpAsync(HttpClient http, DateTimeOffset now)
    {
        await http.PutRosterAsync(Collectors, Cancel);
        var reply = await http.PostAsync([.. Collectors.Select((c, i) => Posting.Recovery("r-" + c, c, (i + 1) * 100_00, now.AddHours(-1)))], Cancel);
        Assert.True(reply.IsTaken);
        using var envelope = await http.PutAsJsonAsync(new Uri("api/v1/budgets/prizes", UriKind.Relative), new { name = "Prizes", unit = "points", amount = 10_000m, period = "year" }, Cancel);
        envelope.EnsureSuccessStatusCode();
        return await PointsAsync(http);
    }

    private static async Task ScheduleAsync(HttpClient http, string id, DateTimeOffset now)
    {
        var rules = new
        {
            id, name = id, subject = "collectors", measure = "amount", format = "best", startsAt = now.AddHours(-2), endsAt = now, settleDays = 0, tie = "first", budget = "prizes",
            prizes = new[] { new { fromRank = 1, toRank = Collectors.Length, points = 1m } },
        };
        using var draft = await http.PostAsJsonAsync(new Uri("api/v1/contests", UriKind.Relative), rules, Cancel);
        draft.EnsureSuccessStatusCode();
        using var scheduled = await http.PostAsync(new Uri($"api/v1/contests/{id}/schedule", UriKind.Relative), null, Cancel);
        scheduled.EnsureSuccessStatusCode();
    }

    private static async Task AssertPaidAsync(HttpClient http, string id, decimal[] before, int contests)
    {
        await CertifyAsync(http, id);
        var payouts = (await http.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/contests/{id}/payouts", UriKind.Relative), Cancel)).GetProperty("payouts").EnumerateArray();
        Assert.Equal(Collectors.Order(StringComparer.Ordinal), payouts.Select(p => p.GetProperty("collectorId").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(before.Select(p => p + contests), await PointsAsync(http));
        var envelope = (await http.GetFromJsonAsync<JsonElement>(new Uri("api/v1/budgets", UriKind.Relative), Cancel)).EnumerateArray().Single();
        Assert.Equal((0m, (decimal)(Collectors.Length * contests)), (envelope.GetProperty("reserved").GetDecimal(), envelope.GetProperty("spent").GetDecimal()));
    }

    private static async Task CertifyAsync(HttpClient http, string id)
    {
        using var answer = await http.PostAsync(new Uri($"api/v1/contests/{id}/certify", UriKind.Relative), null, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<decimal[]> PointsAsync(HttpClient http) => Task.WhenAll(Collectors.Select(async c =>
        (await http.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/collectors/{c}/points", UriKind.Relative), Cancel)).GetProperty("balance").GetDecimal()));

    /// <summary>The process may go away in the middle.</summary>
    private static async Task TriedAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (HttpRequestException)
        {
            // As any caller of a process that was killed: it does not know what became of it.
        }
    }
}
