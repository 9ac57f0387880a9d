using Leaderboard.Boards;
using Leaderboard.Access;
using Leaderboard.Accounts;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard;

/// <summary>
/// The one place where a grain key is spelled. Every key has a prefix with a letter beyond f: keys that are all hex digits
/// would collapse (<c>7</c> = <c>007</c>).
/// </summary>
public static class GrainKeys
{
    public static ICollectorGrain Collector(this IGrainFactory grains, CollectorId id) => grains.GetGrain<ICollectorGrain>("collector/" + id.Value);

    public static ITeamGrain Team(this IGrainFactory grains, TeamId id) => grains.GetGrain<ITeamGrain>("team/" + id.Value);

    public static IRosterGrain Roster(this IGrainFactory grains) => grains.GetGrain<IRosterGrain>("roster");

    public static IAccountsGrain Accounts(this IGrainFactory grains) => grains.GetGrain<IAccountsGrain>("accounts");

    public static IJournalQueryGrain JournalQuery(this IGrainFactory grains) => grains.GetGrain<IJournalQueryGrain>("journal");

    public static IApiKeysGrain ApiKeys(this IGrainFactory grains) => grains.GetGrain<IApiKeysGrain>("keys");

    public static ILedgerGrain Ledger(this IGrainFactory grains, int partition) =>
        grains.GetGrain<ILedgerGrain>(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger/{partition}"));

    /// <summary>The board of a window key such as <c>day/2026-11-23</c>.</summary>
    public static IBoardGrain Board(this IGrainFactory grains, string windowKey) => grains.GetGrain<IBoardGrain>("board/" + windowKey);

    /// <summary>The part of a key behind its prefix.</summary>
    public static string IdOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
