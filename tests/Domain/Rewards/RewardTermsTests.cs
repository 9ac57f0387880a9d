using System.Text.Json;
using Leaderboard.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Domain.Rewards;

public sealed class RewardTermsTests
{
    private static readonly RewardTerms Mug = new() { Name = "Mug", PriceHundredths = 20_25, Stock = 3 };

    [Fact]
    public void Terms_are_the_same_whatever_the_order_of_their_teams()
    {
        var one = Mug with { Teams = RewardTerms.JoinTeams(["t-2", "t-1"]) };
        var other = Mug with { Teams = RewardTerms.JoinTeams(["t-1", "t-2", "t-1"]) };

        Assert.Equal(one, other);
        Assert.Equal(["t-1", "t-2"], one.TeamIds());
        Assert.NotEqual(one, Mug);
        Assert.Equal(Mug, Mug with { Teams = RewardTerms.JoinTeams([]) });
    }

    [Fact]
    public void It_is_for_the_people_of_its_teams_and_without_teams_for_everybody()
    {
        var theirs = Mug with { Teams = RewardTerms.JoinTeams(["t-1", "t-12"]) };

        Assert.True(theirs.IsFor(new TeamId("t-1")));
        Assert.False(theirs.IsFor(new TeamId("t-2")));
        Assert.False(theirs.IsFor(new TeamId("t")));
        Assert.False(theirs.IsFor(TeamId.None));
        Assert.True(Mug.IsFor(TeamId.None));
    }

    /// <summary>From 10 on and before 20.</summary>
    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void It_is_offered_from_its_first_moment_on_and_not_at_its_last(long now, bool isOffered)
    {
        var limited = Mug with { From = new Moment(10), To = new Moment(20) };

        Assert.Equal(isOffered, limited.IsOfferedAt(new Moment(now)));
        Assert.True(Mug.IsOfferedAt(new Moment(now)));
        Assert.False((limited with { IsActive = false }).IsOfferedAt(new Moment(now)));
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, 1, true)]
    [InlineData(3, 0, false)]
    public void Few_are_left_when_no_more_than_so_many_can_be_promised(int stock, int reserved, bool isLow)
    {
        var reward = new RewardView { Id = "mug", Terms = Mug with { Stock = stock, LowStockAt = 2 }, Reserved = reserved };

        Assert.Equal(isLow, reward.IsLow);
        Assert.False((reward with { Terms = reward.Terms with { Stock = null } }).IsLow);
        Assert.False((reward with { Terms = reward.Terms with { LowStockAt = null } }).IsLow);
    }

    [Fact]
    public void What_was_kept_before_there_were_kinds_and_teams_is_read_as_goods_for_everybody_and_at_any_time()
    {
        const string Body = """{"schema":1,"id":"mug","terms":{"name":"Mug","priceHundredths":2025,"stock":3,"valueMinor":850,"budget":null,"isActive":true},"reserved":1,"by":"m"}""";

        var kept = JsonSerializer.Deserialize<RewardRecord>(Body, DocumentStore.Json)!;

        Assert.Equal(Mug with { ValueMinor = 850 }, kept.Terms);
        var full = kept with { Terms = kept.Terms with { Kind = RewardKind.Leave, Description = "Blue.", From = new Moment(10), To = new Moment(20), Teams = "t-1 t-2", LowStockAt = 0 } };
        Assert.Equal(full, JsonSerializer.Deserialize<RewardRecord>(JsonSerializer.Serialize(full, DocumentStore.Json), DocumentStore.Json));
    }
}
