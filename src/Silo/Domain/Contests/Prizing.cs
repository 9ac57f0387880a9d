using Leaderboard.Boards;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Contests;

/// <summary>What an entrant has won by one line of the prizes.</summary>
/// <param name="Line">Place of the line in the rules, from 0.</param>
/// <param name="EntrantId">Member of the subject.</param>
/// <param name="Rank">As shown.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Value">In the unit, above 0.</param>
internal sealed record PrizeWon(int Line, string EntrantId, int Rank, PrizeUnit Unit, long Value);

/// <summary>What is won, from the places alone.</summary>
internal static class Prizing
{
    private const int TierScale = 10_000;
    private const int RateScale = 1_000_000;

    /// <summary>
    /// The same where some can have no prize: the others are placed as if those were not there, so that prizes pass over to the next.
    /// Ranks stay those that are shown, so that nothing tells who was passed over.
    /// </summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="places">Of all entrants, in order.</param>
    /// <param name="barred">Collectors who can have no prize; entrants of a contest of teams are none.</param>
    public static List<PrizeWon> Of(ContestRules rules, IReadOnlyList<ContestPlace> places, IReadOnlySet<string> barred)
    {
        if (rules.Subject != BoardSubject.Collectors || !places.Any(p => barred.Contains(p.Result.Id)))
            return Of(rules, places);
        var shown = places.ToDictionary(p => p.Result.Id, p => p.Rank, StringComparer.Ordinal);
        var others = Placing.Of(rules, places.Where(p => !barred.Contains(p.Result.Id)).Select(p => p.Result));
        return [.. Of(rules, others).Select(w => w with { Rank = shown[w.EntrantId] })];
    }

    /// <summary>Of each league, in the order of the lines, then of the places. Whoever wins nothing by a line is left out.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="places">Of all entrants who can have a prize, in order.</param>
    public static List<PrizeWon> Of(ContestRules rules, IReadOnlyList<ContestPlace> places) =>
        [.. places.GroupBy(p => p.Result.League).SelectMany(league => OfLeague(rules, league))];

    private static List<PrizeWon> OfLeague(ContestRules rules, IEnumerable<ContestPlace> places)
    {
        var winners = places.Where(p => p.IsWinner).ToList();
        var byRank = ByRank(rules, winners);
        var won = new List<PrizeWon>();
        for (var line = 0; line < rules.Prizes.Length; line++)
        {
            var prize = rules.Prizes[line];
            var values = prize switch
            {
                { Each: not null } => byRank[line],
                { Pool: { } pool } => OfPool(rules, prize, pool, winners),
                _ => winners.Where(w => IsMeant(prize, w)).ToDictionary(w => w.Result.Id, w => OfTiers(prize, w.Result.Value, rules.TargetOf(w.Result.Id)), StringComparer.Ordinal),
            };
            won.AddRange(winners.Where(w => values.GetValueOrDefault(w.Result.Id) > 0).Select(w => new PrizeWon(line, w.Result.Id, w.Rank, prize.Unit, values[w.Result.Id])));
        }

        return won;
    }

    /// <summary>Each rate is for the part of the value between its bound and the next; half a unit is rounded away from zero, once.</summary>
    /// <param name="prize">With its tiers ascending.</param>
    /// <param name="value">In the unit of the measure.</param>
    /// <param name="target">The same; without one, or with 0, nothing is won.</param>
    public static long OfTiers(ContestPrize prize, long value, long? target)
    {
        if (target is not > 0)
            return 0;
        Int128 sum = 0;
        for (var i = 0; i < prize.Tiers.Length; i++)
        {
            // Bounds as shares of the target may lie between two units: all is counted in ten-thousandths of a unit.
            var from = (Int128)target.Value * prize.Tiers[i].From;
            var scaled = (Int128)value * TierScale;
            var to = i + 1 < prize.Tiers.Length ? Int128.Min(scaled, (Int128)target.Value * prize.Tiers[i + 1].From) : scaled;
            if (to > from)
                sum += (to - from) * prize.Tiers[i].Rate;
        }

        Int128 scale = (Int128)TierScale * RateScale;
        return (long)((sum + (scale / 2)) / scale);
    }

    private static bool IsMeant(ContestPrize prize, ContestPlace place) => place.Rank >= prize.FromRank && (prize.ToRank is not { } to || place.Rank <= to);

    /// <summary>
    /// Those who stand equal share the sum of the places they occupy, whichever lines those places are on; it is won by the first
    /// of these lines, so that nobody is paid in two parts.
    /// </summary>
    /// <returns>By line, then by entrant.</returns>
    private static Dictionary<string, long>[] ByRank(ContestRules rules, List<ContestPlace> winners)
    {
        var won = Array.ConvertAll(rules.Prizes, _ => new Dictionary<string, long>(StringComparer.Ordinal));
        var units = rules.Prizes.Select((prize, line) => (prize, line)).Where(p => p.prize.Each is not null).ToLookup(p => p.prize.Unit);
        foreach (var (lines, equals) in units.SelectMany(unit => winners.GroupBy(w => w.Rank), (unit, equals) => (unit, equals)))
        {
            var shared = lines.Select(l => (l.line, Value: checked(l.prize.Each.GetValueOrDefault() * PlacesMeant(l.prize, equals)))).Where(l => l.Value > 0).ToList();
            foreach (var (id, share) in shared.Count == 0 ? [] : Shares.Equally(shared.Sum(l => l.Value), [.. equals.Select(e => e.Result.Id)]))
                won[shared[0].line].Add(id, share);
        }

        return won;
    }

    /// <summary>How many of the places that equals occupy a line is for.</summary>
    private static int PlacesMeant(ContestPrize prize, IGrouping<int, ContestPlace> equals)
    {
        var last = Math.Min(prize.ToRank ?? int.MaxValue, equals.Key + equals.First().Places - 1);
        return Math.Max(0, last - Math.Max(prize.FromRank, equals.Key) + 1);
    }

    private static Dictionary<string, long> OfPool(ContestRules rules, ContestPrize prize, long pool, List<ContestPlace> winners)
    {
        var meant = winners.Where(w => IsMeant(prize, w)).ToList();
        return rules.Subject == BoardSubject.Collectors
            ? Split(pool, prize.Split, [.. meant.Select(m => (m.Result.Id, m.Result.Value))])
            : meant.ToDictionary(m => m.Result.Id, _ => pool, StringComparer.Ordinal);
    }

    /// <summary>Shares what is won together: a part by value, the rest equally.</summary>
    /// <param name="total">Units, 0 or more.</param>
    /// <param name="split">How.</param>
    /// <param name="members">By id, with the value that the split asks for.</param>
    public static Dictionary<string, long> Split(long total, PrizeSplit split, IReadOnlyCollection<(string Id, long Value)> members)
    {
        var byValue = (long)((Int128)total * split.ByValue / TierScale);
        var shares = Shares.Equally(total - byValue, [.. members.Select(m => m.Id)]);
        foreach (var (id, share) in Shares.ByWeight(byValue, members))
            shares[id] += share;
        return shares;
    }
}
