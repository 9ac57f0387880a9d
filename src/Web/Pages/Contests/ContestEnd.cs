using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>What there is to say of a contest whose time is over: what settling has moved, and who certified it.</summary>
internal sealed class ContestEnds(IGrainFactory grains, UserManager<Person> people, IStringLocalizer<Words> words)
{
    public async Task<ContestEnd?> ReadAsync(ContestView contest) => await grains.ContestCourse(contest.Id).Settled() is { } moves
        ? new ContestEnd(moves.IsUnknown, moves.HadBegun, moves.Moves, contest.CertifiedBy is { } by ? await NameOfAsync(by) : null)
        : null;

    /// <summary>
    /// Who has a certificate: the first three, and where there is a target everybody who reached it. Prizes do not matter: a certificate
    /// must not tell that somebody's was passed over.
    /// </summary>
    public static bool HasCertificate(ContestView contest, Standing standing) => contest.State == ContestState.Certified && contest.Rules switch
    {
        { Format: ContestFormat.AllWhoReach } rules => standing.Value >= rules.TargetOf(standing.Id),
        { Format: ContestFormat.FirstToTarget } rules => standing.Rank <= Podium && standing.Value >= rules.TargetOf(standing.Id),
        { Format: ContestFormat.Duel } => standing.Rank == 1,
        _ => standing.Rank <= Podium,
    };

    public const int Podium = 3;

    private async Task<string> NameOfAsync(string personId) => (await people.FindByIdAsync(personId))?.DisplayName ?? words["contests.certified.program"];
}

/// <param name="IsUnknown">Whether what settling has moved cannot be told.</param>
/// <param name="HadBegun">Whether anything had been posted when its time ended.</param>
/// <param name="Moves">Who stands elsewhere than at the end.</param>
/// <param name="CertifiedBy">Name of the person; null before.</param>
internal sealed record ContestEnd(bool IsUnknown, bool HadBegun, IReadOnlyList<Restatement> Moves, string? CertifiedBy);
