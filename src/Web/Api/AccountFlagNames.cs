using Leaderboard.Accounts;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

/// <summary>Flags of accounts by their names: an array, or a cell with several in it.</summary>
internal static class AccountFlagNames
{
    private const string Name = "flags";

    /// <summary>Takes flags away in a cell; an empty one says nothing of them.</summary>
    private const string NoFlag = "none";

    public static IReadOnlyDictionary<string, AccountFlags> Known { get; } =
        Enum.GetValues<AccountFlags>().Where(f => f != AccountFlags.None).ToDictionary(BoardRequests.NameOf, f => f, StringComparer.Ordinal);

    /// <summary>One after another; empty for none.</summary>
    public static string[] Of(AccountFlags flags) => [.. Known.Where(k => flags.HasFlag(k.Value)).Select(k => k.Key)];

    /// <summary>Null when nothing is said of them.</summary>
    public static AccountFlags? Read(in Entry entry)
    {
        if (!entry.TryGet(Name, out var value))
            return null;
        if (value.Choices is not { } names)
            throw Fault();
        var flags = AccountFlags.None;
        foreach (var name in names)
            flags |= Known.TryGetValue(name, out var flag) ? flag : name == NoFlag ? AccountFlags.None : throw Fault();
        return flags;
    }

    private static EntryFaultException Fault() => Field.Fault(Refusal.InvalidField, Name, "Any of " + string.Join(", ", Known.Keys) + ".");
}
