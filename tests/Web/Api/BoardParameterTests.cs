using System.Net;

namespace Leaderboard.Web.Api;

public sealed class BoardParameterTests(SharedServer shared) : ApiTests(shared)
{
    [Theory]
    [InlineData("boards/people/amount/day", "subject")]
    [InlineData("boards/collectors/money/day", "measure")]
    [InlineData("boards/collectors/amount/fortnight", "period")]
    [InlineData("boards/Collectors/amount/day", "subject")]
    [InlineData("boards/collectors/1/day", "measure")]
    [InlineData("boards/collectors/amount/day?offset=-1", "offset")]
    [InlineData("boards/collectors/amount/day?limit=0", "limit")]
    [InlineData("boards/collectors/amount/day?limit=1001", "limit")]
    [InlineData("boards/collectors/amount/day?limit=ten", "limit")]
    [InlineData("boards/collectors/amount/day?limit=99999999999", "limit")]
    [InlineData("boards/collectors/amount/day?limit=5&limit=6", "limit")]
    [InlineData("boards/collectors/amount/day?team=a&team=b", "team")]
    [InlineData("boards/collectors/amount/day?tie=odd", "tie")]
    [InlineData("boards/collectors/score/day", "measure")]
    [InlineData("boards/collectors/rate/day?base=odd", "base")]
    [InlineData("boards/collectors/index/day?shrink=1", "shrink")]
    [InlineData("boards/collectors/amount/day?at=yesterday", "at")]
    [InlineData("boards/collectors/amount/day?at=2026-11-02T10:15:00", "at")]
    [InlineData("boards/collectors/amount/day?at=0001-01-01", "at")]
    [InlineData("boards/collectors/amount/day?at=1850-01-01", "at")]
    [InlineData("boards/collectors/amount/year?at=9999-12-31", "at")]
    [InlineData("boards/collectors/amount/year?at=9999-12-31T23:59:59Z", "at")]
    [InlineData("boards/collectors/amount/day/c/around?limit=0", "limit")]
    [InlineData("boards/collectors/amount/day/c?tie=odd", "tie")]
    [InlineData("races/collectors/amount/day?leaders=11", "leaders")]
    public async Task A_parameter_that_says_nothing_is_named(string path, string parameter)
    {
        var answer = await SendAsync(HttpMethod.Get, path);

        Assert.True(answer.Status == HttpStatusCode.BadRequest, answer.Text);
        Assert.Equal("invalidParameter", answer.Code);
        Assert.Equal(parameter, Text(answer.Body, "field"));
    }

    [Theory]
    [InlineData("races/collectors/rate/day")]
    [InlineData("races/collectors/perHead/day")]
    public async Task A_race_is_of_what_adds_up(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("measureUnavailable", answer.Code);
    }

    [Theory]
    [InlineData("boards/collectors/amount/day?at=1970-01-01", "1970-01-01T00:00:00+08:00", "1970-01-02T00:00:00+08:00")]
    [InlineData("boards/collectors/amount/year?at=9998-12-31", "9998-01-01T00:00:00+08:00", "9999-01-01T00:00:00+08:00")]
    [InlineData("boards/teams/points/week?at=2026-11-29T23:59:59%2B08:00", "2026-11-23T00:00:00+08:00", "2026-11-30T00:00:00+08:00")]
    [InlineData("boards/branches/count/quarter?at=2026-11-02", "2026-10-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")]
    [InlineData("boards/regions/perHead/all", null, null)]
    public async Task A_board_says_which_window_it_shows(string path, string? from, string? to)
    {
        var board = (await GetAsync(path)).GetProperty("board");

        Assert.Equal(from, board.GetProperty("from").GetString());
        Assert.Equal(to, board.GetProperty("to").GetString());
    }
}
