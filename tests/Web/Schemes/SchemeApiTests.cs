using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leaderboard.Schemes;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Schemes;

/// <summary>Schemes by the API. They share the server's schemes, so that all take effect in years that nobody else is in.</summary>
public sealed class SchemeApiTests(SharedServer shared) : ApiTests(shared)
{
    private static int _years = 2100;

    private readonly int _year = Interlocked.Increment(ref _years);

    [Fact]
    public async Task A_scheme_is_published_once_and_shown_as_it_was_sent()
    {
        var created = await SendAsync(HttpMethod.Post, "schemes", Scheme());
        var again = await SendAsync(HttpMethod.Post, "schemes", Scheme());
        var next = await SendAsync(HttpMethod.Post, "schemes", Scheme(("pointsPer100", "2")));

        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        Assert.Equal($"/api/v1/schemes/{Id("s")}/1", created.Response.Headers.Location?.ToString());
        Assert.Equal((HttpStatusCode.OK, created.Text), (again.Status, again.Text));
        Assert.Equal((HttpStatusCode.Created, Id("s") + "/2"), (next.Status, Text(next.Body, "name")));
        Assert.Equal(("coming", $"{_year}-03-01T00:00:00+08:00"), (Text(created.Body, "state"), Text(created.Body, "effectiveFrom")));
        Assert.Equal("1.50", created.Body.GetProperty("bucketFactors").GetProperty("M6+").GetRawText());
        Assert.Equal(("2000.00", "30", "0.50"), (Raw(created, "caps", "collectorPerDay"), Raw(created, "coolDown", "minutes"), Raw(created, "coolDown", "factor")));
        Assert.Equal("replaced", Text(await GetAsync($"schemes/{Id("s")}/1"), "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, $"schemes/{Id("s")}/3")).Status);

        var all = (await GetAsync("schemes")).EnumerateArray().ToArray();
        Assert.Equal("default/1", Text(all.Single(s => Text(s, "state") == "inForce"), "name"));
        Assert.Equal(JsonValueKind.Null, all[^1].GetProperty("effectiveFrom").ValueKind);
    }

    [Fact]
    public async Task A_scheme_that_pays_on_amount_alone_is_refused_with_the_reason()
    {
        var refused = await SendAsync(HttpMethod.Post, "schemes", Scheme(("conduct", "null")));

        Assert.Equal((HttpStatusCode.BadRequest, "conductMissing", "conduct"), (refused.Status, refused.Code, Text(refused.Body, "field")));
        Assert.Contains("at least one conduct or quality measure has to weigh in", Text(refused.Body, "detail"), StringComparison.Ordinal);
        Assert.Contains("§66", Text(refused.Body, "detail"), StringComparison.Ordinal);
        Assert.DoesNotContain(Id("s"), (await SendAsync(HttpMethod.Get, "schemes")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "\"a b\"", "id", "invalidId")]
    [InlineData("id", "null", "id", "invalidId")]
    [InlineData("effectiveFrom", "\"2020-01-01\"", "effectiveFrom", "inPast")]
    [InlineData("effectiveFrom", "\"2150-01-01T10:00:00+08:00\"", "effectiveFrom", "notDayStart")]
    [InlineData("effectiveFrom", "\"soon\"", "effectiveFrom", "notDayStart")]
    [InlineData("effectiveFrom", "null", "effectiveFrom", "notDayStart")]
    [InlineData("pointsPer100", "0", "pointsPer100", "outOfRange")]
    [InlineData("pointsPer100", "null", "pointsPer100", "noFigure")]
    [InlineData("pointsPer100", "1.005", "pointsPer100", "noFigure")]
    [InlineData("pointsPer100", "\"many\"", "pointsPer100", "noFigure")]
    [InlineData("pointsPer100", "9999999999", "pointsPer100", "outOfRange")]
    [InlineData("kindFactors", "{}", "kindFactors.cash", "noFigure")]
    [InlineData("kindFactors", "{\"cash\":-1,\"writtenOffRecovery\":1,\"debtSale\":1,\"assetInLieu\":1,\"restructured\":1}", "kindFactors.cash", "outOfRange")]
    [InlineData("kindFactors", "{\"cash\":0,\"writtenOffRecovery\":0,\"debtSale\":0,\"assetInLieu\":0,\"restructured\":0}", "kindFactors", "paysNothing")]
    [InlineData("kindFactors", "7", "kindFactors", "unknownField")]
    [InlineData("caps", "{\"collectorPerDay\":0}", "caps.collectorPerDay", "outOfRange")]
    [InlineData("caps", "{\"collectorPerDay\":10,\"accountPerDay\":10}", "caps.accountPerDay", "noEffect")]
    [InlineData("caps", "{\"perWeek\":10}", "caps.perWeek", "unknownField")]
    [InlineData("coolDown", "{\"factor\":0.5}", "coolDown.factor", "noEffect")]
    [InlineData("coolDown", "{\"minutes\":1.5}", "coolDown.minutes", "noFigure")]
    [InlineData("conduct", "{\"minorComplaint\":0,\"seriousBreach\":1}", "conduct.minorComplaint", "conductMissing")]
    [InlineData("conduct", "{\"minorComplaint\":0.2,\"seriousBreach\":0.1}", "conduct.seriousBreach", "seriousBelowMinor")]
    [InlineData("raffles", "{\"seed\":5}", "raffles", "unknownField")]
    [InlineData("streaks", "{\"days\":5}", "streaks.days", "noEffect")]
    [InlineData("streaks", "{\"days\":1,\"points\":10}", "streaks.days", "outOfRange")]
    [InlineData("badges", "{\"bestHat\":10}", "badges.bestHat", "unknownField")]
    [InlineData("levels", "{\"level4\":5000}", "levels.level4", "notAscending")]
    [InlineData("expiry", "{\"noticeDays\":30}", "expiry.noticeDays", "noEffect")]
    public async Task What_cannot_be_a_scheme_is_refused_by_its_field(string name, string value, string field, string code)
    {
        var published = await SendAsync(HttpMethod.Post, "schemes", Scheme((name, value)));
        var validated = await SendAsync(HttpMethod.Post, "schemes/validate", Scheme((name, value)));

        Assert.Equal(HttpStatusCode.BadRequest, published.Status);
        Assert.Contains((field, code), published.Body.GetProperty("faults").EnumerateArray().Select(f => (Text(f, "field"), Text(f, "code"))));
        Assert.Equal((HttpStatusCode.OK, false), (validated.Status, validated.Body.GetProperty("valid").GetBoolean()));
        Assert.Equal(published.Body.GetProperty("faults").GetRawText(), validated.Body.GetProperty("faults").GetRawText());
    }

    [Fact]
    public async Task What_may_be_published_is_valid_and_the_example_is()
    {
        foreach (var scheme in new[] { Scheme(), ApiExamples.Scheme, Scheme(("caps", "null"), ("coolDown", "null"), ("$schema", "\"/schemas/points-scheme.v1.json\"")) })
            Assert.Equal("""{"valid":true,"faults":[]}""", (await SendAsync(HttpMethod.Post, "schemes/validate", scheme)).Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "schemes/validate", "[]")).Status);
    }

    // Cash of 1,000 without an account: 10.00 as earned, 15.00 at one and a half points for 100.
    [Fact]
    public async Task A_candidate_is_replayed_and_nothing_is_kept()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("recoveries", Receipt("r", "c", "1000", DateTimeOffset.UtcNow.AddDays(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));

        var trial = await SendAsync(HttpMethod.Post, "schemes/simulate", Scheme(("pointsPer100", "1.5"), ("id", "null"), ("effectiveFrom", "null"), ("caps", "null"), ("coolDown", "null")));

        Assert.True(trial.Status == HttpStatusCode.OK, trial.Text);
        var team = trial.Body.GetProperty("teams").EnumerateArray().Single(t => Text(t, "id") == Id("t"));
        Assert.Equal(("10.00", "15.00", "5.00"), (team.GetProperty("before").GetRawText(), team.GetProperty("after").GetRawText(), team.GetProperty("change").GetRawText()));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "schemes/simulate", Scheme(("conduct", "null")))).Status);
        Assert.DoesNotContain(Id("s"), (await SendAsync(HttpMethod.Get, "schemes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_schema_takes_what_the_validator_takes()
    {
        using var anybody = Server.Client(null);
        using var response = await anybody.GetAsync(new Uri("schemas/points-scheme.v1.json", UriKind.Relative), Cancel);
        var schema = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        var example = JsonNode.Parse(ApiExamples.Scheme)!.AsObject();

        Assert.Equal("application/schema+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Text(schema, "$schema"));
        Assert.Superset(schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).ToHashSet(StringComparer.Ordinal), example.Select(m => m.Key).ToHashSet(StringComparer.Ordinal));
        Assert.All(example, m => Assert.True(schema.GetProperty("properties").TryGetProperty(m.Key, out _), m.Key));
        foreach (var field in SchemeFields.All)
        {
            var figure = schema.GetProperty("properties").GetProperty(field.Group);
            if (field.Path != field.Group)
                figure = figure.GetProperty("properties").GetProperty(field.Name);
            Assert.Equal(field.Decimals == 0 ? "integer" : "number", Text(figure, "type"));
            Assert.Equal(MinorUnits.ToMajor(field.Most, field.Decimals), figure.GetProperty("maximum").GetDecimal());
        }
    }

    [Fact]
    public async Task Publishing_is_written_down_with_who_and_what()
    {
        using var manager = await Floor.ManagerAsync(Server);
        await SendAsync(HttpMethod.Post, "schemes", Scheme());

        var (_, audit) = await manager.GetAsync("/manage/audit?text=" + Id("s"));

        Assert.Contains("Points scheme published", audit, StringComparison.Ordinal);
        Assert.Contains(Id("s") + "/1", audit, StringComparison.Ordinal);
    }

    private static string Raw(Answer answer, string group, string name) => answer.Body.GetProperty(group).GetProperty(name).GetRawText();

    /// <summary>The example, of this test, with other values where given.</summary>
    private string Scheme(params (string Name, string Json)[] others)
    {
        var scheme = JsonNode.Parse(ApiExamples.Scheme)!.AsObject();
        scheme["id"] = Id("s");
        scheme["effectiveFrom"] = FormattableString.Invariant($"{_year}-03-01");
        foreach (var (name, json) in others)
            scheme[name] = JsonNode.Parse(json);
        return scheme.ToJsonString();
    }
}
