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
}
