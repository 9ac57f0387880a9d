using Leaderboard.Schemes;

namespace Leaderboard.Web.Pages.Schemes;

/// <summary>What a scheme would have done, with the names of people and teams.</summary>
internal sealed record TrialView(SchemeTrial Trial, Func<string, string> NameOf, SchemeWords Say)
{
    /// <summary>Tables in the order of interest; no empty ones. Each with the key of its title.</summary>
    public IEnumerable<(string Word, SchemeTrialRow[] Rows)> Tables =>
        new[] { ("schemes.trial.losers", Trial.Losers), ("schemes.trial.gainers", Trial.Gainers), ("schemes.trial.teams", Trial.Teams) }.Where(t => t.Item2.Length > 0);
}
