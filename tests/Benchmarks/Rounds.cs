namespace Leaderboard.Benchmarks;

/// <summary>Measures contenders in turn, round after round, so that a slow minute of the machine is slow for all of them.</summary>
internal sealed class Rounds
{
    /// <summary>The fewest with a median that one bad round cannot move.</summary>
    public const int Count = 3;

    private readonly double[][] _results;

    private Rounds(double[][] results) => _results = results;

    /// <param name="contenders">The plain alternative first.</param>
    public static async Task<Rounds> RunAsync(params Func<int, Task<double>>[] contenders)
    {
        var results = Array.ConvertAll(contenders, _ => new double[Count]);
        for (var round = 0; round < Count; round++)
        {
            for (var contender = 0; contender < contenders.Length; contender++)
                results[contender][round] = await contenders[contender](round);
        }

        return new Rounds(results);
    }

    public double Median(int contender) => MedianOf(_results[contender]);

    /// <summary>The median of the ratios within each round.</summary>
    public double Ratio(int contender, int to) => MedianOf(_results[contender].Zip(_results[to], (ours, plain) => ours / plain));

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Sorts in place. The smallest value that a share of all (0–1) does not exceed.</summary>
    public static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        return values[Math.Min(values.Length - 1, (int)(values.Length * share))];
    }
}
