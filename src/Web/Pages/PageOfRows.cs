namespace Leaderboard.Web.Pages;

/// <summary>Which rows of a list are on a page.</summary>
/// <param name="From">Of the first, from 0 on.</param>
/// <param name="Size">At most.</param>
/// <param name="Total">Of the list.</param>
/// <param name="Search">By which the list was made; null: it is all there are.</param>
/// <param name="Show">Which of several lists it is; null: the first.</param>
internal sealed record PageOfRows(int From, int Size, int Total, string? Search = null, string? Show = null)
{
    public const int MaxSearchLength = 100;

    public int? Previous => From == 0 ? null : From - Size;

    public int? Next => From + Size >= Total ? null : From + Size;

    /// <summary>Of the last on the page, from 1 on.</summary>
    public int Last => Math.Min(Total, From + Size);

    /// <summary>The page with a row on it, of a list whose length is not known yet.</summary>
    /// <param name="row">As somebody asked for it.</param>
    /// <param name="size">Rows of a page.</param>
    public static PageOfRows At(int row, int size)
    {
        var first = Math.Clamp(row, 0, int.MaxValue - (2 * size));
        return new PageOfRows(first - (first % size), size, 0);
    }

    /// <summary>What is looked for; null for nothing.</summary>
    public static string? Typed(string? search) => search?.Trim() is { Length: > 0 and <= MaxSearchLength } text ? text : null;

    /// <summary>Whether what is looked for is in one of the texts, in whatever case; null is in everything.</summary>
    public static bool IsFound(string? search, params ReadOnlySpan<string?> texts)
    {
        if (search is null)
            return true;
        foreach (var text in texts)
        {
            if (text?.Contains(search, StringComparison.CurrentCultureIgnoreCase) == true)
                return true;
        }

        return false;
    }

    /// <summary>The rows of a list that are on the page.</summary>
    public IReadOnlyList<T> Of<T>(IEnumerable<T> rows) => [.. rows.Skip(From).Take(Size)];

    public string AddressOf(int from) => FormattableString.Invariant($"?{Named("search", Search)}{Named("show", Show)}from={from}");

    private static string Named(string name, string? value) => value is null ? "" : $"{name}={Uri.EscapeDataString(value)}&";
}
