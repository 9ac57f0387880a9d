using System.Security.Claims;
using Leaderboard.Imports;
using Leaderboard.Web.Access;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Which imports somebody may have to do with: a file opens nothing that the page for the same thing keeps closed. It may
/// name anybody, so that whoever sends it must be allowed it for everybody.
/// </summary>
internal static class ImportRights
{
    public static bool MayImport(this AccessGuard guard, ClaimsPrincipal user, ImportKind kind) =>
        RightBeside(kind) is not { } right || guard.ReachOf(user, right) == Reach.All;

    /// <summary>The right that a kind needs beside <see cref="Right.Import"/>; null: none.</summary>
    private static Right? RightBeside(ImportKind kind) => kind switch
    {
        ImportKind.Roster => Right.ChangeRoster,
        ImportKind.Targets => Right.SetTargets,
        ImportKind.Absences => Right.KeepAbsences,
        _ => null,
    };
}
