using System.Text.Json;
using Leaderboard.Boards;
using Leaderboard.Conduct;
using Leaderboard.Contests;

namespace Leaderboard.Silo.Contests;

/// <summary>Who can have no prize stands like anybody; prizes pass over to the next, and only few can tell.</summary>
public abstract class ConductGateTests(LeaderboardCluster cluster)
{
    private readonly ContestFloor _floor = new(cluster);

    /// <summary>
    /// a 4,000, b 3,000, c 2,000, d 1,000; a is held, c has a serious breach: b has the 500, d the first 200 and nobody the second. All stand
    /// where they stood.
    /// </summary>
    [Fact]
    public async Task Prizes_pass_over_who_is_held_or_in_breach_and_standings_do_not_tell()
    {
        var (a, b, c, d) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"), await _floor.HireAsync("c"), await _floor.HireAsync("d"));
        foreach (var (who, amount) in new[] { (a, 4_000_00L), (b, 3_000_00), (c, 2_000_00), (d, 1_000_00) })
            await _floor.ReceiveAsync(who, who.Value[..1], amount);
        await _floor.ScheduleAsync(_floor.Rules);
        await HoldAsync(a);
        await ComplainAsync(c, ComplaintSeverity.Serious, hour: 99, ComplaintState.Upheld);

        Assert.Equal(ContestOutcome.Done, await _floor.Contest.Certify("m"));

        Assert.Equal([(a.Value, 1), (b.Value, 2), (c.Value, 3), (d.Value, 4)], (await _floor.Contest.Standings(0, 10))!.Standings.Select(s => (s.Id, s.Rank)));
        Assert.Equal([(b, 2, 500_00L), (d, 4, 200_00L)], (await _floor.Contest.Payouts())!.Select(p => (p.Collector, p.Rank, p.Value)));
        Assert.Equal([(a, PassedOverCause.Hold), (c, PassedOverCause.SeriousBreach)], (await _floor.Contest.PassedOver())!.Select(p => (p.Collector, p.Cause)));
        Assert.Equal((0, 0), (await _floor.PaidAsync(a), await _floor.PaidAsync(c)));

        // What everybody may read names them where they stand, and nowhere else.
        var told = JsonSerializer.Serialize(await _floor.Contest.Get()) + JsonSerializer.Serialize(await _floor.Contest.Payouts()) + JsonSerializer.Serialize(await _floor.Contest.Restatements());
        Assert.DoesNotContain(a.Value, told, StringComparison.Ordinal);
        Assert.DoesNotContain(c.Value, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ComplaintSeverity.Minor, 5, ComplaintState.Upheld)]
    [InlineData(ComplaintSeverity.Serious, 5, ComplaintState.Open)]
    [InlineData(ComplaintSeverity.Serious, 5, ComplaintState.Dismissed)]
    [InlineData(ComplaintSeverity.Serious, 100, ComplaintState.Upheld)]
    [InlineData(ComplaintSeverity.Serious, -1, ComplaintState.Upheld)]
    public async Task Other_complaints_pass_nobody_over(ComplaintSeverity severity, int hour, ComplaintState state)
    {
        var a = await _floor.HireAsync("a");
        await _floor.ReceiveAsync(a, "1", 1_000_00);
        await _floor.ScheduleAsync(_floor.Rules);
        await ComplainAsync(a, severity, hour, state);

        await _floor.Contest.Certify("m");

        Assert.Equal(500_00, await _floor.PaidAsync(a));
        Assert.Empty((await _floor.Contest.PassedOver())!);
    }

    /// <summary>What is known then decides; what is decided later changes nothing of it.</summary>
    [Fact]
    public async Task It_is_judged_at_certifying_and_a_hold_that_was_lifted_does_not_count()
    {
        var (a, b) = (await _floor.HireAsync("a"), await _floor.HireAsync("b"));
        await _floor.ReceiveAsync(a, "1", 2_000_00);
        await _floor.ReceiveAsync(b, "2", 1_000_00);
        await _floor.ScheduleAsync(_floor.Rules);
        await HoldAsync(a);
        Assert.Equal(ConductOutcome.Done, await cluster.Grains.Conduct(a).Lift("h", "o"));

        await _floor.Contest.Certify("m");
        await ComplainAsync(a, ComplaintSeverity.Serious, hour: 1, ComplaintState.Upheld);
        await _floor.Contest.Certify("m");

        Assert.Equal((500_00, 200_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b)));
    }

    /// <summary>A pool of 300 of a team of three, one of them held: 150 each for the others.</summary>
    [Fact]
    public async Task A_teams_prize_is_shared_without_who_is_barred()
    {
        var x = await _floor.FoundAsync("x");
        var (a, b, c) = (await _floor.HireAsync("a", x), await _floor.HireAsync("b", x), await _floor.HireAsync("c", x));
        foreach (var who in new[] { a, b, c })
            await _floor.ReceiveAsync(who, who.Value[..1], 1_000_00);
        await _floor.ScheduleAsync(_floor.Rules with { Subject = BoardSubject.Teams, Teams = [x.Value], Prizes = [new ContestPrize { Unit = PrizeUnit.Points, Pool = 300_00 }] });
        await HoldAsync(b);

        await _floor.Contest.Certify("m");

        Assert.Equal((150_00, 0, 150_00), (await _floor.PaidAsync(a), await _floor.PaidAsync(b), await _floor.PaidAsync(c)));
        Assert.Equal([b], (await _floor.Contest.PassedOver())!.Select(p => p.Collector));
    }

    [Fact]
    public async Task A_complaint_is_kept_masked_decided_once_and_its_note_can_be_erased()
    {
        var a = await _floor.HireAsync("a");
        var conduct = cluster.Grains.Conduct(a);
        var report = new ComplaintReport { Id = "1", Severity = ComplaintSeverity.Minor, Source = ComplaintSource.Borrower, OccurredAt = _floor.At(1), Note = "Called 13800138000 at night.", By = "o" };

        Assert.Equal(ConductOutcome.UnknownCollector, await cluster.Grains.Conduct(new CollectorId(_floor.Named("nobody"))).Record(report));
        Assert.Equal(ConductOutcome.Done, await conduct.Record(report));
        Assert.Equal(ConductOutcome.Done, await conduct.Record(report));
        Assert.Equal(ConductOutcome.Conflict, await conduct.Record(report with { Severity = ComplaintSeverity.Serious }));
        Assert.Equal(ConductOutcome.NoSuchComplaint, await conduct.Decide("2", ComplaintState.Upheld, "o"));
        Assert.Equal(ConductOutcome.Done, await conduct.Decide("1", ComplaintState.Upheld, "o"));
        Assert.Equal(ConductOutcome.Done, await conduct.Decide("1", ComplaintState.Upheld, "o"));
        Assert.Equal(ConductOutcome.IllegalMove, await conduct.Decide("1", ComplaintState.Dismissed, "o"));
        var kept = Assert.Single((await conduct.Get()).Complaints);
        Assert.Equal((ComplaintState.Upheld, "Called 138****8000 at night."), (kept.State, kept.Note));

        Assert.Equal(ConductOutcome.Done, await conduct.EraseNote("1"));
        await conduct.Record(report);

        Assert.Null(Assert.Single((await conduct.Get()).Complaints).Note);
        Assert.Contains(a, (await cluster.Grains.ConductBook().List()).Select(c => c.Collector));
    }

    private async Task HoldAsync(CollectorId who) => Assert.Equal(
        ConductOutcome.Done,
        await cluster.Grains.Conduct(who).Hold(new HoldOrder { Id = "h", Reason = HoldReason.Investigation, From = cluster.Time.Now().Plus(TimeSpan.FromDays(-1)), By = "o" }));

    private async Task ComplainAsync(CollectorId who, ComplaintSeverity severity, int hour, ComplaintState state)
    {
        var conduct = cluster.Grains.Conduct(who);
        Assert.Equal(ConductOutcome.Done, await conduct.Record(new ComplaintReport { Id = "1", Severity = severity, Source = ComplaintSource.Borrower, OccurredAt = _floor.At(hour), By = "o" }));
        if (state != ComplaintState.Open)
            Assert.Equal(ConductOutcome.Done, await conduct.Decide("1", state, "o"));
    }
}

public sealed class SqliteConductGateTests(SqliteCluster cluster) : ConductGateTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlConductGateTests(PostgreSqlCluster cluster) : ConductGateTests(cluster), IClassFixture<PostgreSqlCluster>;
