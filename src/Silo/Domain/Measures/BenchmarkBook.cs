using Leaderboard.Domain.Points;
using Leaderboard.Measures;

namespace Leaderboard.Domain.Measures;

/// <summary>What is usually recovered of balances, as kept.</summary>
internal sealed record BenchmarkBook
{
    public const int CurrentSchema = 1;

    public static BenchmarkBook Empty { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    public IReadOnlyList<BenchmarkRecord> Benchmarks { get; init; } = [];

    /// <summary>Id of a person, or <c>key</c>; null before the first.</summary>
    public string? By { get; init; }

    public long? AtMicros { get; init; }

    public BenchmarkBook With(IEnumerable<Benchmark> benchmarks, string by, Moment now)
    {
        var next = benchmarks.Select(BenchmarkRecord.Of).OrderBy(b => b.Product ?? "", StringComparer.Ordinal).ThenBy(b => b.Bucket).ThenBy(b => b.Secured).ToList();
        return next.SequenceEqual(Benchmarks) ? this : this with { Benchmarks = next, By = by, AtMicros = now.UnixMicroseconds };
    }

    /// <summary>
    /// Of a balance, a month, in hundredths of a percent; 0 where no line is meant for it. A line that names the product goes before
    /// one that does not, then one that names the bucket, then one that names the security.
    /// </summary>
    public int RateOf(string? product, Bucket bucket, bool? isSecured) => Benchmarks
        .Where(b => (b.Product is null || string.Equals(b.Product, product, StringComparison.Ordinal))
            && (b.Bucket is null || b.Bucket == BucketNames.Of(bucket))
            && (b.Secured is null || b.Secured == isSecured))
        .MaxBy(b => (b.Product is null ? 0 : 4) + (b.Bucket is null ? 0 : 2) + (b.Secured is null ? 0 : 1))?.Rate ?? 0;
}

/// <summary>A line of the book. Null: any.</summary>
internal sealed record BenchmarkRecord(string? Product, BalanceBucket? Bucket, bool? Secured, int Rate)
{
    public static BenchmarkRecord Of(Benchmark benchmark) => new(benchmark.Product, benchmark.Bucket, benchmark.IsSecured, benchmark.RateBasisPoints);

    public Benchmark ToView() => new() { Product = Product, Bucket = Bucket, IsSecured = Secured, RateBasisPoints = Rate };
}

/// <summary>The buckets of the points plan as contracts call them.</summary>
internal static class BucketNames
{
    /// <summary>Null for an account whose days past due are not told.</summary>
    public static BalanceBucket? Of(Bucket bucket) => bucket == Bucket.None ? null : (BalanceBucket)((int)bucket + 1);
}
