using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Leaderboard.Web.Live;

/// <summary>The hub as a program meets it: real connections to the real server.</summary>
public sealed class LiveHubTests(SharedServer shared) : ApiTests(shared)
{
    private const string AllTime = "all";

    [Fact]
    public async Task A_watcher_is_told_the_whole_board_and_then_every_change_in_the_shape_of_the_API()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        await AcceptAsync("recoveries", Receipt("r-1", "c", "200"));
        await using var line = await OpenAsync();

        await line.WatchAsync(Team());
        var snapshot = await line.NextAsync("board");
        await AcceptAsync("recoveries", Receipt("r-2", "d", "300.5"));
        var change = await line.NextAsync("board");

        Assert.Equal(("snapshot", "change"), (Text(snapshot, "kind"), Text(change, "kind")));
        Assert.Equal(["1 c 200.00"], snapshot.GetProperty("standings").EnumerateArray().Select(Standing));
        Assert.Equal(["1 d 300.50", "2 c 200.00"], change.GetProperty("standings").EnumerateArray().Select(Standing));
        Assert.Equal(Text(snapshot, "epoch"), Text(change, "epoch"));
        Assert.Equal(snapshot.GetProperty("revision").GetInt64(), change.GetProperty("since").GetInt64());
        Assert.Equal(Id("t"), Text(change.GetProperty("watch"), "team"));
        var page = await GetAsync($"boards/collectors/amount/all?team={Id("t")}&limit=10");
        foreach (var name in (string[])["board", "total", "sum", "standings", "lastPostedAt"])
            Assert.Equal(page.GetProperty(name).GetRawText(), change.GetProperty(name).GetRawText());
    }

    [Fact]
    public async Task Who_watches_a_rate_is_told_of_receipts_at_once_and_of_balances_with_a_heartbeat()
    {
        await PutFloorAsync(("t", ["c"]));
        await AcceptAsync("accounts", Account("a-1"));
        await using var line = await OpenAsync();

        await line.WatchAsync(new { subject = "collectors", measure = "rate", period = AllTime, team = Id("t"), limit = 10 });
        var snapshot = await line.NextAsync("board");
        await AcceptAsync("recoveries", Receipt("r-1", "c", "200"));
        await UntilAsync("1 c 20.00");
        await AcceptAsync("accounts", Account("a-2"));
        var change = await UntilAsync("1 c 10.00");

        Assert.Equal(["1 c 0.00"], snapshot.GetProperty("standings").EnumerateArray().Select(Standing));
        Assert.Equal("2000.00", change.GetProperty("ratio").GetProperty("denominator").GetRawText());

        // Others' changes of the roster are told too.
        async Task<JsonElement> UntilAsync(string row)
        {
            while (true)
            {
                var message = await line.NextAsync("board", TimeSpan.FromMinutes(1));
                if (message.GetProperty("standings").EnumerateArray().Select(Standing).SequenceEqual([row]))
                    return message;
            }
        }

        string Account(string id) => $$"""{"id":"{{Id(id)}}","collectorId":"{{Id("c")}}","principal":1000,"daysPastDue":45,"asOf":"2024-01-01T00:00:00+08:00"}""";
    }

    [Fact]
    public async Task Who_watches_a_contest_is_told_its_standings_and_then_every_change()
    {
        await PutFloorAsync(("t", ["c", "d"]), ("u", ["e"]));
        await AcceptAsync("recoveries", Receipt("r-1", "c", "200", "1989-02-02T00:00:00Z"));
        var rules = $$"""
            {"id":"{{Id("k")}}","name":"Sprint","measure":"amount","format":"best","startsAt":"1989-02-01T00:00:00Z","endsAt":"1989-03-01T00:00:00Z",
             "entrants":{"teams":["{{Id("t")}}"]},"prizes":[]}
            """;
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, "contests", rules)).Status);
        await using var line = await OpenAsync();
        await Assert.ThrowsAsync<HubException>(() => line.WatchContestAsync(Id("k")));
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");

        await line.WatchContestAsync(Id("k"));
        var snapshot = await line.NextAsync("board");
        await AcceptAsync("recoveries", Receipt("r-2", "d", "300.5", "1989-02-03T00:00:00Z"), Receipt("r-3", "e", "999", "1989-02-03T00:00:00Z"));

        // The receipt of the other team, or a change of the roster, may be told before.
        var change = await line.NextAsync("board");
        while (change.GetProperty("standings").GetArrayLength() < 2)
            change = await line.NextAsync("board");

        Assert.Equal(["1 c 200.00"], snapshot.GetProperty("standings").EnumerateArray().Select(Standing));
        Assert.Equal(["1 d 300.50", "2 c 200.00"], change.GetProperty("standings").EnumerateArray().Select(Standing));
        Assert.Equal((Id("k"), "custom"), (Text(change.GetProperty("watch"), "contest"), Text(change.GetProperty("board"), "period")));
    }

    [Fact]
    public async Task All_who_watch_a_contest_are_told_the_same_moment_by_alias_and_who_comes_within_a_minute_too()
    {
        await PutFloorAsync(("t", ["c", "d"]));
        await SendAsync(HttpMethod.Put, "roster", $$"""{"collectors":[{"id":"{{Id("d")}}","alias":"Eagle"}]}""");
        var now = DateTimeOffset.UtcNow;
        await AcceptAsync("recoveries", Receipt("r-1", "c", "200", now.AddMinutes(-30).ToString("O")));
        await SendAsync(HttpMethod.Post, "contests", $$"""
            {"id":"{{Id("k")}}","name":"Sprint","measure":"amount","format":"best","startsAt":"{{now.AddHours(-1):O}}","endsAt":"{{now.AddHours(1):O}}",
             "entrants":{"teams":["{{Id("t")}}"]},"prizes":[]}
            """);
        await SendAsync(HttpMethod.Post, $"contests/{Id("k")}/schedule");
        await using var wall = await OpenAsync();
        await using var phone = await OpenAsync();
        await wall.WatchContestAsync(Id("k"));
        await phone.WatchContestAsync(Id("k"));

        await AcceptAsync("recoveries", Receipt("r-2", "d", "300.5", now.AddMinutes(-20).ToString("O")));

        var moment = await wall.NextAsync("celebration");
        Assert.Equal(("leadChange", "Eagle", "300.50", "200.00"), (Text(moment, "kind"), Text(moment, "name"), moment.GetProperty("value").GetRawText(), moment.GetProperty("passed").GetRawText()));
        Assert.Equal((Id("k"), "Sprint", Id("t")), (Text(moment.GetProperty("contest"), "id"), Text(moment.GetProperty("contest"), "name"), Text(moment, "teamId")));
        Assert.Equal(moment.GetRawText(), (await phone.NextAsync("celebration")).GetRawText());
        await using var late = await OpenAsync();
        await late.WatchContestAsync(Id("k"));
        Assert.Equal(moment.GetRawText(), (await late.NextAsync("celebration")).GetRawText());
    }

    [Fact]
    public async Task Rows_named_by_id_come_along_wherever_they_stand()
    {
        var names = Enumerable.Range(1, 12).Select(i => $"c{i}").ToArray();
        await PutFloorAsync(("t", names));
        await AcceptAsync("recoveries", [.. names.Select((n, i) => Receipt("r" + n, n, $"{1200 - (i * 100)}"))]);
        await using var line = await OpenAsync();

        await line.WatchAsync(Team(ids: [Id("c12")]));

        var rows = (await line.NextAsync("board")).GetProperty("standings").EnumerateArray().Select(Standing).ToArray();
        Assert.Equal(11, rows.Length);
        Assert.Equal("12 c12 100.00", rows[^1]);
    }

    [Fact]
    public async Task A_heartbeat_names_the_watch_and_how_far_the_board_is()
    {
        await PutFloorAsync(("t", ["c"]));
        await using var line = await OpenAsync();
        await line.WatchAsync(Team());
        var snapshot = await line.NextAsync("board");

        // While others post to the same board there are changes instead.
        var beat = await line.NextAsync("heartbeat", TimeSpan.FromMinutes(1));

        Assert.Equal(Text(snapshot, "epoch"), Text(beat, "epoch"));
        Assert.Equal(snapshot.GetProperty("watch").GetRawText(), beat.GetProperty("watch").GetRawText());
        Assert.NotEmpty(Text(beat, "asOf"));
    }

    [Theory]
    [InlineData("people", "amount", "day", 10, "subject")]
    [InlineData("collectors", "money", "day", 10, "measure")]
    [InlineData("collectors", "score", "day", 10, "measure")]
    [InlineData("collectors", "amount", "fortnight", 10, "period")]
    [InlineData("collectors", "amount", "day", 11, "limit")]
    [InlineData(null, "amount", "day", 10, "subject")]
    public async Task What_cannot_be_watched_is_refused_with_a_reason(string? subject, string measure, string period, int limit, string named)
    {
        await using var line = await OpenAsync();

        var refused = await Assert.ThrowsAsync<HubException>(() => line.WatchAsync(new { subject, measure, period, limit }));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_watches_or_ids_are_refused()
    {
        await using var line = await OpenAsync();
        for (var i = 0; i < 20; i++)
            await line.WatchAsync(Team("t" + i));

        Assert.Contains("20", (await Assert.ThrowsAsync<HubException>(() => line.WatchAsync(Team("one-more")))).Message, StringComparison.Ordinal);
        await line.WatchAsync(Team("t0"));
        var ids = Enumerable.Range(0, 21).Select(i => "c" + i).ToArray();
        Assert.Contains("ids", (await Assert.ThrowsAsync<HubException>(() => line.WatchAsync(Team("t0", ids)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", true)]
    [InlineData("admin", true)]
    [InlineData("ingest", false)]
    public async Task The_hub_is_open_to_those_who_may_look(string scope, bool isOpen)
    {
        var (_, secret) = await MakeAsync("keys", $$"""{"name":"{{Id(scope)}}","scopes":["{{scope}}"]}""", "key");

        if (isOpen)
            await (await OpenAsync(secret)).DisposeAsync();
        else
            Assert.Equal(HttpStatusCode.Forbidden, (await Assert.ThrowsAsync<HttpRequestException>(() => OpenAsync(secret))).StatusCode);
    }

    [Fact]
    public async Task The_hub_is_closed_to_anybody() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => OpenAsync(key: null))).StatusCode);

    [Fact]
    public async Task A_display_that_was_taken_back_is_hung_up_on()
    {
        var (id, url) = await MakeAsync("displays", $$"""{"name":"{{Id("d")}}"}""", "url");
        await using var line = await OpenAsync(key: null, cookie: url.Split('/')[^1]);
        await line.WatchAsync(Team());
        await line.NextAsync("board");

        await SendAsync(HttpMethod.Delete, "displays/" + id);

        await line.Closed.WaitAsync(TimeSpan.FromSeconds(15), Cancel);
    }

    private object Team(string team = "t", string[]? ids = null) => new { subject = "collectors", measure = "amount", period = AllTime, team = Id(team), limit = 10, ids };

    private async Task<(string Id, string Secret)> MakeAsync(string path, string body, string secret)
    {
        var made = await SendAsync(HttpMethod.Post, path, body);
        return (Text(made.Body, "id"), Text(made.Body, secret));
    }

    private async Task<Line> OpenAsync(string? key = LeaderboardServer.AdminKey, string? cookie = null)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(Server.Address, "hubs/live"), options =>
            {
                if (key is not null)
                    options.AccessTokenProvider = () => Task.FromResult<string?>(key);
                if (cookie is not null)
                    options.Cookies.Add(new Cookie("display", cookie, "/", Server.Address.Host));
            })
            .Build();
        var line = new Line(connection);
        try
        {
            await connection.StartAsync(Cancel);
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }

        return line;
    }

    /// <summary>A connection and what it has heard, by method, in order.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

        private readonly HubConnection _connection;
        private readonly Dictionary<string, Channel<JsonElement>> _heard = new(StringComparer.Ordinal)
        {
            ["board"] = Channel.CreateUnbounded<JsonElement>(),
            ["heartbeat"] = Channel.CreateUnbounded<JsonElement>(),
            ["celebration"] = Channel.CreateUnbounded<JsonElement>(),
        };

        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Line(HubConnection connection)
        {
            _connection = connection;
            foreach (var (method, channel) in _heard)
                connection.On<JsonElement>(method, message => channel.Writer.TryWrite(message.Clone()));
            connection.Closed += _ =>
            {
                _closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public Task Closed => _closed.Task;

        public Task WatchContestAsync(string id) => _connection.InvokeAsync("WatchContest", id, Cancel);

        public Task WatchAsync(object request) => _connection.InvokeAsync("Watch", request, Cancel);

        public async Task<JsonElement> NextAsync(string method, TimeSpan? patience = null) =>
            await _heard[method].Reader.ReadAsync(Cancel).AsTask().WaitAsync(patience ?? Patience, Cancel);

        public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
    }
}
