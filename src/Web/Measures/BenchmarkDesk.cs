using Leaderboard.Measures;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Measures;

/// <summary>Keeps the book of benchmarks for whoever may, and writes down who changed it.</summary>
internal sealed class BenchmarkDesk(IGrainFactory grains, AuditLog audit)
{
    public const int MaxLines = 200;
    public const int MaxProductLength = 64;
    public const int PercentDecimals = 2;

    /// <summary>All of a balance, in hundredths of a percent.</summary>
    public const int Whole = 10_000;

    private static readonly Dictionary<string, BalanceBucket> Buckets =
        Enum.GetValues<BalanceBucket>().ToDictionary(NameOf, b => b, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, BalanceBucket> BucketsByName => Buckets;

    public static string NameOf(BalanceBucket bucket) => bucket == BalanceBucket.M6Plus ? "M6+" : bucket.ToString();

    /// <summary>The first line that is for the same as one before it, from 0; -1 when there is none.</summary>
    public static int TwiceAt(IReadOnlyList<Benchmark> lines)
    {
        var seen = new HashSet<(string?, BalanceBucket?, bool?)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!seen.Add((lines[i].Product, lines[i].Bucket, lines[i].IsSecured)))
                return i;
        }

        return -1;
    }

    public async Task<BenchmarkList> PutAsync(HttpContext http, Benchmark[] benchmarks)
    {
        var before = await grains.Benchmarks().Get();
        var after = await grains.Benchmarks().Put(benchmarks, Caller.By(http.User));
        if (!before.Benchmarks.SequenceEqual(after.Benchmarks))
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutBenchmarks, "benchmarks", StateOf(before), StateOf(after)));
        return after;
    }

    private static object StateOf(BenchmarkList list) => list.Benchmarks.Select(b => new
    {
        b.Product,
        Bucket = b.Bucket is { } bucket ? NameOf(bucket) : null,
        Secured = b.IsSecured,
        Percent = MinorUnits.ToMajor(b.RateBasisPoints, PercentDecimals),
    });
}
