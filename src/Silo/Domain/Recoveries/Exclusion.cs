using System.Text.Json;
using Leaderboard.Accounts;
using Leaderboard.Journal;

namespace Leaderboard.Domain.Recoveries;

/// <summary>
/// Money from an account that was flagged when it came earns nothing: it is in the ledger and on boards of amounts as it came, and has
/// no effective amount and no points. What is taken back of it takes nothing.
/// </summary>
internal static class Exclusion
{
    private static readonly AccountFlags[] Known = [.. Enum.GetValues<AccountFlags>().Where(f => f != AccountFlags.None)];

    /// <param name="priced">As if nothing was flagged.</param>
    /// <param name="flags">Of the account when the receipt came; null for none.</param>
    public static EntryDraft Of(EntryDraft priced, AccountFlags? flags) => WordOf(flags ?? AccountFlags.None) is not { } word ? priced : priced with
    {
        EffectiveMinor = 0,
        PointsHundredths = 0,
        Details = (RecoveryDetails.Parse(priced.Details) with { Excluded = word }).ToText(),
    };

    /// <summary>The first flag's name as in the API; null for none.</summary>
    public static string? WordOf(AccountFlags flags) => Array.Find(Known, f => flags.HasFlag(f)) is var first and not AccountFlags.None ? JsonNamingPolicy.CamelCase.ConvertName(first.ToString()) : null;
}
