using Leaderboard.Domain.Notices;
using Leaderboard.Journal;
using Leaderboard.Notices;
using Leaderboard.Operations;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using Leaderboard.Storage;
using Leaderboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Leaderboard.Silo.Notices;

/// <summary>What was decided about a redemption is told: written with the decision, sent until it is taken, given up after eight tries.</summary>
public abstract class NoticeTests(LeaderboardCluster cluster)
{
    private static readonly TimeSpan SecondThoughts = TimeSpan.FromSeconds(15);
    private readonly RewardFloor _floor = new(cluster);

    private CollectorId Li => new(_floor.Named("li"));

    private DocumentStore Documents => cluster.Services.GetRequiredService<DocumentStore>();

    [Fact]
    public async Task Each_decision_of_others_is_sent_once_under_the_name_that_boards_show()
    {
        await AskedAsync();
        await _floor.Collector("li").Put(new CollectorChange { Alias = "Tiger" });
        await _floor.Redemption("r").Approve("m");
        await _floor.Redemption("r").Approve("m");
        cluster.Time.Advance(SecondThoughts);
        await Notice(1).Send();
        await _floor.Redemption("r").Fulfil("m");
        Assert.Null(await Notice(3).Get());

        foreach (var number in new[] { 1, 2, 2 })
            await Notice(number).Send();

        var tried = cluster.Channel.TriedOf(Li);
        Assert.Equal([(RedemptionState.Approved, "Tiger", "mug", 2), (RedemptionState.Fulfilled, "Tiger", "mug", 2)], tried.Select(t => (t.Notice.Became, t.Person, t.Notice.RewardName, t.Notice.Quantity)));
        var sent = (await Notice(1).Get())!;
        Assert.Equal((NoticeState.Sent, 1, null, null), (sent.State, sent.Tries, sent.DueAt, sent.LastError));
    }

    [Fact]
    public async Task Who_asked_and_took_it_back_is_told_nothing()
    {
        await AskedAsync();
        await _floor.Redemption("r").End(RedemptionState.Cancelled, null, "c");

        Assert.Null(await Notice(1).Get());
    }

    [Fact]
    public async Task Who_has_a_code_shown_is_told_of_the_approval_alone()
    {
        await AskedAsync(codes: 4);
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption("r").Approve("m")).Outcome);

        Assert.Equal((RedemptionOutcome.Done, RedemptionState.Fulfilled), await _floor.Redemption("r").Claim("c") is { Redemption: { } claimed } answer ? (answer.Outcome, claimed.State) : default);

        Assert.NotNull(await Notice(1).Get());
        Assert.Null(await Notice(2).Get());
        Assert.Equal(["sealed-0", "sealed-1"], await _floor.Redemption("r").Codes());
    }

    [Fact]
    public async Task What_has_no_code_is_claimed_by_nobody()
    {
        await AskedAsync();
        await _floor.Redemption("r").Approve("m");

        Assert.Equal(RedemptionOutcome.IllegalMove, (await _floor.Redemption("r").Claim("c")).Outcome);
    }

    [Fact]
    public async Task What_ran_out_by_the_clock_is_told()
    {
        await AskedAsync();
        cluster.Time.Advance(TimeSpan.FromHours(2));
        await _floor.Redemption("r").Finish();

        await Notice(1).Send();

        Assert.Equal([RedemptionState.Expired], cluster.Channel.TriedOf(Li).Select(t => t.Notice.Became));
    }

    [Fact]
    public async Task Neither_a_decision_nor_its_notice_is_there_without_the_other()
    {
        await AskedAsync();
        var inTheWay = NoticeRecord.Of(null, (await StoredAsync()).Approved("m", cluster.Time.Now())!, ["test"]).Single();
        await Documents.SaveAsync(NoticeGrain.DocumentKind, inTheWay.Id, 0, inTheWay.Sent(cluster.Time.Now()));

        await Assert.ThrowsAsync<DocumentConflictException>(() => _floor.Redemption("r").Approve("m"));

        Assert.Equal(RedemptionState.Requested, (await _floor.Redemption("r").Get())!.State);

        // Out of the way, the decision goes through.
        await _floor.Redemption("r").End(RedemptionState.Cancelled, null, "c");
    }

    [Fact]
    public async Task What_is_taken_back_in_time_is_told_to_nobody()
    {
        await AskedAsync();
        await _floor.Redemption("r").Approve("m");
        await Notice(1).Send();
        Assert.Equal(NoticeState.Waiting, (await Notice(1).Get())!.State);
        await _floor.Redemption("r").Reopen("m");
        cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        Assert.Equal((NoticeState.Dropped, 0), ((await Notice(1).Get())!.State, cluster.Channel.TriedOf(Li).Length));
    }

    [Fact]
    public async Task A_process_that_ends_behind_the_decision_loses_no_notice_and_doubles_none()
    {
        await AskedAsync();
        var faults = cluster.Services.GetRequiredService<FaultPoints<RedemptionPoint>>();
        faults.OnPass = (id, point) =>
        {
            if (id == _floor.Named("r") && point == RedemptionPoint.ApprovedStored)
                throw new InconsistentStateException("The process ends here.");
        };
        await Assert.ThrowsAsync<InconsistentStateException>(() => _floor.Redemption("r").Approve("m"));
        faults.OnPass = null;
        Assert.Equal(RedemptionState.Approved, (await _floor.Redemption("r").Approve("m")).Redemption!.State);
        cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        Assert.Single(cluster.Channel.TriedOf(Li));
        Assert.Null(await Notice(2).Get());
    }

    /// <summary>Tried at 0, 1, 3, 7, 15, 31, 63 and 123 minutes, and never a moment before.</summary>
    [Fact]
    public async Task What_is_not_taken_is_tried_by_the_clock_then_given_up_and_sent_again_by_hand()
    {
        await AskedAsync();
        cluster.Channel.Answer(Li, () => "HTTP 500");
        await _floor.Redemption("r").Approve("m");
        cluster.Time.Advance(SecondThoughts);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60 })
        {
            await Notice(1).Send();
            var waiting = (await Notice(1).Get())!;
            Assert.Equal((NoticeState.Waiting, "HTTP 500", cluster.Time.Now().Plus(TimeSpan.FromMinutes(minutes))), (waiting.State, waiting.LastError, waiting.DueAt));
            await Notice(1).Send();
            Assert.Equal(waiting.Tries, cluster.Channel.TriedOf(Li).Length);
            cluster.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await Notice(1).Send();
        Assert.Equal((NoticeState.GivenUp, 8, "HTTP 500", null), Told((await Notice(1).Get())!));
        Assert.Contains(await cluster.Grains.Notices().List(NoticeState.GivenUp, 0, 200), n => n.Id == NoticeId(1));
        Assert.True(await cluster.Grains.Notices().Count(NoticeState.GivenUp) > 0);

        cluster.Channel.Answer(Li, () => null);
        Assert.Equal((NoticeState.Waiting, 0, "HTTP 500", cluster.Time.Now()), Told((await Notice(1).SendAgain())!));
        await Notice(1).Send();
        Assert.Equal((NoticeState.Sent, 1, null, null), Told((await Notice(1).Get())!));
        Assert.Equal(NoticeState.Sent, (await Notice(1).SendAgain())!.State);
    }

    [Fact]
    public async Task A_channel_that_throws_costs_a_try_and_tells_no_more_than_the_kind_of_it()
    {
        await AskedAsync();
        cluster.Channel.Answer(Li, () => throw new InvalidDataException("the secret is s3cret"));
        await _floor.Redemption("r").Approve("m");
        cluster.Time.Advance(SecondThoughts);

        await Notice(1).Send();

        var waiting = (await Notice(1).Get())!;
        Assert.Equal((NoticeState.Waiting, 1, nameof(InvalidDataException)), (waiting.State, waiting.Tries, waiting.LastError));
    }

    // The outcome is not stored, as where the disk is full by then: it waits like one that failed, and the next ticks leave it alone.
    [Fact]
    public async Task What_went_out_while_its_outcome_was_lost_does_not_go_out_at_every_tick()
    {
        await AskedAsync();
        await _floor.Redemption("r").Approve("m");
        cluster.Channel.Answer(Li, () =>
        {
            Task.Run(MoveOnAsync).GetAwaiter().GetResult();
            return null;
        });
        cluster.Time.Advance(SecondThoughts);

        // Whether this or the clock sends it, its outcome is refused.
        await Record.ExceptionAsync(Notice(1).Send);
        cluster.Channel.Answer(Li, () => null);

        await Notice(1).Send();
        await Notice(1).Send();

        Assert.Single(cluster.Channel.TriedOf(Li));
        var waiting = (await Notice(1).Get())!;
        Assert.Equal((NoticeState.Waiting, 1, cluster.Time.Now().Plus(TimeSpan.FromMinutes(1))), (waiting.State, waiting.Tries, waiting.DueAt));
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await Notice(1).Send();
        Assert.Equal((NoticeState.Sent, 2), ((await Notice(1).Get())!.State, cluster.Channel.TriedOf(Li).Length));
    }

    [Fact]
    public async Task A_channel_that_is_configured_no_more_is_said_so()
    {
        await AskedAsync();
        var gone = NoticeRecord.Of(null, (await StoredAsync()).Approved("m", cluster.Time.Now())!, ["gone"]).Single();
        await Documents.SaveAsync(NoticeGrain.DocumentKind, gone.Id, 0, gone);
        cluster.Time.Advance(SecondThoughts);

        await cluster.Grains.Notice(gone.Id).Send();

        Assert.Equal("The channel is not configured.", (await cluster.Grains.Notice(gone.Id).Get())!.LastError);
    }

    [Fact]
    public async Task The_clock_sends_what_nobody_looks_at()
    {
        await AskedAsync();
        await _floor.Redemption("r").Approve("m");

        await Eventually.TrueAsync(
            "the notice was sent",
            TimeSpan.FromSeconds(30),
            async () =>
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(5));
                return (await Notice(1).Get())!.State == NoticeState.Sent;
            },
            TestContext.Current.CancellationToken);

        Assert.Single(cluster.Channel.TriedOf(Li));
        Assert.Null(await cluster.Grains.Notice("none").SendAgain());
    }

    private static (NoticeState State, int Tries, string? LastError, Moment? DueAt) Told(NoticeView notice) => (notice.State, notice.Tries, notice.LastError, notice.DueAt);

    private string NoticeId(int number) => $"{_floor.Named("r")}/{number}/test";

    private INoticeGrain Notice(int number) => cluster.Grains.Notice(NoticeId(number));

    /// <summary>Stores the notice as it is, so that who has read it before cannot.</summary>
    private async Task MoveOnAsync()
    {
        var (version, notice) = await Documents.ReadAsync<NoticeRecord>(NoticeGrain.DocumentKind, NoticeId(1));
        await Documents.SaveAsync(NoticeGrain.DocumentKind, NoticeId(1), version, notice!);
    }

    private async Task<Domain.Rewards.RedemptionRecord> StoredAsync() => (await Documents.ReadAsync<Domain.Rewards.RedemptionRecord>(RedemptionGrain.DocumentKind, _floor.Named("r"))).Document!;

    private async Task AskedAsync(int codes = 0)
    {
        await _floor.HireAsync("li", 100_00);
        await _floor.OfferAsync("mug", 10_00, 5);
        if (codes > 0)
        {
            await _floor.Reward("mug").CodeKey("k");
            await _floor.Reward("mug").AddCodes(RewardFloor.Codes(0, codes), "m");
        }

        Assert.Equal(RedemptionOutcome.Done, (await _floor.AskAsync("r", "li", "mug", 2)).Outcome);
    }
}

public sealed class SqliteNoticeTests(SqliteCluster cluster) : NoticeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlNoticeTests(PostgreSqlCluster cluster) : NoticeTests(cluster), IClassFixture<PostgreSqlCluster>;
