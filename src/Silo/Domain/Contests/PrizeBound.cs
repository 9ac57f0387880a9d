using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>The most that prizes can pay, from the rules alone: what is reserved of a budget.</summary>
internal static class PrizeBound
{
    /// <summary>In the unit of the prizes; null when there is no bound: tiers grow with the value, and pools with teams that nobody named.</summary>
    public static long? Of(ContestRules rules)
    {
        Int128 sum = 0;
        foreach (var prize in rules.Prizes)
        {
            if (Of(rules, prize) is not { } most)
                return null;
            sum += most;
        }

        return sum <= long.MaxValue ? (long)sum : null;
    }

    /// <summary>Why prizes cannot be paid from an envelope, whatever is left in it; null when they can.</summary>
    /// <param name="rules">That name it.</param>
    /// <param name="terms">Of the envelope; null: there is none.</param>
    public static ContestOutcome? FaultOf(ContestRules rules, BudgetTerms? terms) => terms switch
    {
        null => ContestOutcome.BudgetUnknown,
        _ when Array.Exists(rules.Prizes, p => p.Unit != terms.Unit) => ContestOutcome.BudgetUnit,
        _ when rules.EndsAt <= terms.From || rules.EndsAt > terms.To => ContestOutcome.BudgetPeriod,
        { Team: { } team } when rules.Teams is not [var only] || only != team.Value => ContestOutcome.BudgetTeam,
        _ when Of(rules) is null => ContestOutcome.BudgetUnbounded,
        _ => null,
    };

    private static Int128? Of(ContestRules rules, ContestPrize prize) => prize switch
    {
        // Who stand equal share the places they occupy, by any tie rule: a rank is paid once in a league.
        { Each: { } each } => RanksOf(rules, prize) is { } ranks ? (Int128)each * ranks : null,
        { Pool: { } pool } when rules.Subject == BoardSubject.Collectors => (Int128)pool * LeaguesOf(rules),

        // Every team of a rank has a pool of its own: only where ranks are unique do they bound how many.
        { Pool: { } pool } => (rules.Tie == TieRule.First ? RanksOf(rules, prize) : EntrantsOf(rules)) is { } teams ? (Int128)pool * teams : null,
        _ => null,
    };

    /// <summary>Of all leagues together: each has the ranks, but not more of them than there are entrants.</summary>
    private static long? RanksOf(ContestRules rules, ContestPrize prize)
    {
        var entrants = EntrantsOf(rules);
        var last = (prize.ToRank, entrants) switch
        {
            ({ } to, { } most) => Math.Min(to, most),
            var (to, most) => to ?? most,
        };
        return last is { } known ? Math.Min(entrants ?? long.MaxValue, LeaguesOf(rules) * Math.Max(0, (long)known - prize.FromRank + 1)) : null;
    }

    private static int LeaguesOf(ContestRules rules) => Math.Max(1, rules.LeaguesMinor.Length);

    /// <summary>How many can take part at most; null where that is not said.</summary>
    private static int? EntrantsOf(ContestRules rules) => rules switch
    {
        { AdHocTeams.Length: > 0 } => rules.AdHocTeams.Length,
        { Members.Length: > 0 } => rules.Members.Length,
        { Subject: BoardSubject.Teams, Teams.Length: > 0 } => rules.Teams.Length,
        _ => null,
    };
}
