using System.Globalization;
using System.Text;

namespace Leaderboard.Web.Pages.Boards;

/// <summary>Which board somebody looks at, as its address says. Links are this one with something changed.</summary>
internal sealed record BoardAddress(string Subject, string Measure, string Period)
{
    public string? At { get; init; }

    public string? Team { get; init; }

    public string? Branch { get; init; }

    public string? Region { get; init; }

    public string? Tie { get; init; }

    /// <summary>Of a rate: what it is divided by.</summary>
    public string? Base { get; init; }

    /// <summary>Of an index: whether small books are drawn towards 100.</summary>
    public string? Shrink { get; init; }

    /// <summary>Rows before the first that is shown.</summary>
    public int Offset { get; init; }

    /// <summary>Id of the row to jump to.</summary>
    public string? Around { get; init; }

    public static BoardAddress Of(string subject, string measure, string period, IQueryCollection query) => new(subject, measure, period)
    {
        At = Text(query, "at"),
        Team = Text(query, "team"),
        Branch = Text(query, "branch"),
        Region = Text(query, "region"),
        Tie = Text(query, "tie") is { } tie && !string.Equals(tie, "competition", StringComparison.Ordinal) ? tie : null,
        Base = string.Equals(measure, "rate", StringComparison.Ordinal) ? Text(query, "base") : null,
        Shrink = string.Equals(measure, "index", StringComparison.Ordinal) ? Text(query, "shrink") : null,
        Around = Text(query, "around"),
    };

    /// <summary>The same board as a file.</summary>
    public string Csv() => Write(("handler", "Csv"));

    public override string ToString() => Write() + (Around is null ? "" : "#sought");

    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value] ? value : null;

    private string Write(params (string Name, string? Value)[] more)
    {
        var path = new StringBuilder($"/boards/{Uri.EscapeDataString(Subject)}/{Uri.EscapeDataString(Measure)}/{Uri.EscapeDataString(Period)}");
        var separator = '?';
        (string Name, string? Value)[] all =
        [
            ("at", At), ("team", Team), ("branch", Branch), ("region", Region), ("tie", Tie), ("base", Base), ("shrink", Shrink),
            ("offset", Offset > 0 ? Offset.ToString(CultureInfo.InvariantCulture) : null), ("around", Around), .. more,
        ];
        foreach (var (name, value) in all)
        {
            if (value is null)
                continue;
            path.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return path.ToString();
    }
}
