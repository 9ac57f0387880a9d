namespace Leaderboard.Measures;

/// <summary>What is usually recovered of balances in a month: what a recovery index expects. There is one book of them.</summary>
[Alias("lb.IBenchmarksGrain"), GrainInterfaceType("lb.benchmarks")]
public interface IBenchmarksGrain : IGrainWithStringKey
{
    [Alias("Get")]
    Task<BenchmarkList> Get();

    /// <summary>Takes the place of all that were there, at most 200, no two for the same. Answers after it is durable; the same again changes nothing.</summary>
    [Alias("Put")]
    Task<BenchmarkList> Put(Benchmark[] benchmarks, string by);

    /// <summary>What the twelve whole months before this one say; nothing is kept.</summary>
    [Alias("Propose")]
    Task<BenchmarkProposal> Propose();
}

/// <summary>How long an account is overdue. The numbers are stored and never reused.</summary>
public enum BalanceBucket
{
    M0 = 1,
    M1 = 2,
    M2 = 3,
    M3 = 4,
    M4 = 5,
    M5 = 6,
    M6 = 7,

    /// <summary>Beyond 180 days.</summary>
    M6Plus = 8,
}

/// <summary>A rate for some balances. A line that says more goes before one that says less.</summary>
[GenerateSerializer, Immutable, Alias("lb.Benchmark")]
public sealed record Benchmark
{
    /// <summary>Null: any.</summary>
    [Id(0)] public string? Product { get; init; }

    /// <summary>Null: any.</summary>
    [Id(1)] public BalanceBucket? Bucket { get; init; }

    /// <summary>Null: any.</summary>
    [Id(2)] public bool? IsSecured { get; init; }

    /// <summary>Of the balance, a month, in hundredths of a percent, 0 to 10,000: 4,000 is 40 %.</summary>
    [Id(3)] public required int RateBasisPoints { get; init; }
}

/// <summary>The book of benchmarks.</summary>
[GenerateSerializer, Immutable, Alias("lb.BenchmarkList")]
public sealed record BenchmarkList
{
    /// <summary>By product, bucket, security.</summary>
    [Id(0)] public required Benchmark[] Benchmarks { get; init; }

    /// <summary>Id of the person who last changed it, or <c>key</c>; null when nobody did.</summary>
    [Id(1)] public string? By { get; init; }

    [Id(2)] public Moment? At { get; init; }

    /// <summary>Minor units; added to what is recovered and to what is expected in an index of shrunk books.</summary>
    [Id(3)] public required long ShrinkMinor { get; init; }
}

/// <summary>What receipts and balances of whole months say.</summary>
[GenerateSerializer, Immutable, Alias("lb.BenchmarkProposal")]
public sealed record BenchmarkProposal
{
    /// <summary>Inclusive.</summary>
    [Id(0)] public required Moment From { get; init; }

    /// <summary>Exclusive.</summary>
    [Id(1)] public required Moment To { get; init; }

    /// <summary>By product, bucket, security; empty without history.</summary>
    [Id(2)] public required LearnedBenchmark[] Lines { get; init; }
}

/// <summary>A line with what it was reckoned from.</summary>
[GenerateSerializer, Immutable, Alias("lb.LearnedBenchmark")]
public sealed record LearnedBenchmark
{
    [Id(0)] public required Benchmark Benchmark { get; init; }

    /// <summary>Recovered on such accounts within the months they were counted in, minor units.</summary>
    [Id(1)] public required long RecoveredMinor { get; init; }

    /// <summary>Their balances, month by month, minor units, above 0.</summary>
    [Id(2)] public required long BalanceMinor { get; init; }
}
