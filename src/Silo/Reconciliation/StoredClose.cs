using System.Text.Json;
using Leaderboard.Storage;

namespace Leaderboard.Reconciliation;

/// <summary>A close as kept: its text, which tells all of it. Written once.</summary>
internal sealed record StoredClose
{
    public const string DocumentKind = "close";

    public int Schema { get; init; } = 1;

    public required string Text { get; init; }

    /// <summary>Where the close of a day lies.</summary>
    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The last close before a day; null when there is none.</summary>
    public static async Task<StoredClose?> BeforeAsync(ReadSession session, DateOnly day) => (await session.QueryAsync(
        "document-before",
        c =>
        {
            Database.Bind(c, "kind", DocumentKind);
            Database.Bind(c, "id", IdOf(day));
        },
        r => JsonSerializer.Deserialize<StoredClose>(r.GetString(0), DocumentStore.Json))).FirstOrDefault();
}
