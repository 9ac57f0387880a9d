using Leaderboard.Domain.Points;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Recoveries;

public sealed class RecoveryDetailsTests
{
    private const string Old = """{"kind":1,"channel":4,"bucket":3,"kindFactor":100,"bucketFactor":110}""";

    [Fact]
    public void Details_from_before_senders_were_kept_are_read_and_written_as_they_were()
    {
        var details = RecoveryDetails.Parse(Old);
        Assert.Equal((null, null, Old), (details.Sender, details.Replaces, details.ToText()));
    }

    [Fact]
    public void Sender_and_replaced_recovery_stand_at_the_end()
    {
        var text = (RecoveryDetails.Parse(Old) with { Sender = "core", Replaces = "r-1" }).ToText();
        Assert.Equal(Old[..^1] + ",\"from\":\"core\",\"replaces\":\"r-1\"}", text);
        Assert.Equal(("core", "r-1"), (RecoveryDetails.Parse(text).Sender, RecoveryDetails.Parse(text).Replaces));
    }

    [Theory]
    [InlineData(null, Correction.None, """{"reason":"bounced"}""")]
    [InlineData("core", Correction.None, """{"reason":"bounced","from":"core"}""")]
    [InlineData(null, Correction.TakenBack, """{"reason":"bounced","correction":"takenBack"}""")]
    [InlineData(null, Correction.Replaced, """{"reason":"bounced","correction":"replaced"}""")]
    public void A_reversal_tells_who_sent_it_or_that_it_is_our_own(string? sender, Correction correction, string details)
    {
        var recovery = new PostRecovery { Id = "r", AmountMinor = 100, Kind = RecoveryKind.Cash, Channel = PaymentChannel.Cash, ReceivedAt = default, RequestHash = default };
        var state = new RecoveryState(Pricing.Recovery(recovery, new CollectorId("c"), TeamId.None, null, default, PointsPlan.Default, 100), 0);
        var reversal = new PostReversal { Id = "v", RecoveryId = "r", Reason = ReversalReason.Bounced, ReversedAt = default, RequestHash = default, Sender = sender, Correction = correction };

        Assert.Equal(details, Pricing.Reversal(reversal, state, 100)!.Details);
        Assert.Equal(Bucket.None, RecoveryDetails.Parse(state.Entry.Details).Bucket);
    }
}
