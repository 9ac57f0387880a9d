using Leaderboard.Rewards;

namespace Leaderboard.Silo.Rewards;

/// <summary>Pictures of rewards lie beside them.</summary>
public abstract class PictureTests(LeaderboardCluster cluster)
{
    private readonly RewardFloor _floor = new(cluster);

    [Fact]
    public async Task A_picture_comes_is_exchanged_and_goes_and_the_reward_stays_as_it_is()
    {
        Assert.Null(await _floor.Reward("none").PutPicture(Picture("a", 1), "m"));
        await _floor.OfferAsync("mug", 10_00, 3);
        Assert.Null(await ReadAsync());

        foreach (var (hash, content) in new[] { ("a", 1), ("a", 1), ("b", 2), ("a", 1) })
        {
            Assert.Equal(hash, (await _floor.Reward("mug").PutPicture(Picture(hash, (byte)content), "m"))?.Picture);
            Assert.Equal([(byte)content], (await ReadAsync())!.Bytes);
        }

        await _floor.OfferAsync("mug", 11_00, 4);
        Assert.Equal(("a", 11_00, 4), await _floor.Reward("mug").Get() is { } kept ? (kept.Picture, kept.Terms.PriceHundredths, kept.Terms.Stock) : default);
        Assert.Null((await _floor.Reward("mug").PutPicture(null, "m"))?.Picture);
        Assert.Null(await ReadAsync());
        Assert.Equal("c", (await _floor.Reward("mug").PutPicture(Picture("c", 3), "m"))?.Picture);
    }

    [Fact]
    public async Task Many_pictures_at_once_leave_one_of_them()
    {
        await _floor.OfferAsync("mug", 10_00, 3);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _floor.Reward("mug").PutPicture(Picture($"h{i}", (byte)i), "m")));

        var kept = (await ReadAsync())!;
        Assert.Equal((await _floor.Reward("mug").Get())!.Picture, kept.Hash);
        Assert.Equal($"h{kept.Bytes[0]}", kept.Hash);
    }

    private Task<RewardPicture?> ReadAsync() => cluster.Grains.Rewards().Picture(_floor.Named("mug"));

    private static RewardPicture Picture(string hash, byte content) => new() { Hash = hash, Bytes = [content] };
}

public sealed class SqlitePictureTests(SqliteCluster cluster) : PictureTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlPictureTests(PostgreSqlCluster cluster) : PictureTests(cluster), IClassFixture<PostgreSqlCluster>;
