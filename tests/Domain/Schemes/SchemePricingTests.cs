using Leaderboard.Domain.Points;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

public sealed class SchemePricingTests
{
    private static readonly PublishedScheme Autumn = new()
    {
        Id = "autumn",
        Version = 3,
        Rules = PointsPlan.Default.Rules with { PointsPer100 = 150, Kinds = PointsPlan.Default.Rules.Kinds with { Cash = 120 } },
    };

    // 1,000.00 in cash on M2: 1,000 × 1.2 × 1.0 = 1,200 effective; ÷ 100 × 1.50 = 18.00 points.
    // 333.33 of it back: 333.33 × 1.2 ÷ 100 × 1.5 = 5.99994, so 6.00; the rest takes 12.00, and nothing is left.
    [Fact]
    public void A_reversal_takes_back_at_the_rate_of_the_scheme_that_gave()
    {
        var recovery = Price(Autumn);
        var state = new RecoveryState(recovery, 0);
        var part = Pricing.Reversal(Back(333_33), state, 100)!;
        var rest = Pricing.Reversal(Back(null), state with { ReversedMinor = 333_33 }, 100)!;

        Assert.Equal((1_200_00, 18_00, "autumn/3"), (recovery.EffectiveMinor, recovery.PointsHundredths, recovery.Scheme));
        Assert.Equal((-6_00, -12_00, 0), (part.PointsHundredths, rest.PointsHundredths, recovery.EffectiveMinor + part.EffectiveMinor + rest.EffectiveMinor));
        Assert.Equal("autumn/3", rest.Scheme);
    }

    [Fact]
    public void An_entry_keeps_what_its_points_follow_from()
    {
        Assert.Equal("""{"kind":1,"channel":2,"bucket":2,"kindFactor":120,"bucketFactor":100,"per100":150,"from":"core"}""", Price(Autumn).Details);
        Assert.Equal("""{"kind":1,"channel":2,"bucket":2,"kindFactor":100,"bucketFactor":100,"from":"core"}""", Price(PointsPlan.Default).Details);
        Assert.Equal((150, 100), (RecoveryDetails.Parse(Price(Autumn).Details).PointsPer100, RecoveryDetails.Parse(Price(PointsPlan.Default).Details).PointsPer100));
    }

    private static EntryDraft Price(PublishedScheme scheme) => Pricing.Recovery(
        new PostRecovery { Id = "r", AmountMinor = 1_000_00, Kind = RecoveryKind.Cash, Channel = PaymentChannel.Cash, ReceivedAt = default, RequestHash = default, Sender = "core" },
        new CollectorId("c"), TeamId.None, 45, default, scheme, 100);

    private static PostReversal Back(long? amountMinor) =>
        new() { Id = "v", RecoveryId = "r", AmountMinor = amountMinor, Reason = ReversalReason.Bounced, ReversedAt = default, RequestHash = default };
}
