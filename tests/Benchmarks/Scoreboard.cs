using System.Globalization;

namespace Leaderboard.Benchmarks;

/// <summary>Gathers figures with their goals, tells each as it comes, and prints them all as one table.</summary>
internal sealed class Scoreboard(TextWriter output)
{
    private readonly List<string> _rows = [];

    /// <summary>A line on the way that is no figure of its own.</summary>
    public void Note(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A ratio to the plain alternative in the same run that must be reached.</summary>
    public void AtLeast(string benchmark, FormattableString measured, double ratio, double goal) =>
        Add(benchmark, measured, $"{ratio:F2}×", $"≥ {goal:0.0#}×", ratio >= goal);

    /// <summary>A quantity that must not be exceeded.</summary>
    public void AtMost(string benchmark, FormattableString measured, double value, double goal, string unit) =>
        Add(benchmark, measured, $"{value:0.##} {unit}", $"≤ {goal:0.##} {unit}", value <= goal);

    public void Print()
    {
        output.WriteLine();
        output.WriteLine("| benchmark | measured | result | goal | |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var row in _rows)
            output.WriteLine(row);
    }

    private void Add(string benchmark, FormattableString measured, FormattableString result, FormattableString goal, bool met)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {benchmark} | {measured.ToString(CultureInfo.InvariantCulture)} | {result.ToString(CultureInfo.InvariantCulture)} | {goal.ToString(CultureInfo.InvariantCulture)} | {(met ? "met" : "NOT met")} |");
        _rows.Add(row);
        output.WriteLine(row);
    }
}
