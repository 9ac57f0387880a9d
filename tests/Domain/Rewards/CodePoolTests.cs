using CsCheck;

namespace Leaderboard.Domain.Rewards;

public sealed class CodePoolTests
{
    /// <summary>Whatever happens to codes: each is left, with somebody, or out, and none is given twice.</summary>
    [Fact]
    public void Every_code_is_left_given_or_out() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5]).Array[0, 40].Sample(acts =>
    {
        var pool = new CodePool { Key = "k" };
        var given = new List<int>();
        foreach (var (act, count) in acts)
        {
            switch (act)
            {
                case 0 when count > 0:
                    pool = pool.Adding(count);
                    break;
                case 1 when count > 0 && count <= pool.Left:
                    (pool, var numbers) = pool.Giving(count);
                    given.AddRange(numbers);
                    break;
                case 2:
                    var before = pool.Left;
                    (pool, var taken) = pool.TakingOut(Math.Min(count, before));
                    Assert.Equal(before - Math.Min(count, before), taken);
                    break;
                case 3:
                    pool = pool.PuttingBack([.. Enumerable.Range(0, pool.Added).Where(pool.IsOut).Take(count)]);
                    break;
            }

            Assert.Equal((pool.Added, given.Count), (pool.Left + given.Count + Enumerable.Range(0, pool.Added).Count(pool.IsOut), pool.Given));
        }

        var (_, rest) = pool.Left == 0 ? (pool, []) : pool.Giving(pool.Left);
        Assert.Equal(given.Count + rest.Count, given.Concat(rest).Distinct().Count());
        Assert.DoesNotContain(given.Concat(rest), pool.IsOut);
    });

    // Put in, out, in, out: 10,000 numbers side by side are one range, whatever they came back as.
    [Fact]
    public void What_is_taken_out_side_by_side_is_one_range()
    {
        var (pool, count) = new CodePool { Key = "k" }.Adding(10_000).TakingOut(0);
        Assert.Equal((10_000, 1), (count, pool.Out.Count));
        (pool, _) = pool.PuttingBack([.. Enumerable.Range(0, 10_000)]).TakingOut(0);
        Assert.Equal(new CodeRange(0, 10_000), Assert.Single(pool.Out));

        // Some stay in, and split what is out.
        (pool, _) = pool.PuttingBack([.. Enumerable.Range(4_000, 10)]).Adding(5).TakingOut(10);
        Assert.Equal([new CodeRange(0, 4_000), new CodeRange(4_010, 10_005)], pool.Out);
    }
}
