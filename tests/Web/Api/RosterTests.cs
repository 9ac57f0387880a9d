using System.Net;
using System.Text.Json;

namespace Leaderboard.Web.Api;

public sealed class RosterTests(SharedServer shared) : ApiTests(shared)
{
    public static TheoryData<string, string, string> BadRosters => new()
    {
        { """{"collectors":[{"id":"x-1","name":"A"},{"id":"x-2","name":"B","teamId":"no-such-team"}]}""", "collectors[1].teamId", "unknownTeam" },
        { """{"teams":[{"id":"x 1","name":"A"}]}""", "teams[0].id", "invalidId" },
        { """{"teams":[{"name":"A"}]}""", "teams[0].id", "invalidId" },
        { """{"teams":[{"id":"x-1","name":""}]}""", "teams[0].name", "invalidField" },
        { """{"teams":[{"id":"x-1","name":"a\u0000b"}]}""", "teams[0].name", "invalidField" },
        { """{"teams":[{"id":"x-1","name":7}]}""", "teams[0].name", "invalidField" },
        { """{"teams":[7]}""", "teams[0]", "invalidField" },
        { """{"teams":{}}""", "teams", "invalidField" },
        { """{"collectors":[{"id":"x-1","name":"A","active":"yes"}]}""", "collectors[0].active", "invalidField" },
        { """{"collectors":[{"id":"x-1","name":"A","teamFrom":"soon"}]}""", "collectors[0].teamFrom", "invalidTime" },
        { """{"collectors":[{"id":"x-1","name":"A","teamId":"a/b"}]}""", "collectors[0].teamId", "invalidId" },
    };

    [Theory]
    [MemberData(nameof(BadRosters))]
    public async Task A_roster_is_refused_whole_with_the_field_at_fault(string body, string field, string code)
    {
        var answer = await SendAsync(HttpMethod.Put, "roster", body);

        Assert.True(answer.Status == HttpStatusCode.BadRequest, answer.Text);
        Assert.Equal(code, answer.Code);
        Assert.Equal(field, Text(answer.Body, "field"));
        Assert.NotEmpty(answer.Body.GetProperty("errors").GetProperty(field).EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "collectors/x-1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "teams/x-1")).Status);
    }

    [Fact]
    public async Task A_name_has_1_to_100_characters()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutTeamAsync(new string('组', 100))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutTeamAsync(new string('组', 101))).Status);
    }

    [Fact]
    public async Task More_than_10000_items_are_413()
    {
        var teams = string.Join(',', Enumerable.Range(0, 10_001).Select(i => $$"""{"id":"t{{i}}","name":"T"}"""));

        var answer = await SendAsync(HttpMethod.Put, "roster", $$"""{"teams":[{{teams}}]}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("tooManyEntries", answer.Code);
    }

    [Fact]
    public async Task A_field_left_out_keeps_its_value()
    {
        await PutFloorAsync(("t", ["c"]));
        await PutAsync($$"""{"collectors":[{"id":"{{Id("c")}}","alias":"Eagle"}]}""");

        var answer = await PutAsync($$"""{"collectors":[{"id":"{{Id("c")}}","active":false}]}""");

        Assert.Equal("""{"teams":0,"collectors":1}""", answer.GetRawText());
        var collector = await GetAsync("collectors/" + Id("c"));
        Assert.Equal(
            ("c", "Eagle", Id("t"), false),
            (Text(collector, "name"), Text(collector, "alias"), Text(collector, "teamId"), collector.GetProperty("active").GetBoolean()));
        Assert.Contains((await GetAsync("collectors")).EnumerateArray(), c => Text(c, "id") == Id("c"));
    }

    [Fact]
    public async Task Who_has_no_team_has_null()
    {
        await PutAsync($$"""{"collectors":[{"id":"{{Id("c")}}","name":"C"}]}""");

        Assert.Equal(JsonValueKind.Null, (await GetAsync("collectors/" + Id("c"))).GetProperty("teamId").ValueKind);
    }

    [Fact]
    public async Task A_transfer_into_the_past_is_backdated_but_a_first_team_is_not()
    {
        await PutFloorAsync(("t", []), ("u", []));
        var past = ",\"teamFrom\":\"2020-01-01\"";

        await PutAsync($$"""{"collectors":[{"id":"{{Id("c")}}","name":"C","teamId":"{{Id("t")}}"{{past}}}]}""");
        var answer = await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("c")}}","teamId":"{{Id("u")}}"{{past}}}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("backdated", answer.Code);
        Assert.Equal("collectors[0].teamFrom", Text(answer.Body, "field"));
        Assert.Equal(Id("t"), Text(await GetAsync("collectors/" + Id("c")), "teamId"));
    }

    private Task<Answer> PutTeamAsync(string name) => SendAsync(HttpMethod.Put, "roster", $$"""{"teams":[{"id":"{{Id("t")}}","name":"{{name}}"}]}""");

    private async Task<JsonElement> PutAsync(string body)
    {
        var answer = await SendAsync(HttpMethod.Put, "roster", body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Body;
    }
}
