using System.Diagnostics.Metrics;
using Leaderboard.Web.Api;
using Leaderboard.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Leaderboard.Web.Live;

public sealed class WatchBookTests : IDisposable
{
    private const string Today = "day/2026-11-23";
    private static readonly InstitutionSettings Settings = InstitutionSettings.Of("Asia/Shanghai", "CNY");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 15, 59, 0, TimeSpan.Zero));
    private readonly FakeBoards _boards = new();
    private readonly FakeHub _hub = new();
    private readonly WatchBook _book;

    public WatchBookTests()
    {
        var calendar = new InstitutionCalendar(Settings);
        _book = new WatchBook(_boards.Factory, _hub, new BoardRequests(calendar, _time), new BoardJson(Settings, calendar), new ContestJson(Settings, calendar, new BoardJson(Settings, calendar)), new WebMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()), _time, NullLogger<WatchBook>.Instance);
    }

    public void Dispose() => _book.Dispose();

    [Fact]
    public async Task One_ear_serves_all_who_look_at_a_view_and_is_taken_away_with_the_last()
    {
        await _book.JoinAsync(Name(), "a");
        await _book.JoinAsync(Name(), "b");
        await _book.JoinAsync(Name(), "b");
        await _boards[Today].ChangeAsync();

        Assert.Equal(["change 2 since 1"], Sent());
        await _book.LeaveAsync(Name(), "a");
        Assert.Equal(0, _boards[Today].Unwatches);
        await _book.LeaveAsync(Name(), "b");
        await _book.LeaveAsync(Name(), "b");
        Assert.Equal(1, _boards[Today].Unwatches);
        Assert.Single(_boards.Deleted);
    }

    [Fact]
    public async Task Who_joins_between_a_change_and_its_message_does_not_keep_it_from_the_others()
    {
        await _book.JoinAsync(Name(), "a");
        _boards[Today].Revision = 2;

        var snapshot = await _book.JoinAsync(Name(), "b");

        Assert.Equal(2, snapshot.Revision);
        Assert.Equal(["snapshot 2 not to b"], Sent());
    }

    [Fact]
    public async Task A_heartbeat_is_sent_when_the_board_has_answered_and_nothing_is_missing()
    {
        await _book.JoinAsync(Name(), "a");
        await _boards[Today].ChangeAsync();

        await _book.BeatAsync();

        Assert.Equal(["change 2 since 1", "heartbeat 2"], Sent());
        Assert.Equal(1, _boards[Today].Renewals);
    }

    [Fact]
    public async Task A_board_that_cannot_be_reached_sends_no_heartbeat_until_it_can()
    {
        await _book.JoinAsync(Name(), "a");
        _boards[Today].Failure = new TimeoutException();
        await _book.BeatAsync();
        Assert.Empty(Sent());

        _boards[Today].Failure = null;
        await _book.BeatAsync();

        Assert.Equal(["heartbeat 1"], Sent());
    }

    [Fact]
    public async Task A_board_that_lives_elsewhere_by_now_is_not_listened_to_any_more()
    {
        await _book.JoinAsync(Name(), "a");
        (_boards[Today].Epoch, _boards[Today].Knows) = ("e2", false);
        await _book.BeatAsync();
        _boards[Today].Epoch = "e1";
        await _boards[Today].ChangeAsync();
        _boards[Today].Epoch = "e2";
        await _boards[Today].ChangeAsync();

        Assert.Equal(["snapshot 1", "change 3 since 2"], Sent());
    }

    [Fact]
    public async Task A_view_whose_first_watch_failed_is_watched_at_the_next_beat()
    {
        _boards[Today].Failure = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => _book.JoinAsync(Name(), "a"));
        _boards[Today].Failure = null;

        await _book.BeatAsync();

        Assert.Equal(["snapshot 1"], Sent());
    }

    [Fact]
    public async Task A_board_that_hangs_holds_up_no_other_and_is_not_asked_twice()
    {
        await _book.JoinAsync(Name(), "a");
        await _book.JoinAsync(Name("week"), "a");
        _boards[Today].Hang = new TaskCompletionSource();

        var first = _book.BeatAsync();
        var second = _book.BeatAsync();

        Assert.Equal(["heartbeat 1", "heartbeat 1"], Sent());
        Assert.Equal((1, 2), (_boards[Today].Renewals, _boards["week/2026-11-23"].Renewals));
        _boards[Today].Hang?.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal(3, Sent().Length);
    }

    [Fact]
    public async Task A_board_of_another_epoch_or_that_forgot_the_watch_is_watched_again()
    {
        await _book.JoinAsync(Name(), "a");
        (_boards[Today].Epoch, _boards[Today].Revision) = ("e2", 0);
        await _book.BeatAsync();
        _boards[Today].Knows = false;
        await _book.BeatAsync();

        Assert.Equal(["snapshot 0", "snapshot 0"], Sent());
        Assert.Equal(3, _boards[Today].Watches);
    }

    [Fact]
    public async Task A_change_that_was_lost_is_made_up_for_by_a_snapshot()
    {
        await _book.JoinAsync(Name(), "a");
        _boards[Today].Revision = 2;

        await _book.BeatAsync();
        await _book.BeatAsync();

        Assert.Equal(["snapshot 2"], Sent());
    }

    [Fact]
    public async Task At_midnight_the_group_moves_to_the_new_day_and_hears_no_more_of_the_old()
    {
        await _book.JoinAsync(Name(), "a");
        var old = _boards[Today].Ear;
        _time.Advance(TimeSpan.FromMinutes(2));
        _boards[Today].Failure = new TimeoutException();

        await _book.BeatAsync();
        await (old?.Changed(_boards[Today].Page(), 0) ?? Task.CompletedTask);

        Assert.Equal(["snapshot 1"], Sent());
        Assert.Equal(1, _boards["day/2026-11-24"].Watches);
        Assert.Equal(1, _boards[Today].Unwatches);
        Assert.Single(_boards.Deleted);
        await _boards["day/2026-11-24"].ChangeAsync();
        Assert.Equal(2, Sent().Length);
    }

    private static WatchName Name(string period = "day") => new("collectors", "amount", period, null, 10, []);

    private string[] Sent() => [.. _hub.Sent.Select(s => s.Message switch
    {
        BoardMessage { Kind: BoardMessage.Change } c => $"change {c.Revision} since {c.Since}",
        BoardMessage b => $"snapshot {b.Revision}" + (s.Except is null ? "" : " not to " + s.Except),
        HeartbeatMessage h => $"heartbeat {h.Revision}",
        _ => s.Method,
    })];
}
