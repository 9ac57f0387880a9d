using Leaderboard.Conduct;
using Leaderboard.Contests;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Silo.Rewards;
using Leaderboard.Statements;

namespace Leaderboard.Silo.Statements;

/// <summary>A month for one person, from the journal; once signed, never otherwise.</summary>
public abstract class StatementTests(LeaderboardCluster cluster)
{
    private static readonly DateOnly November = new(2026, 11, 1);
    private static readonly DateOnly October = new(2026, 10, 1);
    private static readonly DateOnly September = new(2026, 9, 1);
    private readonly RewardFloor _floor = new(cluster);

    private static Signatory Li => new() { Id = "p-li", Name = "Li Wei" };

    private static Signatory Qin => new() { Id = "p-qin", Name = "Qin" };

    // September 1,000.00 → 10.00 points. October: 5,000.00 and 250.50 → 50.00 and 2.51 (half away from zero); the 1,000.00 of September bounces: minus 10.00, in October.
    [Fact]
    public async Task A_reversal_stands_in_the_month_in_which_the_money_went_back_and_all_months_sum_to_the_ledger()
    {
        await HireAsync("li");
        await PostAsync("li", ("a", 1_000_00, At(9, 10)), ("b", 5_000_00, At(10, 5)), ("c", 250_50, At(10, 31)));
        await ReverseAsync("li", "x", "a", At(10, 6));

        var (september, october, november) = (await GetAsync("li", September), await GetAsync("li", October), await GetAsync("li", November));

        Assert.Equal((1_000_00L, 0L, 1_000_00L, 1), (september.Figures.RecoveredMinor, september.Figures.ReversedMinor, september.Figures.NetMinor, september.Figures.Receipts));
        Assert.Equal((5_250_50L, -1_000_00L, 4_250_50L, 2), (october.Figures.RecoveredMinor, october.Figures.ReversedMinor, october.Figures.NetMinor, october.Figures.Receipts));
        Assert.Equal((10_00L, 52_51L, -10_00L, 42_51L, 52_51L), (october.Figures.Points.Opening, october.Figures.Points.Receipts, october.Figures.Points.Reversals, october.Figures.Points.Earned, october.Figures.Points.Closing));
        var back = Assert.Single(october.Figures.Entries, e => e.Kind == EntryKind.Reversal);
        Assert.Equal((_floor.Named("a"), At(9, 10), -1_000_00L, -10_00L), (back.Source!.Value.SenderId, back.ReceivedAt, back.AmountMinor, back.PointsHundredths));
        Assert.Equal((0, 52_51L), (november.Figures.Entries.Length, november.Figures.Points.Closing));

        // The board counts the reversal where its receipt is: nothing is left of September there.
        Assert.Equal((0L, 5_250_50L), (september.Figures.Place.AmountMinor, october.Figures.Place.AmountMinor));
        var ledger = (await _floor.Collector("li").ReadLedger(0, 100))!;
        Assert.Equal(ledger.Sum(e => e.PointsHundredths), new[] { september, october, november }.Sum(s => s.Figures.Entries.Sum(e => e.PointsHundredths)));
        Assert.Equal((await _floor.Collector("li").GetPoints())!.BalanceHundredths, november.Figures.Points.Closing);
        Assert.Equal([1, 1], new[] { september, october }.Select(s => s.Figures.Entries.Count(e => e.Id == EntryId.Recovery(_floor.Named("a")) || e.Id == EntryId.Reversal(_floor.Named("x")))));
    }

    // October's last receipt, a transfer of 31 October, clears on 1 November: provisional at the end of the month, for good.
    [Fact]
    public async Task What_could_not_be_spent_at_the_end_of_the_month_is_provisional_in_it()
    {
        await HireAsync("he");
        await PostAsync("he", ("a", 5_000_00, At(10, 5)), ("b", 300_00, At(10, 31)));

        var october = (await GetAsync("he", October)).Figures;
        var november = (await GetAsync("he", November)).Figures;

        Assert.Equal((53_00L, 50_00L, 3_00L), (october.Points.Closing, october.Points.Vested, october.Points.Provisional));
        Assert.Equal((53_00L, 53_00L, 0L), (november.Points.Closing, november.Points.Vested, november.Points.Provisional));
    }

    // 200.00 points; a mug for 20.00 that cost 12.50, handed over; 30.00 held for another; 88.00 won in money, with 5.00 points: the payroll's own figures.
    [Fact]
    public async Task What_points_were_spent_on_and_prizes_are_those_of_the_payroll()
    {
        await _floor.HireAsync("wu", 200_00);
        await _floor.Reward("mug").Put(new RewardTerms { Name = "Mug", PriceHundredths = 20_00, ValueMinor = 12_50, Kind = RewardKind.Goods }, "m");
        await _floor.Reward("pen").Put(new RewardTerms { Name = "Pen", PriceHundredths = 30_00, ValueMinor = 1_00, Kind = RewardKind.Goods }, "m");
        await _floor.AskAsync("mug", "wu", "mug");
        await _floor.Redemption("mug").Approve("m");
        Assert.Equal(RedemptionOutcome.Done, (await _floor.Redemption("mug").Fulfil("m")).Outcome);
        await _floor.AskAsync("pen", "wu", "pen");
        await AwardAsync("wu", "won", 5_00, 88_00, cluster.Time.Now());

        var figures = (await GetAsync("wu", November)).Figures;
        var payroll = await cluster.Grains.PayMonth(November).Get();

        Assert.Equal(payroll.Lines.Where(l => l.Collector.Value == _floor.Named("wu")), figures.Pay);
        Assert.Equal((12_50L, 88_00L, 0L), (figures.InKindMinor, figures.PaidMinor, figures.BenefitMinor));
        Assert.Equal((205_00L, -20_00L, 185_00L, 30_00L), (figures.Points.Prizes, figures.Points.Spent, figures.Points.Closing, figures.Points.Held));
        Assert.Equal((await _floor.Collector("wu").GetPoints())!.HeldHundredths, figures.Points.Held);
    }

    [Fact]
    public async Task A_hold_on_prizes_stands_in_its_months()
    {
        await HireAsync("he");
        var conduct = cluster.Grains.Conduct(new CollectorId(_floor.Named("he")));
        await conduct.Hold(new HoldOrder { Id = "h", Reason = HoldReason.Investigation, From = At(9, 20), To = At(10, 3), By = "c" });

        Assert.Equal([(HoldReason.Investigation, At(9, 20), (Moment?)null)], (await GetAsync("he", September)).Figures.Holds.Select(h => (h.Reason, h.From, h.To)));
        Assert.Equal([(HoldReason.Investigation, At(9, 20), (Moment?)At(10, 3))], (await GetAsync("he", October)).Figures.Holds.Select(h => (h.Reason, h.From, h.To)));
        Assert.Empty((await GetAsync("he", November)).Figures.Holds);
    }

    // 5,000.00 signed; then 100.00 of October comes late, and the 5,000.00 bounces on 10 November: October's copy stays 5,000.00 and 50.00, now it is 5,100.00 and 51.00; November has the reversal.
    [Fact]
    public async Task What_comes_after_the_signature_is_shown_beside_it_and_changes_nothing_of_it()
    {
        await HireAsync("li");
        await PostAsync("li", ("a", 5_000_00, At(10, 5)));
        var open = await GetAsync("li", October);
        Assert.Equal(StatementState.Open, open.State);
        var answer = await Statement("li", October).Sign(Li, open.Digest);
        Assert.Equal((StatementOutcome.Done, true, open.Digest), (answer.Outcome, answer.IsNew, answer.Digest));

        await PostAsync("li", ("late", 100_00, At(10, 7)));
        await ReverseAsync("li", "x", "a", At(11, 10));
        await _floor.Collector("li").Put(new CollectorChange { Name = "Li Xin" });
        var signed = await GetAsync("li", October);

        Assert.Equal((StatementState.Signed, "Li Wei", cluster.Time.Now()), (signed.State, signed.SignedBy, signed.SignedAt!.Value));
        Assert.Equal(("li", 5_000_00L, 50_00L, open.Digest), (signed.Figures.Name, signed.Figures.NetMinor, signed.Figures.Points.Closing, signed.Digest));
        Assert.Equal(
            [(StatementFigure.Net, 5_000_00L, 5_100_00L), (StatementFigure.Earned, 50_00, 51_00), (StatementFigure.Closing, 50_00, 51_00), (StatementFigure.OnBoard, 5_000_00, 100_00)],
            signed.Since.Where(d => d.Figure != StatementFigure.Rank).Select(d => (d.Figure, d.Then, d.Now)));
        Assert.Equal([EntryId.Recovery(_floor.Named("late"))], signed.Late.Select(e => e.Id));
        Assert.Equal((-5_000_00L, 1L), ((await GetAsync("li", November)).Figures.ReversedMinor, (await GetAsync("li", November)).Figures.Entries.LongLength));

        // Its heads are those of the journal as it was then: fewer entries than now, and part of the chain.
        Assert.Contains(signed.Heads, h => h.Seq > 0);
        Assert.True(signed.Heads.Sum(h => h.Seq) < (await GetAsync("li", November)).Heads.Sum(h => h.Seq));
        Assert.Empty((await cluster.Grains.JournalQuery().VerifyAnchors()).Faults);
    }

    [Fact]
    public async Task Twenty_who_sign_at_once_sign_once_and_it_is_read_again_from_what_is_stored()
    {
        await HireAsync("li");
        await PostAsync("li", ("a", 5_000_00, At(10, 5)));
        var digest = (await GetAsync("li", October)).Digest;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Statement("li", October).Sign(new Signatory { Id = "p-" + n, Name = "N" + n }, digest)));

        Assert.All(answers, a => Assert.Equal((StatementOutcome.Done, StatementState.Signed, digest), (a.Outcome, a.State, a.Digest!.Value)));
        Assert.Single(answers, a => a.IsNew);
        var before = await GetAsync("li", October);
        await cluster.Grains.Cluster().ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        var after = await GetAsync("li", October);
        Assert.Equal((before.SignedBy, before.SignedAt, before.Digest, 5_000_00L), (after.SignedBy, after.SignedAt, after.Digest, after.Figures.NetMinor));
        Assert.Equal(before.Heads, after.Heads);
        Assert.Equal(before.Figures.Entries, after.Figures.Entries);
    }

    [Fact]
    public async Task Nobody_signs_what_runs_or_figures_they_did_not_see()
    {
        await HireAsync("li");
        await PostAsync("li", ("a", 5_000_00, At(10, 5)));
        var seen = (await GetAsync("li", October)).Digest;
        await PostAsync("li", ("b", 1_00, At(10, 6)));

        Assert.Equal(StatementOutcome.NotOver, (await Statement("li", November).Sign(Li, null)).Outcome);
        Assert.Equal(StatementOutcome.NotOver, (await Statement("li", November).Appeal(Li, "No.")).Outcome);
        var changed = await Statement("li", October).Sign(Li, seen);
        Assert.Equal((StatementOutcome.FiguresChanged, StatementState.Open, false), (changed.Outcome, changed.State, changed.IsNew));
        Assert.Equal((await GetAsync("li", October)).Digest, changed.Digest);
        Assert.Equal(StatementOutcome.UnknownCollector, (await Statement("nobody", October).Sign(Li, null)).Outcome);
        Assert.Null(await Statement("nobody", October).Get());
    }

    [Fact]
    public async Task An_appeal_is_answered_before_it_is_signed_and_the_list_says_how_far_each_has_come()
    {
        foreach (var name in new[] { "li", "he", "wu" })
            await HireAsync(name);
        await PostAsync("li", ("a", 5_000_00, At(10, 5)));
        await _floor.Collector("wu").Put(new CollectorChange { Active = false });
        var statement = Statement("li", October);

        Assert.True((await statement.Appeal(Li, "Mine is missing.")).IsNew);
        Assert.Equal((StatementOutcome.Done, false), Told(await statement.Appeal(Li, "Mine is missing.")));
        Assert.Equal((StatementOutcome.IllegalMove, false), Told(await statement.Appeal(Li, "And more.")));
        Assert.Equal((StatementOutcome.IllegalMove, false), Told(await statement.Sign(Li, null)));
        Assert.Equal([("he", StatementState.Open), ("li", StatementState.Appealed)], await ListAsync());
        Assert.Contains(October, await cluster.Grains.Statements().Appealed());

        Assert.Equal((StatementOutcome.Done, true), Told(await statement.Answer(Qin, AppealVerdict.Rejected, "It is the bank's.")));
        Assert.Equal((StatementOutcome.IllegalMove, false), Told(await statement.Answer(Qin, AppealVerdict.Upheld, "It is yours.")));
        Assert.Empty(await cluster.Grains.Statements().Appealed());
        Assert.Equal([("he", StatementState.Open), ("li", StatementState.Answered)], await ListAsync());
        var appeal = Assert.Single((await GetAsync("li", October)).Appeals);
        Assert.Equal(("Mine is missing.", AppealVerdict.Rejected, "It is the bank's.", "Qin"), (appeal.Reason, appeal.Verdict!.Value, appeal.Answer, appeal.AnsweredBy));

        Assert.Equal((StatementOutcome.Done, true), Told(await statement.Sign(Li, null)));
        Assert.Equal((StatementOutcome.IllegalMove, false), Told(await statement.Appeal(Li, "Too late.")));
        Assert.Equal([("he", StatementState.Open), ("li", StatementState.Signed)], await ListAsync());

        static (StatementOutcome, bool) Told(StatementAnswer answer) => (answer.Outcome, answer.IsNew);
    }

    private static Moment At(int month, int day) => Moment.From(new DateTimeOffset(2026, month, day, 12, 0, 0, TimeSpan.FromHours(8)));

    private IStatementGrain Statement(string name, DateOnly month) => cluster.Grains.Statement(new CollectorId(_floor.Named(name)), month);

    private async Task<StatementView> GetAsync(string name, DateOnly month) => (await Statement(name, month).Get())!;

    private async Task<(string Name, StatementState State)[]> ListAsync() =>
        [.. (await cluster.Grains.Statements().List(October)).Where(s => s.Collector.Value.EndsWith(_floor.Named(""), StringComparison.Ordinal)).Select(s => (s.Name, s.State)).Order()];

    private Task HireAsync(string name) => _floor.HireAsync(name, 0);

    private async Task PostAsync(string name, params (string Id, long Minor, Moment At)[] receipts) => Assert.All(
        await _floor.Collector(name).PostRecoveries([.. receipts.Select(r => Receipts.Cash(_floor.Named(r.Id), r.Minor, r.At))]), o => Assert.Equal(PostingStatus.Accepted, o.Status));

    private async Task ReverseAsync(string name, string id, string recovery, Moment at) =>
        Assert.Equal(PostingStatus.Accepted, (await _floor.Collector(name).PostReversals([Receipts.Reversal(_floor.Named(id), _floor.Named(recovery), at)]))[0].Status);

    private Task AwardAsync(string name, string id, long points, long money, Moment at) => _floor.Collector(name).Award(
        [new PostAward { Id = EntryId.Payout(_floor.Named(id)), Team = TeamId.None, Contest = "sprint", Rank = 1, PointsHundredths = points, MoneyMinor = money, At = at }]);
}

public sealed class SqliteStatementTests(SqliteCluster cluster) : StatementTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlStatementTests(PostgreSqlCluster cluster) : StatementTests(cluster), IClassFixture<PostgreSqlCluster>;
