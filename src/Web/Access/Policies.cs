using Leaderboard.Access;

namespace Leaderboard.Web.Access;

/// <summary>Who may do what: the names every endpoint picks from.</summary>
internal static class Policies
{
    /// <summary>Boards, roster, live: read keys, displays, and everybody in the demo.</summary>
    public const string Look = "look";

    /// <summary>Lists and single records of the roster: read keys.</summary>
    public const string Read = "read";

    /// <summary>Recoveries, reversals, accounts.</summary>
    public const string Ingest = "ingest";

    public const string Admin = "admin";

    /// <summary>The operators' pages: an admin key, by the cookie of its sign-in.</summary>
    public const string Operate = "operate";

    /// <summary>Claim that carries <see cref="KeyScopes"/> as its number.</summary>
    public const string ScopesClaim = "scopes";
}
