using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leaderboard.Faults;

/// <summary>One entry as it goes over the wire, with what the journal must hold of it once it is acknowledged.</summary>
/// <param name="EntryId">In the journal: namespaced by kind.</param>
/// <param name="AmountMinor">Signed: what it adds to its collector.</param>
internal sealed record Posting(string EntryId, string Collector, long AmountMinor, DateTimeOffset ReceivedAt, object Body)
{
    public static Posting Recovery(string id, string collector, long amountMinor, DateTimeOffset receivedAt) =>
        new("rec:" + id, collector, amountMinor, receivedAt, new { id, collectorId = collector, amount = Major(amountMinor), receivedAt, channel = amountMinor % 2 == 0 ? "cash" : "transfer" });

    /// <param name="amountMinor">Null: all that is left, which is <paramref name="leftMinor"/>.</param>
    public static Posting Reversal(string id, Posting recovery, long? amountMinor, long leftMinor) => new(
        "rev:" + id,
        recovery.Collector,
        -(amountMinor ?? leftMinor),
        recovery.ReceivedAt,
        new { id, recoveryId = recovery.EntryId["rec:".Length..], amount = amountMinor is { } some ? Major(some) : null, reason = "bounced" });

    private static string Major(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>The answer to a posting request, as a sender sees it.</summary>
internal sealed record PostingReply(HttpStatusCode Code, TimeSpan? RetryAfter, IReadOnlyList<string> Statuses)
{
    /// <summary>The program closes the connection after this answer: the next request is better sent elsewhere.</summary>
    public bool IsLast { get; init; }

    public bool IsTaken => Code == HttpStatusCode.OK && Statuses.All(s => s is "accepted" or "duplicate");
}

internal static class PostingCalls
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Posts entries of one kind.</summary>
    public static async Task<PostingReply> PostAsync(this HttpClient http, IReadOnlyList<Posting> batch, CancellationToken cancel)
    {
        var path = batch[0].EntryId.StartsWith("rec:", StringComparison.Ordinal) ? "api/v1/recoveries" : "api/v1/reversals";
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), batch.Select(p => p.Body), Json, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        string[] statuses = answer.IsSuccessStatusCode
            ? [.. JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("status").GetString()!)]
            : [];
        return new PostingReply(answer.StatusCode, answer.Headers.RetryAfter?.Delta, statuses) { IsLast = answer.Headers.ConnectionClose == true };
    }

    public static async Task PutRosterAsync(this HttpClient http, IEnumerable<string> collectors, CancellationToken cancel)
    {
        var roster = new
        {
            teams = new[] { new { id = "t-0", name = "North" }, new { id = "t-1", name = "South" } },
            collectors = collectors.Select((id, i) => new { id, name = id, teamId = i % 2 == 0 ? "t-0" : "t-1" }),
        };
        using var answer = await http.PutAsJsonAsync(new Uri("api/v1/roster", UriKind.Relative), roster, cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>A link that opens the wall on a display.</returns>
    public static async Task<string> PostDisplayAsync(this HttpClient http, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/displays", UriKind.Relative), new { name = "floor" }, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("url").GetString()!;
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path, CancellationToken cancel) =>
        await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancel);

    /// <summary>Every hash of the journal fits, and it has that many entries.</summary>
    public static async Task AssertWholeAsync(this HttpClient http, long entries, CancellationToken cancel)
    {
        var report = await http.GetJsonAsync("api/v1/verify", cancel);
        Assert.True(report.GetProperty("whole").GetBoolean(), report.ToString());
        Assert.Equal(entries, report.GetProperty("entries").GetInt64());
    }
}
