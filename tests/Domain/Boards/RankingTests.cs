using CsCheck;
using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

public sealed class RankingTests
{
    private static readonly IdTable Ids = Table(3_000);

    // Few values and times, so that ties are common; enough members to split blocks.
    private static readonly Gen<RankingKey[]> Keys =
        Gen.Select(Gen.Long[-20, 20], Gen.Long[0, 3], (value, at) => (value, at)).Array[0, 3_000]
            .Select(pairs => pairs.Select((pair, member) => new RankingKey(pair.value, pair.at, member)).ToArray());

    [Fact]
    public void Adding_and_removing_in_any_order_keeps_the_order_of_a_sorted_list() =>
        Gen.Select(Keys, Gen.Int[0, 3_000], Gen.Int).Sample((keys, loaded, seed) =>
        {
            var ranking = new Ranking(Ids);
            var random = new Random(seed);
            loaded = Math.Min(loaded, keys.Length);
            ranking.Load(keys.AsSpan(0, loaded));
            foreach (var key in keys[loaded..])
                ranking.Add(key);
            random.Shuffle(keys);
            var kept = random.Next(keys.Length + 1);
            foreach (var key in keys[kept..])
                ranking.Remove(key);
            AssertEqual([.. keys[..kept]], ranking, random);
        }, iter: 60);

    [Fact]
    public void Values_that_rise_and_fall_keep_the_order_of_a_sorted_list() =>
        Gen.Select(Keys, Gen.Int).Sample((keys, seed) =>
        {
            var ranking = new Ranking(Ids);
            var random = new Random(seed);
            ranking.Load([.. keys]);
            for (var change = 0; keys.Length > 0 && change < 4_000; change++)
            {
                ref var key = ref keys[random.Next(keys.Length)];
                var before = key;
                key = key with { Value = key.Value + random.Next(-2, 9), ReachedAt = key.ReachedAt + random.Next(2) };
                ranking.Replace(before, key);
            }
            AssertEqual([.. keys], ranking, random);
        }, iter: 30);

    [Fact]
    public void Extreme_values_have_their_place()
    {
        var ranking = new Ranking(Ids);
        RankingKey low = new(long.MinValue, 0, 0), high = new(long.MaxValue, 0, 1);
        ranking.Add(low);
        ranking.Add(high);
        Assert.Equal(high, ranking.At(0));
        Assert.Equal(2, ranking.RankOf(low, TieRule.Competition));
        Assert.Throws<OverflowException>(() => ranking.PlaceOf(low, TieRule.Competition));
    }

    [Fact]
    public void A_key_is_added_and_removed_only_once()
    {
        var ranking = new Ranking(Ids);
        var key = new RankingKey(1, 1, 1);
        Assert.Throws<InvalidOperationException>(() => ranking.Remove(key));
        Assert.Throws<InvalidOperationException>(() => ranking.Replace(key, key with { Value = 2 }));
        ranking.Add(key);
        Assert.Throws<InvalidOperationException>(() => ranking.Add(key));
        ranking.Remove(key);
        Assert.Equal(-1, ranking.PositionOf(key));
        Assert.Equal(0, ranking.Count);
    }

    private static void AssertEqual(List<RankingKey> keys, Ranking ranking, Random random)
    {
        var order = keys.OrderByDescending(key => key.Value).ThenBy(key => key.ReachedAt).ThenBy(key => Ids[key.Member], StringComparer.Ordinal).ToArray();
        Assert.Equal(order.Length, ranking.Count);
        var copy = new RankingKey[order.Length + 5];
        Assert.Equal(order.Length, ranking.CopyTo(0, copy));
        Assert.Equal(order, copy[..order.Length]);
        for (var probe = 0; order.Length > 0 && probe < 40; probe++)
        {
            var position = random.Next(order.Length);
            var key = order[position];
            var greater = order.Where(other => other.Value > key.Value).Select(other => other.Value).ToArray();
            Assert.Equal(key, ranking.At(position));
            Assert.Equal(position, ranking.PositionOf(key));
            Assert.Equal(1 + position, ranking.RankOf(key, TieRule.First));
            Assert.Equal(1 + greater.Length, ranking.RankOf(key, TieRule.Competition));
            Assert.Equal(1 + greater.Distinct().Count(), ranking.RankOf(key, TieRule.Dense));
            foreach (var tie in Enum.GetValues<TieRule>())
            {
                var place = new Place(ranking.RankOf(key, tie), order.Count(other => other.Value == key.Value) > 1, greater.Length == 0 ? 0 : greater.Min() - key.Value);
                Assert.Equal(place, ranking.PlaceOf(key, tie));
                if (position > 0)
                    Assert.Equal(place, Ranking.PlaceAfter((order[position - 1], ranking.PlaceOf(order[position - 1], tie)), key, position + 1 < order.Length ? order[position + 1] : null, position, tie));
            }

            var part = new RankingKey[random.Next(700)];
            Assert.Equal(order.Skip(position).Take(part.Length), part[..ranking.CopyTo(position, part)]);
        }
    }

    private static IdTable Table(int count)
    {
        var ids = new IdTable();
        for (var member = 0; member < count; member++)
            ids.Intern(FormattableString.Invariant($"c{(member * 7919) % count}"));
        return ids;
    }
}
