using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Leaderboard.Faults;

/// <summary>
/// Redemptions of one reward, each asked for and led to an end of its own: left open, rejected, approved, handed over, or returned. Whoever leads one again, because an answer
/// was not heard, comes to the same end, and the figures are those of each led once.
/// </summary>
internal static class RedemptionLives
{
    public const string Reward = "gift";

    /// <summary>In points, of one.</summary>
    public const int Price = 10;

    private const string Budget = "gifts";
    private const int Stock = 100_000;
    private const decimal Value = 4.50m;

    private static readonly Uri Redemptions = new("api/v1/redemptions", UriKind.Relative);

    private static readonly (string End, (string Name, object Body)[] Moves)[] Kinds =
    [
        ("requested", []),
        ("rejected", [("reject", new { reason = "budget" })]),
        ("approved", [("approve", new { })]),
        ("fulfilled", [("approve", new { }), ("fulfil", new { })]),
        ("returned", [("approve", new { }), ("fulfil", new { }), ("return", new { reason = "broken", restock = true })]),
    ];

    /// <summary>The reward and what pays for it.</summary>
    public static async Task OfferAsync(HttpClient http, CancellationToken cancel)
    {
        using var envelope = await http.PutAsJsonAsync(new Uri("api/v1/budgets/" + Budget, UriKind.Relative), new { name = "Gifts", unit = "money", amount = 1_000_000m, period = "year" }, cancel);
        envelope.EnsureSuccessStatusCode();
        using var reward = await http.PutAsJsonAsync(new Uri("api/v1/rewards/" + Reward, UriKind.Relative), new { name = "Gift", price = Price, value = Value, stock = Stock, budget = Budget }, cancel);
        reward.EnsureSuccessStatusCode();
    }

    /// <summary>From wherever it stands to its end.</summary>
    /// <param name="send">A call, told to the end; throws when it cannot be.</param>
    /// <param name="life">Its number, 0 or more: says its id and its end.</param>
    /// <param name="collector">Who asks.</param>
    /// <param name="cancel">Of the test.</param>
    public static async Task LeadAsync(Func<Func<HttpClient, Task<HttpResponseMessage>>, Task<HttpStatusCode>> send, int life, string collector, CancellationToken cancel)
    {
        var request = new { id = IdOf(life), collectorId = collector, rewardId = Reward, quantity = 1 };
        Assert.True(await send(http => http.PostAsJsonAsync(Redemptions, request, cancel)) is HttpStatusCode.Created or HttpStatusCode.OK);
        foreach (var (name, body) in Kinds[life % Kinds.Length].Moves)
        {
            // A conflict: it is further already.
            var status = await send(http => http.PostAsJsonAsync(new Uri($"{Redemptions}/{IdOf(life)}/{name}", UriKind.Relative), body, cancel));
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{name} of {life}: {status}");
        }
    }

    /// <summary>Lives 0 to <paramref name="lives"/> − 1 are at their ends: with whoever asked, on the shelf, and in the envelope.</summary>
    /// <param name="read">What an address of the API says.</param>
    /// <param name="lives">How many there were.</param>
    /// <param name="collectors">Life by life, one after the other and again.</param>
    /// <param name="earned">By each, in points.</param>
    public static async Task AssertAtTheirEndsAsync(Func<string, Task<JsonElement>> read, int lives, string[] collectors, decimal earned)
    {
        for (var life = 0; life < lives; life++)
            Assert.Equal(Kinds[life % Kinds.Length].End, (await read("redemptions/" + IdOf(life))).GetProperty("state").GetString());
        for (var i = 0; i < collectors.Length; i++)
        {
            var own = Enumerable.Range(0, lives).Where(l => l % collectors.Length == i).ToList();
            var points = await read($"collectors/{collectors[i]}/points");
            Assert.Equal((earned - Price * own.Count(IsSpent), Price * own.Count(IsOpen)), (Number(points, "balance"), Number(points, "held")));
        }

        var (open, spent) = (Enumerable.Range(0, lives).Count(IsOpen), Enumerable.Range(0, lives).Count(IsSpent));
        var reward = (await read("rewards")).EnumerateArray().Single(r => r.GetProperty("id").GetString() == Reward);
        Assert.Equal((Stock - spent, open), (Number(reward, "stock"), Number(reward, "reserved")));
        var envelope = (await read("budgets")).EnumerateArray().Single(b => b.GetProperty("id").GetString() == Budget);
        Assert.Equal((Value * open, Value * spent), (Number(envelope, "reserved"), Number(envelope, "spent")));
    }

    private static string IdOf(int life) => string.Create(CultureInfo.InvariantCulture, $"life-{life}");

    private static bool IsOpen(int life) => Kinds[life % Kinds.Length].End is "requested" or "approved";

    private static bool IsSpent(int life) => Kinds[life % Kinds.Length].End == "fulfilled";

    private static decimal Number(JsonElement json, string name) => json.GetProperty(name).GetDecimal();
}
