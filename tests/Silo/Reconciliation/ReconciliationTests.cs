using Leaderboard.Claims;
using Leaderboard.Journal;
using Leaderboard.Reconciliation;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Reconciliation;

/// <summary>Each test has a day of its own, so that its sources are the day's.</summary>
public abstract class ReconciliationTests(LeaderboardCluster cluster)
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private readonly string _tag = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Three_receipts_agree_with_the_bank_and_another_source_waits()
    {
        var day = new DateOnly(2026, 1, 5);
        await SendAsync("core", day, ("r1", 100_00), ("r2", 250_00), ("r3", 900_00));
        await SendAsync("branch", day, ("r4", 80_00));
        Assert.Equal(ControlOutcome.Done, await Of(day).PutControl("core", Says(3, 1_250_00)));

        var view = await Of(day).Get();

        Assert.Equal(["branch 1/8000 Waiting", "core 3/125000 Agrees"], view.Lines.Select(Summary));
        Assert.Equal((Agreement.Waiting, true), (view.State, view.IsOver));
        Assert.Empty((await Of(day.AddDays(1)).Get()).Lines);
    }

    [Fact]
    public async Task What_the_banks_file_lacks_and_what_it_has_otherwise_is_named_and_a_late_row_makes_it_agree()
    {
        var day = new DateOnly(2026, 1, 7);
        var collector = await SendAsync("core", day, ("r1", 100_00), ("r2", 250_00), ("r3", 900_00));
        await UseAsync(day, "core", tellsReversals: false, Row("r1", 100_00), Row("r2", 260_00), Row("r5", 70_00));

        var line = Assert.Single((await Of(day).Get()).Lines);
        var page = await Of(day).Differences("core", 0, 10);

        Assert.Equal((Agreement.Differs, 3, 820_00), (line.State, line.Differences, line.ApartMinor));
        Assert.Equal(3, page.Total);
        Assert.Equal(
            [(Id("r2"), 250_00L, 260_00L, collector), (Id("r3"), 900_00L, null, collector), (Id("r5"), null, 70_00L, (CollectorId?)null)],
            page.Rows.Select(r => (r.Id, r.OursMinor, r.BankMinor, r.Collector)));
        Assert.Equal([Id("r3")], (await Of(day).Differences("core", 1, 1)).Rows.Select(r => r.Id));
        Assert.Equal((0, 3), ((await Of(day).Differences("core", 9, 1)).Rows.Length, (await Of(day).Differences("core", 9, 1)).Total));

        // The bank mends its file, but for the row that we lack; then that comes, and nobody uploads again.
        await UseAsync(day, "core", tellsReversals: false, Row("r1", 100_00), Row("r2", 250_00), Row("r3", 900_00), Row("r5", 70_00));
        Assert.Equal([Id("r5")], (await Of(day).Differences("core", 0, 10)).Rows.Select(r => r.Id));
        await SendAsync("core", day, ("r5", 70_00));
        Assert.Equal(Agreement.Agrees, (await Of(day).Get()).State);
    }

    [Fact]
    public async Task A_row_that_came_on_another_day_or_from_another_source_is_found_there()
    {
        var day = new DateOnly(2026, 1, 9);
        var collector = await SendAsync("core", day, ("r1", 100_00));
        await SendAsync("core", day.AddDays(1), ("r2", 50_00));
        await SendAsync("branch", day, ("r3", 30_00));
        await UseAsync(day, "core", tellsReversals: true, Row("r1", 100_00), Row("r2", 50_00), Row("r3", 30_00));

        var rows = (await Of(day).Differences("core", 0, 10)).Rows;

        Assert.Equal(
            [(Id("r2"), Noon(day.AddDays(1)), "core", collector), (Id("r3"), Noon(day), "branch", collector)],
            rows.Select(r => (r.Id, r.At!.Value, r.Source!, r.Collector!.Value)));
        Assert.All(rows, r => Assert.Null(r.OursMinor));
    }

    [Fact]
    public async Task A_bounced_receipt_counts_on_its_day_and_its_reversal_on_the_day_it_bounced()
    {
        var day = new DateOnly(2026, 1, 12);
        var collector = await SendAsync("core", day, ("r1", 100_00));
        await cluster.Grains.Collector(collector).PostReversals([Receipts.Reversal(Id("v1"), Id("r1"), Noon(day.AddDays(1)), 40_00) with { Sender = "core" }]);
        await UseAsync(day.AddDays(1), "core", tellsReversals: true, Row("v1", 40_00, EntryKind.Reversal));

        Assert.Equal(["core 1/10000 Waiting"], (await Of(day).Get()).Lines.Select(Summary));
        var next = Assert.Single((await Of(day.AddDays(1)).Get()).Lines);
        Assert.Equal((Tally.None, T(1, 40_00), Agreement.Agrees), (next.Recoveries, next.Reversals, next.State));
        Assert.Equal([(EntryKind.Reversal, Id("v1"), 40_00)], (await Of(day.AddDays(1)).Rows("core", 0, 10)).Rows.Select(r => (r.Kind, r.Id, r.OursMinor!.Value)));
    }

    [Fact]
    public async Task A_claim_that_is_decided_changes_neither_side()
    {
        var day = new DateOnly(2026, 1, 14);
        var unassigned = cluster.Grains.Collector(CollectorId.Unassigned);
        await unassigned.PostRecoveries([Receipts.Cash(Id("r1"), 100_00, Noon(day)) with { Sender = "core" }]);
        await unassigned.PostReversals([Receipts.Reversal(Id("v1"), Id("r1"), Noon(day), 30_00) with { Sender = "core" }]);
        await Of(day).PutControl("core", Says(1, 100_00) with { Reversals = T(1, 30_00) });
        var before = await Of(day).Get();

        Assert.Equal(ClaimOutcome.Done, await cluster.Grains.Claim(Id("r1")).Assign(await HireAsync(), "lead"));

        var after = await Of(day).Get();
        Assert.Equal(before.Lines, after.Lines);
        Assert.Equal(Agreement.Agrees, after.State);
        Assert.Empty((await Of(Calendar.DayOf(cluster.Time.Now())).Get()).Lines);
    }

    [Fact]
    public async Task An_import_that_is_taken_back_reduces_ours_on_the_day_of_its_receipts()
    {
        var day = new DateOnly(2026, 1, 16);
        var collector = await SendAsync("file", day, ("r1", 100_00), ("r2", 5_00));
        await cluster.Grains.Collector(collector).PostReversals([Receipts.Reversal(Id("tb1"), Id("r1"), cluster.Time.Now()) with { Correction = Correction.TakenBack }]);

        Assert.Equal(["file 1/500 Waiting"], (await Of(day).Get()).Lines.Select(Summary));
        Assert.Empty((await Of(Calendar.DayOf(cluster.Time.Now())).Get()).Lines);
    }

    [Fact]
    public async Task A_day_begins_at_the_institutions_midnight()
    {
        var day = new DateOnly(2026, 1, 19);
        var collector = await HireAsync();
        var midnight = Calendar.StartOfDay(day.AddDays(1));
        await cluster.Grains.Collector(collector).PostRecoveries(
        [
            Receipts.Cash(Id("last"), 1_00, midnight.Plus(TimeSpan.FromMicroseconds(-1))) with { Sender = "core" },
            Receipts.Cash(Id("first"), 2_00, midnight) with { Sender = "core" },
        ]);

        Assert.Equal(["core 1/100 Waiting"], (await Of(day).Get()).Lines.Select(Summary));
        Assert.Equal(["core 1/200 Waiting"], (await Of(day.AddDays(1)).Get()).Lines.Select(Summary));
    }

    [Fact]
    public async Task Entries_from_before_senders_were_noted_stand_apart()
    {
        var day = new DateOnly(2026, 1, 21);
        await SendAsync(null, day, ("r1", 100_00));
        Assert.Equal(["unknown 1/10000 Waiting"], (await Of(day).Get()).Lines.Select(Summary));
    }

    [Fact]
    public async Task A_close_stands_for_ever_and_what_comes_after_stands_beside_it()
    {
        var day = new DateOnly(2026, 2, 2);
        await SendAsync("core", day, ("r1", 100_00));
        await SendAsync("page", day, ("r2", 7_00));
        await Of(day).PutControl("core", Says(1, 100_00));

        Assert.Equal((CloseOutcome.ReasonMissing, "page"), await CloseAsync(day));
        Assert.Equal((CloseOutcome.Done, null), await CloseAsync(day, ("page", "By hand")));
        var first = (await Of(day).Get()).Close!;
        await SendAsync("core", day, ("r3", 20_00));
        Assert.Equal((CloseOutcome.Done, null), await CloseAsync(day, ("page", "Another reason")));
        Assert.Equal(ControlOutcome.Closed, await Of(day).PutControl("core", Says(2, 120_00)));

        var view = await Of(day).Get();
        Assert.Equal((first.Digest, first.Text), (view.Close!.Digest, view.Close.Text));
        Assert.Equal(["core 1/10000 Agrees", "page 1/700 Waiting"], view.Lines.Select(Summary));
        Assert.Equal([(T(1, 20_00), null), (Tally.None, "By hand")], view.Lines.Select(l => (l.LateRecoveries!, l.Reason)));
        Assert.Contains("source core agrees\n  recoveries 1 100.00 bank 1 100.00\n", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_close_names_the_close_before_it_and_the_ends_of_the_journal()
    {
        var (day, next) = (new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 4));
        await CloseAsync(day);
        var heads = (await cluster.Grains.JournalQuery().Verify()).Heads;
        await CloseAsync(next);

        var (one, two) = ((await Of(day).Get()).Close!, (await Of(next).Get()).Close!);

        Assert.Equal((day, one.Digest), (two.PreviousDay!.Value, two.PreviousDigest!.Value));
        Assert.Equal(heads, two.Heads);
        Assert.Empty((await cluster.Grains.JournalQuery().VerifyAnchors()).Faults);
    }

    [Fact]
    public async Task A_day_that_goes_on_is_not_closed_and_one_to_come_has_no_figures()
    {
        var today = Calendar.DayOf(cluster.Time.Now());
        Assert.Equal((CloseOutcome.NotOver, null), await CloseAsync(today));
        Assert.Equal(ControlOutcome.NotBegun, await Of(today.AddDays(1)).PutControl("core", Says(0, 0)));
        Assert.False((await Of(today).Get()).IsOver);
    }

    [Fact]
    public async Task Figures_replace_rows_and_rows_that_nobody_uses_are_forgotten()
    {
        var day = new DateOnly(2026, 1, 23);
        await SendAsync("core", day, ("r1", 100_00));
        await UseAsync(day, "core", tellsReversals: false, Row("r1", 99_00));
        await Of(day).PutControl("core", Says(1, 100_00));

        Assert.Equal(Agreement.Agrees, (await Of(day).Get()).State);
        Assert.Equal(0, (await Of(day).Differences("core", 0, 10)).Total);
        Assert.DoesNotContain(await cluster.Database.QueryAsync("every-bank-row", null, r => r.GetString(2), TestContext.Current.CancellationToken), id => id == Id("r1"));
    }

    private static string Summary(SourceLine line) => FormattableString.Invariant($"{line.Source} {line.Recoveries.Count}/{line.Recoveries.SumMinor} {line.State}");

    private static Tally T(long count, long sumMinor) => new() { Count = count, SumMinor = sumMinor };

    private static BankControl Says(long count, long sumMinor) => new() { Recoveries = T(count, sumMinor), By = "bank" };

    private static Moment Noon(DateOnly day) => Calendar.StartOfDay(day).Plus(TimeSpan.FromHours(12));

    private IReconciliationGrain Of(DateOnly day) => cluster.Grains.Reconciliation(day);

    private string Id(string name) => $"{name}-{_tag}";

    private BankRow Row(string id, long amountMinor, EntryKind kind = EntryKind.Recovery) => new() { Id = Id(id), AmountMinor = amountMinor, Kind = kind };

    private async Task UseAsync(DateOnly day, string source, bool tellsReversals, params BankRow[] rows)
    {
        var upload = Guid.NewGuid().ToString("N");
        await Of(day).AddRows(upload, rows);
        Assert.Equal(ControlOutcome.Done, await Of(day).UseRows(source, new RowsControl { UploadId = upload, TellsReversals = tellsReversals, By = "bank" }));
    }

    private async Task<(CloseOutcome, string?)> CloseAsync(DateOnly day, params (string Source, string Text)[] reasons)
    {
        var answer = await Of(day).Close(new CloseOrder { ById = "p-1", ByName = "秦主任", Reasons = Array.ConvertAll(reasons, r => new CloseReason { Source = r.Source, Text = r.Text }) });
        return (answer.Outcome, answer.Source);
    }

    private async Task<CollectorId> SendAsync(string? sender, DateOnly day, params (string Id, long AmountMinor)[] receipts)
    {
        var collector = await HireAsync();
        var outcomes = await cluster.Grains.Collector(collector).PostRecoveries(Array.ConvertAll(receipts, r => Receipts.Cash(Id(r.Id), r.AmountMinor, Noon(day)) with { Sender = sender }));
        Assert.All(outcomes, o => Assert.Equal(PostingStatus.Accepted, o.Status));
        return collector;
    }

    private async Task<CollectorId> HireAsync()
    {
        var id = new CollectorId(Id("c"));
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = "Li", Team = new TeamId("t-a") });
        return id;
    }
}

public sealed class SqliteReconciliationTests(SqliteCluster cluster) : ReconciliationTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlReconciliationTests(PostgreSqlCluster cluster) : ReconciliationTests(cluster), IClassFixture<PostgreSqlCluster>;
