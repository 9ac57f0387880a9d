using Leaderboard.Boards;
using Leaderboard.Claims;
using Leaderboard.Domain.Claims;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Storage;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Claims;

public abstract class ClaimTests(LeaderboardCluster cluster)
{
    private readonly string _tag = Guid.NewGuid().ToString("N");

    private Moment Now => cluster.Time.Now();

    private TeamId Team => new("t-" + _tag);

    private string Receipt => "r-" + _tag;

    private IClaimGrain Claim => cluster.Grains.Claim(Receipt);

    [Fact]
    public async Task An_assignment_moves_the_receipt_and_doubles_nothing()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await ReceiveAsync(100_000);
        var before = await SumAsync();
        await Claim.Claim(By(a) with { Note = "paid after my call" });
        await Claim.Claim(By(b));

        Assert.Equal(ClaimOutcome.Done, await Claim.Assign(a, "lead"));

        Assert.Equal((before, 100_000, 0), (await SumAsync(), await OfAsync(a), await OfAsync(b)));
        var view = await Claim.Get();
        Assert.Equal(a, view!.AssignedTo);
        Assert.Equal([(a, ClaimState.Accepted, "paid after my call"), (b, ClaimState.Refused, null)], view.Claims.Select(c => (c.Collector, c.State, c.Note)));
        Assert.DoesNotContain(await QueueAsync(), r => r.RecoveryId == Receipt);
        var entries = await cluster.Grains.JournalQuery().Find([EntryId.Recovery(view.EntryId ?? ""), EntryId.Reversal(view.EntryId ?? "")]);
        Assert.Equal([a, CollectorId.Unassigned], entries.OrderBy(e => e.Id.Value, StringComparer.Ordinal).Select(e => e.Collector));
    }

    [Fact]
    public async Task A_decision_is_taken_once_however_many_take_it_at_once()
    {
        var (a, b) = (await HireAsync("a"), await HireAsync("b"));
        await ReceiveAsync(5_000);
        var before = await SumAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Claim.Assign(i % 2 == 0 ? a : b, "lead")));

        Assert.Equal(10, outcomes.Count(o => o == ClaimOutcome.Done));
        Assert.Equal(10, outcomes.Count(o => o == ClaimOutcome.AlreadyAssigned));
        Assert.Equal(before, await SumAsync());
        Assert.Equal(5_000, await OfAsync(a) + await OfAsync(b));
    }

    [Fact]
    public async Task What_broke_off_is_finished_by_the_clock_though_nobody_looks()
    {
        var a = await HireAsync("a");
        await ReceiveAsync(70_000);
        await using (var documents = new DocumentStore(cluster.Database))
            await documents.SaveAsync("claim", Receipt, 0, new ClaimRecord { RecoveryId = Receipt }.Assigned(a, 70_000, "lead", Now));

        await Eventually.TrueAsync(
            "the receipt is credited",
            TimeSpan.FromSeconds(30),
            async () =>
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(30));
                return await OfAsync(a) == 70_000;
            },
            TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_broke_off_is_finished_by_whoever_looks_next_and_totals_never_double(bool wasReversed)
    {
        var a = await HireAsync("a");
        await ReceiveAsync(70_000);
        var before = await SumAsync();

        // As a crash leaves it: the decision is stored, and perhaps its first entry.
        var begun = new ClaimRecord { RecoveryId = Receipt }.Claimed(By(a), Now).Assigned(a, 70_000, "lead", Now);
        await using (var documents = new DocumentStore(cluster.Database))
            await documents.SaveAsync("claim", Receipt, 0, begun);
        if (wasReversed)
            Assert.Equal(PostingStatus.Accepted, (await cluster.Grains.Collector(CollectorId.Unassigned).PostReversals([Assigning.Reversal(begun, begun.Assignment!)]))[0].Status);
        Assert.Equal(0, await OfAsync(a));

        await cluster.Grains.Unassigned().Read(0, 1);

        Assert.Equal((before, 70_000), (await SumAsync(), await OfAsync(a)));
        Assert.Equal(a, (await Claim.Get())!.AssignedTo);
        Assert.Equal(ClaimOutcome.Done, await Claim.Assign(a, "lead"));
        Assert.Equal((before, 70_000), (await SumAsync(), await OfAsync(a)));
    }

    [Fact]
    public async Task What_its_sender_reversed_in_the_middle_of_a_decision_is_not_credited()
    {
        var a = await HireAsync("a");
        await ReceiveAsync(70_000);
        var begun = new ClaimRecord { RecoveryId = Receipt }.Assigned(a, 70_000, "lead", Now);
        await using (var documents = new DocumentStore(cluster.Database))
            await documents.SaveAsync("claim", Receipt, 0, begun);
        await cluster.Grains.Collector(CollectorId.Unassigned).PostReversals([Receipts.Reversal("v-" + _tag, Receipt, Now, 30_000)]);

        await Claim.Get();

        Assert.Equal(40_000, await OfAsync(a));
        Assert.DoesNotContain(await QueueAsync(), r => r.RecoveryId == Receipt);
    }

    [Fact]
    public async Task A_part_that_was_reversed_does_not_wait_and_a_refused_claim_leaves_the_rest_waiting()
    {
        var a = await HireAsync("a");
        await ReceiveAsync(100_000);
        await cluster.Grains.Collector(CollectorId.Unassigned).PostReversals([Receipts.Reversal("v-" + _tag, Receipt, Now, 30_000)]);
        await Claim.Claim(By(a));

        Assert.Equal(ClaimOutcome.Done, await Claim.Refuse(a, ClaimRefusal.NoProof, "lead"));
        Assert.Equal(ClaimOutcome.NoSuchClaim, await Claim.Refuse(new CollectorId("c-nobody"), ClaimRefusal.NoProof, "lead"));

        var waiting = Assert.Single(await QueueAsync(), r => r.RecoveryId == Receipt);
        Assert.Equal((100_000, 70_000), (waiting.AmountMinor, waiting.LeftMinor));
        var claims = await cluster.Grains.Unassigned().Claims();
        Assert.Equal(ClaimRefusal.NoProof, Assert.Single(Assert.Single(claims, c => c.RecoveryId == Receipt).Claims).Refusal);
    }

    [Fact]
    public async Task What_is_somebodys_or_nobodys_at_all_cannot_be_claimed()
    {
        var a = await HireAsync("a");
        await cluster.Grains.Collector(a).PostRecoveries([Receipts.Cash("own-" + _tag, 100, Now)]);
        await ReceiveAsync(1_000);

        Assert.Equal(ClaimOutcome.UnknownReceipt, await cluster.Grains.Claim("own-" + _tag).Claim(By(a)));
        Assert.Equal(ClaimOutcome.UnknownReceipt, await cluster.Grains.Claim("no-" + _tag).Assign(a, "lead"));
        Assert.Equal(ClaimOutcome.UnknownCollector, await Claim.Assign(new CollectorId("c-nobody"), "lead"));
        await cluster.Grains.Collector(CollectorId.Unassigned).PostReversals([Receipts.Reversal("v-" + _tag, Receipt, Now)]);
        Assert.Equal(ClaimOutcome.NothingLeft, await Claim.Claim(By(a)));
    }

    private static ClaimRequest By(CollectorId collector) => new() { Collector = collector, Reason = ClaimReason.OwnAccount, By = "p" };

    private async Task ReceiveAsync(long amount) => Assert.Equal(
        PostingStatus.Accepted,
        (await cluster.Grains.Collector(CollectorId.Unassigned).PostRecoveries([Receipts.Cash(Receipt, amount, Now, new AccountId("a-" + _tag))]))[0].Status);

    private async Task<long> SumAsync() => (await cluster.Grains.Board("all").Read(Amounts, 0, 1)).Sum;

    private async Task<long> OfAsync(CollectorId collector) => (await cluster.Grains.Board("all").Find(Amounts with { Team = Team }, collector.Value))?.Value ?? 0;

    private async Task<UnassignedReceipt[]> QueueAsync() => (await cluster.Grains.Unassigned().Read(0, 200)).Receipts;

    private static BoardSelection Amounts => new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    private async Task<CollectorId> HireAsync(string name)
    {
        var id = new CollectorId($"c-{name}-{_tag}");
        await cluster.Grains.Collector(id).Put(new CollectorChange { Name = name, Team = Team });
        return id;
    }
}

public sealed class SqliteClaimTests(SqliteCluster cluster) : ClaimTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlClaimTests(PostgreSqlCluster cluster) : ClaimTests(cluster), IClassFixture<PostgreSqlCluster>;
