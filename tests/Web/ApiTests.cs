using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Leaderboard.Web;

/// <summary>What the API answered.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    /// <summary>The machine-readable code of a problem.</summary>
    public string? Code => Body.GetProperty("code").GetString();
}

/// <summary>Speaks the API with ids that belong to one test: <see cref="Id"/> makes a short name unique.</summary>
public abstract class ApiTests(SharedServer shared) : IDisposable
{
    /// <summary>A moment far enough back to be nobody's future.</summary>
    protected const string Noon = "2024-03-05T12:00:00+08:00";

    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    protected LeaderboardServer Server => shared.Server;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected HttpClient Admin { get; } = shared.Server.Client();

    public void Dispose()
    {
        Admin.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string Id(string name) => $"{name}-{_tag}";

    /// <summary>One receipt as JSON; <paramref name="more"/> begins with a comma.</summary>
    protected string Receipt(string id, string collector, string amount = "100", string receivedAt = Noon, string more = "") =>
        $$"""{"id":"{{Id(id)}}","collectorId":"{{Id(collector)}}","amount":{{amount}},"receivedAt":"{{receivedAt}}"{{more}}}""";

    protected string Reversal(string id, string recovery, string more = "") =>
        $$"""{"id":"{{Id(id)}}","recoveryId":"{{Id(recovery)}}","reason":"bounced"{{more}}}""";

    /// <summary>Teams by name, each with its collectors.</summary>
    protected async Task PutFloorAsync(params (string Team, string[] Collectors)[] teams)
    {
        var roster = new
        {
            teams = teams.Select(t => new { id = Id(t.Team), name = t.Team, region = Id("region"), branch = Id("branch") }),
            collectors = teams.SelectMany(t => t.Collectors.Select(c => new { id = Id(c), name = c, teamId = Id(t.Team) })),
        };
        var answer = await SendAsync(HttpMethod.Put, "roster", JsonSerializer.Serialize(roster));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>Posts entries and answers what became of each: its status, or the code of its error.</summary>
    protected async Task<string[]> PostAsync(string path, params string[] entries) =>
        [.. (await PostItemsAsync(path, entries)).Select(i => i.TryGetProperty("error", out var error) ? Text(error, "code") : Text(i, "status"))];

    /// <summary>The points given or taken for each entry.</summary>
    protected async Task<decimal[]> PostForPointsAsync(string path, params string[] entries) =>
        [.. (await PostItemsAsync(path, entries)).Select(i => i.GetProperty("points").GetDecimal())];

    protected async Task<JsonElement[]> PostItemsAsync(string path, params string[] entries)
    {
        var answer = await SendAsync(HttpMethod.Post, path, $"[{string.Join(',', entries)}]");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var items = answer.Body.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(entries.Length, items.Length);
        var statuses = items.CountBy(i => Text(i, "status")).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(statuses.GetValueOrDefault("accepted"), answer.Body.GetProperty("accepted").GetInt32());
        Assert.Equal(statuses.GetValueOrDefault("duplicate"), answer.Body.GetProperty("duplicates").GetInt32());
        Assert.Equal(
            statuses.GetValueOrDefault("conflict") + statuses.GetValueOrDefault("rejected"), answer.Body.GetProperty("rejected").GetInt32());
        return items;
    }

    protected async Task AcceptAsync(string path, params string[] entries) =>
        Assert.All(await PostAsync(path, entries), status => Assert.Equal("accepted", status));

    protected async Task<JsonElement> GetAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Body;
    }

    /// <summary>The rows of a board.</summary>
    protected async Task<JsonElement[]> RowsAsync(string path) => [.. (await GetAsync(path)).GetProperty("standings").EnumerateArray()];

    /// <summary>Rows as <c>rank name value</c>, the short names of this test.</summary>
    protected async Task<string[]> StandingsAsync(string path) => [.. (await RowsAsync(path)).Select(Standing)];

    protected string Standing(JsonElement row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.GetProperty("rank").GetInt32()} {Text(row, "id").Replace("-" + _tag, "", StringComparison.Ordinal)} {row.GetProperty("value").GetRawText()}");

    /// <summary>A request below <c>/api/v1/</c>.</summary>
    protected Task<Answer> SendAsync(HttpMethod method, string path, string? json = null, HttpClient? client = null) =>
        SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), client);

    protected async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, "api/v1/" + path) { Content = content };
        var response = await (client ?? Admin).SendAsync(request, Cancel);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    protected static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
