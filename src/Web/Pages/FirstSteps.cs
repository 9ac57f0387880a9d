namespace Leaderboard.Web.Pages;

/// <summary>What to do in an installation that has no roster yet; the partial <c>_FirstSteps</c> shows it.</summary>
/// <param name="NeedsManager">Whether nobody can sign in yet.</param>
/// <param name="Address">Where programs send to, without a path.</param>
internal sealed record FirstSteps(bool NeedsManager, string Address)
{
    public static FirstSteps Of(HttpRequest request, bool needsManager) => new(needsManager, $"{request.Scheme}://{request.Host}");
}
