using System.Reflection;
using System.Security.Claims;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Leaderboard.Web.Rewards;

/// <summary>The audit names who decided, once, whoever else decides in the same moment and whatever answer is lost.</summary>
public sealed class RedemptionDeskTests(SharedServer shared) : ApiTests(shared)
{
    // B has read the request, A rejects it, and B's approval is refused.
    [Fact]
    public async Task What_somebody_else_rejected_in_the_same_moment_is_not_the_audits_for_who_was_refused()
    {
        await AskAsync();
        var desk = Desk(async (grain, approve) =>
        {
            await grain.End(RedemptionState.Rejected, "No more of them.", Id("a"));
            return await approve();
        });

        Assert.Equal(RedemptionOutcome.IllegalMove, (await desk.ApproveAsync(As("b"), Id("r"))).Outcome);

        Assert.Empty(await WrittenAsync());
    }

    [Fact]
    public async Task What_two_approve_in_the_same_moment_is_the_firsts()
    {
        await AskAsync();
        var desk = Desk(async (grain, approve) =>
        {
            await grain.Approve(Id("a"));
            return await approve();
        });

        Assert.Equal((RedemptionOutcome.Done, false), (await desk.ApproveAsync(As("b"), Id("r"))) is var answer ? (answer.Outcome, answer.IsNew) : default);

        Assert.Empty(await WrittenAsync());
    }

    // Approved, and neither the answer nor the look after it arrives; whoever comes again is told, and written down once.
    [Fact]
    public async Task Whose_answer_was_lost_is_written_down_once_when_they_come_again()
    {
        await AskAsync();
        var desk = Desk(async (_, approve) => await approve() is null ? null! : throw new TimeoutException("No answer."), readsLeft: 1);
        await Assert.ThrowsAsync<TimeoutException>(() => desk.ApproveAsync(As("b"), Id("r")));
        Assert.Empty(await WrittenAsync());

        var again = Service<RedemptionDesk>();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => again.ApproveAsync(As("b"), Id("r"))));
        await again.ApproveAsync(As("b"), Id("r"));
        await again.ApproveAsync(As("c"), Id("r"));

        var written = Assert.Single(await WrittenAsync());
        Assert.Equal((Id("b"), (await Grains.Redemption(Id("r")).Get())!.Decisions[^1].At.UnixMicroseconds), (written.ActorId, written.AtMicros));
        Assert.Contains("\"state\":\"approved\"", written.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_answer_was_lost_is_written_down_at_once_where_it_can_be_looked_up()
    {
        await AskAsync();
        var desk = Desk(async (_, approve) => await approve() is null ? null! : throw new TimeoutException("No answer."));

        await Assert.ThrowsAsync<TimeoutException>(() => desk.ApproveAsync(As("b"), Id("r")));

        Assert.Equal(Id("b"), Assert.Single(await WrittenAsync()).ActorId);
        await Service<RedemptionDesk>().ApproveAsync(As("b"), Id("r"));
        Assert.Single(await WrittenAsync());
    }

    [Fact]
    public async Task What_somebody_else_did_is_not_theirs_whose_call_broke_off()
    {
        await AskAsync();
        var desk = Desk(async (grain, _) => await grain.Approve(Id("a")) is null ? null! : throw new TimeoutException("No answer."));

        await Assert.ThrowsAsync<TimeoutException>(() => desk.ApproveAsync(As("b"), Id("r")));

        Assert.Empty(await WrittenAsync());
    }

    // To and fro: each of the four is an act of its own.
    [Fact]
    public async Task The_same_again_later_is_another_act()
    {
        await AskAsync();
        var desk = Service<RedemptionDesk>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await desk.ApproveAsync(As("b"), Id("r"));
            await desk.ReopenAsync(As("b"), Id("r"));
        }

        Assert.Equal(2, (await WrittenAsync()).Count);
        Assert.Equal(2, (await WrittenAsync(AuditActions.ReopenRedemption)).Count);
    }

    private IGrainFactory Grains => Service<IGrainFactory>();

    private T Service<T>()
        where T : notnull => Server.Services.GetRequiredService<T>();

    /// <summary>A desk whose call to approve goes as it is told.</summary>
    /// <param name="approve">Is handed the redemption, and the approval as it is meant.</param>
    /// <param name="readsLeft">How often the redemption can be looked at.</param>
    private RedemptionDesk Desk(Func<IRedemptionGrain, Func<Task<RedemptionAnswer>>, Task<RedemptionAnswer>> approve, int readsLeft = int.MaxValue)
    {
        var redemption = DispatchProxy.Create<IRedemptionGrain, RedemptionInBetween>();
        var proxy = (RedemptionInBetween)redemption;
        (proxy.Real, proxy.Approve, proxy.Left) = (Grains.Redemption(Id("r")), approve, readsLeft);
        var grains = DispatchProxy.Create<IGrainFactory, RedemptionsInBetween>();
        ((RedemptionsInBetween)grains).Redemption = redemption;
        return new RedemptionDesk(grains, Service<AccessGuard>(), Service<AuditLog>());
    }

    private DefaultHttpContext As(string person) =>
        new() { User = new ClaimsPrincipal(new Caller { SessionId = "s", PersonId = Id(person), Name = person, Role = Role.Manager }.ToIdentity("test")) };

    private Task<List<AuditRecord>> WrittenAsync(string action = AuditActions.ApproveRedemption) => Service<AuditLog>().FindAsync(new AuditQuery(Id("r"), action), 10, Cancel);

    private async Task AskAsync()
    {
        await PutFloorAsync(("own", ["self"]));
        await AcceptAsync("recoveries", Receipt("earned", "self", "5000", Noon, ",\"channel\":\"cash\""));
        await SendAsync(HttpMethod.Put, "rewards/" + Id("mug"), """{"name":"Mug","price":20}""");
        var asked = await SendAsync(HttpMethod.Post, "redemptions", $$"""{"id":"{{Id("r")}}","collectorId":"{{Id("self")}}","rewardId":"{{Id("mug")}}"}""");
        Assert.Equal("requested", Text(asked.Body, "state"));
    }

    /// <summary>Public for the proxy's sake.</summary>
    public class RedemptionsInBetween : DispatchProxy
    {
        public IRedemptionGrain? Redemption { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Redemption;
    }

    /// <summary>Does what the real one does, but for looks that fail and for what comes between when it is approved.</summary>
    public class RedemptionInBetween : DispatchProxy
    {
        public IRedemptionGrain? Real { get; set; }

        public Func<IRedemptionGrain, Func<Task<RedemptionAnswer>>, Task<RedemptionAnswer>>? Approve { get; set; }

        public int Left { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
        {
            nameof(IRedemptionGrain.Get) when Left-- <= 0 => throw new TimeoutException("No answer."),
            nameof(IRedemptionGrain.Approve) => Approve!(Real!, () => Real!.Approve((string)args![0]!)),
            _ => targetMethod?.Invoke(Real, args),
        };
    }
}
