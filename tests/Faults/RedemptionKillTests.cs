using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Faults;

/// <summary>The program is killed at random moments while redemptions are asked for, decided, handed over and returned; whoever goes on finds points, shelf and envelope as if it had not been.</summary>
public sealed class RedemptionKillTests(ITestOutputHelper output)
{
    private const int Kills = 12;
    private const int Each = 60;
    private const int LongestMilliseconds = 500;
    private const decimal Earned = 2_000;

    private static readonly string[] Collectors = [.. Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"c-{i}"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_while_they_are_led_cost_nobody_anything()
    {
        var seed = Environment.GetEnvironmentVariable("LB_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LB_SEED={seed}"));
        var random = new Random(seed);
        using var folder = new TempFolder();
        var start = new ProgramStart(folder.Path);
        var cut = 0;

        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var program = await RunningProgram.StartAsync(start, Cancel);
            if (kill == 0)
                await SetUpAsync(program.Http);
            else
                await FinishAsync(program.Http, kill * Each);
            if (kill == Kills)
                break;
            var led = Enumerable.Range(kill * Each, Each).Select(life => TriedAsync(() => LeadAsync(program.Http, life))).ToList();
            var (clock, after) = (Stopwatch.StartNew(), TimeSpan.FromMilliseconds(random.Next(LongestMilliseconds)));
            await Eventually.TrueAsync("its random time is over", TimeSpan.FromSeconds(30), () => Task.FromResult(clock.Elapsed > after || led.TrueForAll(l => l.IsCompleted)), Cancel);
            await program.KillAsync();
            cut += (await Task.WhenAll(led)).Count(wasLed => !wasLed);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cut} of {Kills * Each} were cut off."));
        Assert.True(cut > 0, "All were at their ends before their process was killed.");
    }

    private static async Task SetUpAsync(HttpClient http)
    {
        await http.PutRosterAsync(Collectors, Cancel);
        var reply = await http.PostAsync([.. Collectors.Select(c => Posting.Recovery("r-" + c, c, (long)Earned * 100_00, DateTimeOffset.UtcNow.AddHours(-1)))], Cancel);
        Assert.True(reply.IsTaken);
        await RedemptionLives.OfferAsync(http, Cancel);
    }

    /// <summary>All that were begun so far, each once more.</summary>
    private static async Task FinishAsync(HttpClient http, int lives)
    {
        await Task.WhenAll(Enumerable.Range(lives - Each, Each).Select(life => LeadAsync(http, life)));
        await RedemptionLives.AssertAtTheirEndsAsync(path => http.GetFromJsonAsync<JsonElement>(new Uri("api/v1/" + path, UriKind.Relative), Cancel), lives, Collectors, Earned);
    }

    private static Task LeadAsync(HttpClient http, int life) => RedemptionLives.LeadAsync(
        async call =>
        {
            using var answer = await call(http);
            return answer.StatusCode;
        },
        life, Collectors[life % Collectors.Length], Cancel);

    /// <summary>Whether it was led to its end: the process may go away in the middle.</summary>
    private static async Task<bool> TriedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
