using System.Reflection;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Leaderboard.Web.Rewards;

/// <summary>What is written down where putting codes in breaks off.</summary>
public sealed class CodeDeskTests(SharedServer shared) : ApiTests(shared)
{
    [Theory]
    [InlineData(1, 0, 250)]
    [InlineData(2, 100, 150)]
    [InlineData(3, 200, 50)]
    public async Task The_audit_says_how_many_are_in_and_of_how_many_nobody_knows(int failing, int added, int unknown)
    {
        await SendAsync(HttpMethod.Put, "rewards/" + Id("card"), """{"name":"Card","price":20}""");
        var (real, audit) = (Server.Services.GetRequiredService<IGrainFactory>(), Server.Services.GetRequiredService<AuditLog>());
        var grains = DispatchProxy.Create<IGrainFactory, RewardsThatBreakOff>();
        var reward = DispatchProxy.Create<IRewardGrain, RewardThatBreaksOff>();
        (((RewardThatBreaksOff)reward).Real, ((RewardThatBreaksOff)reward).Left) = (real.Reward(Id("card")), failing);
        ((RewardsThatBreakOff)grains).Reward = reward;
        var guard = Server.Services.GetRequiredService<AccessGuard>();
        var desk = new CodeDesk(grains, Server.Services.GetRequiredService<CodeSeals>(), new RedemptionDesk(real, guard, audit), audit, NullLogger<CodeDesk>.Instance);

        await Assert.ThrowsAsync<TimeoutException>(() => desk.AddAsync(new DefaultHttpContext(), Id("card"), [.. Enumerable.Range(0, 250).Select(i => $"SECRET-{i}")]));

        var written = Assert.Single(await audit.FindAsync(new AuditQuery(Id("card"), AuditActions.PutCodes), 10, Cancel));
        Assert.Equal($$"""{"added":{{added}},"unknown":{{unknown}}}""", written.After);
    }

    /// <summary>Public for the proxy's sake.</summary>
    public class RewardsThatBreakOff : DispatchProxy
    {
        public IRewardGrain? Reward { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Reward;
    }

    /// <summary>Does what the real one does, but for one call.</summary>
    public class RewardThatBreaksOff : DispatchProxy
    {
        public IRewardGrain? Real { get; set; }

        /// <summary>Calls that put codes in, up to the one that breaks off.</summary>
        public int Left { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IRewardGrain.AddCodes) && --Left == 0 ? throw new TimeoutException("No answer.") : targetMethod?.Invoke(Real, args);
    }
}
