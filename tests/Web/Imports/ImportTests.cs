using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Leaderboard.Testing;

namespace Leaderboard.Web.Imports;

/// <summary>Sends files and waits until they are through.</summary>
public abstract class ImportTests(SharedServer shared) : ApiTests(shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected Task<Answer> SendFileAsync(string query, byte[] file, string type = "text/csv", HttpClient? client = null)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return SendAsync(HttpMethod.Post, "imports?" + query, content, client);
    }

    protected Task<JsonElement> ImportAsync(string query, string file) => ImportAsync(query, Encoding.UTF8.GetBytes(file));

    /// <summary>The import when it is over.</summary>
    protected async Task<JsonElement> ImportAsync(string query, byte[] file, string type = "text/csv", HttpClient? client = null)
    {
        var answer = await SendFileAsync(query, file, type, client);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        var id = Text(answer.Body, "importId");
        Assert.Equal("/api/v1/imports/" + id, answer.Response.Headers.Location?.OriginalString);
        return await OverAsync(id, client);
    }

    protected async Task<JsonElement> OverAsync(string importId, HttpClient? client = null)
    {
        JsonElement import = default;
        await Eventually.TrueAsync(
            $"import {importId} is over",
            Patience,
            async () =>
            {
                var answer = await SendAsync(HttpMethod.Get, "imports/" + importId, (HttpContent?)null, client);
                Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
                import = answer.Body;
                return Text(import, "state") != "running";
            },
            Cancel);
        return import;
    }

    /// <summary><c>state read/accepted/duplicates/rejected</c>, then <c>line field code</c> of each error.</summary>
    protected static string Summary(JsonElement import)
    {
        var counts = string.Join('/', new[] { "rowsRead", "accepted", "duplicates", "rejected" }.Select(n => import.GetProperty(n).GetInt64().ToString(CultureInfo.InvariantCulture)));
        var errors = import.GetProperty("errors").EnumerateArray().Select(e => $"; {e.GetProperty("line")} {e.GetProperty("field")} {Text(e, "code")}");
        return $"{Text(import, "state")} {counts}{string.Concat(errors)}";
    }

    protected async Task<decimal> SumAsync(string team) => (await GetAsync($"boards/collectors/amount/all?team={Id(team)}")).GetProperty("sum").GetDecimal();
}
