using Leaderboard.Contests;

namespace Leaderboard.Silo.Contests;

/// <summary>A receipt, or what is taken back of one.</summary>
/// <param name="Entrant">Who is credited.</param>
/// <param name="AmountMinor">Below 0 where it takes back.</param>
/// <param name="ReceivedAt">Of the receipt.</param>
/// <param name="OccurredAt">Of the receipt, or when it was taken back.</param>
/// <param name="Id">With the prefix of the journal.</param>
internal sealed record Played(string Entrant, long AmountMinor, Moment ReceivedAt, Moment OccurredAt, string Id);

/// <summary>What was owed on an account from a moment on.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Holder">A collector.</param>
/// <param name="AsOf">Inclusive.</param>
/// <param name="ClaimMinor">Above 0.</param>
internal sealed record Owed(string Account, string Holder, Moment AsOf, long ClaimMinor);

/// <summary>
/// What a contest pays, told once more by plain loops over a list of receipts, from the rules as people read them: nothing of the
/// product's own arithmetic is in it.
/// </summary>
internal static class PlainReplay
{
    /// <summary>By collector, hundredths; who gets nothing is left out.</summary>
    public static SortedDictionary<string, long> Of(ContestRules rules, IReadOnlyCollection<Played> all, IReadOnlyCollection<Owed> owed)
    {
        var paid = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var league = 0; league < Math.Max(1, rules.LeaguesMinor.Length); league++)
        {
            var played = all.Where(p => TeamOf(rules, p.Entrant) is { } entrant && LeagueOf(rules, entrant, owed) == league).ToList();
            var won = OfLeague(rules, [.. played.Select(p => p with { Entrant = TeamOf(rules, p.Entrant)! })]);
            foreach (var (entrant, value) in won)
                Share(rules, entrant, value, played, paid);
        }

        return paid;
    }

    /// <summary>Who the collector runs for: alone, or a team of the contest's own; null: for none.</summary>
    private static string? TeamOf(ContestRules rules, string collector) =>
        rules.AdHocTeams.Length == 0 ? collector : rules.AdHocTeams.FirstOrDefault(t => t.Collectors.Contains(collector))?.Id;

    /// <summary>How many of the bounds above 0 the book of the beginning has reached.</summary>
    private static int LeagueOf(ContestRules rules, string entrant, IReadOnlyCollection<Owed> owed)
    {
        var book = 0L;
        foreach (var account in owed.GroupBy(o => o.Account))
        {
            if (account.Where(o => o.AsOf <= rules.StartsAt).OrderBy(o => o.AsOf.UnixMicroseconds).LastOrDefault() is { } then && TeamOf(rules, then.Holder) == entrant)
                book += then.ClaimMinor;
        }

        return rules.LeaguesMinor.Count(b => b > 0 && book >= b);
    }

    /// <summary>A team's prize goes equally to who had a receipt in its time that was not wholly taken back; what is left over, one by one, by id.</summary>
    private static void Share(ContestRules rules, string entrant, long value, List<Played> played, SortedDictionary<string, long> paid)
    {
        var members = rules.AdHocTeams.Length == 0 ? [entrant] : played
            .Where(p => p.ReceivedAt >= rules.StartsAt && p.ReceivedAt < rules.EndsAt && TeamOf(rules, p.Entrant) == entrant && p.Id.StartsWith("rec:", StringComparison.Ordinal))
            .Where(p => p.AmountMinor + played.Where(r => r.Id == "rev:v" + p.Id[4..]).Sum(r => r.AmountMinor) > 0)
            .Select(p => p.Entrant).Distinct().Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < members.Count; i++)
        {
            var share = (value / members.Count) + (i < value % members.Count ? 1 : 0);
            if (share > 0)
                paid[members[i]] = paid.GetValueOrDefault(members[i]) + share;
        }
    }

    /// <summary>By entrant.</summary>
    private static SortedDictionary<string, long> OfLeague(ContestRules rules, IReadOnlyCollection<Played> all)
    {
        var inside = all.Where(p => p.ReceivedAt >= rules.StartsAt && p.ReceivedAt < rules.EndsAt).ToList();
        var entrants = inside.Select(p => p.Entrant).Distinct().ToList();
        var values = entrants.ToDictionary(e => e, e => inside.Where(p => p.Entrant == e).Sum(p => p.AmountMinor));
        if (rules.Format == ContestFormat.MostImproved)
        {
            var length = rules.EndsAt - rules.StartsAt;
            foreach (var entrant in entrants)
                values[entrant] -= all.Where(p => p.Entrant == entrant && p.ReceivedAt >= rules.StartsAt.Plus(-length) && p.ReceivedAt < rules.StartsAt).Sum(p => p.AmountMinor);
        }

        // Groups of equals, the best first.
        var groups = rules.Format switch
        {
            ContestFormat.FirstToTarget => Groups(Crossings(rules, inside).Select(c => (c.Key, -c.Value.UnixMicroseconds))),
            ContestFormat.AllWhoReach => Groups(values.Where(v => v.Value >= rules.Target).Select(v => (v.Key, v.Value))),
            _ => Groups(values.Select(v => (v.Key, v.Value))),
        };
        var paid = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var place = 1;
        foreach (var group in groups)
        {
            var sum = 0L;
            for (var i = 0; i < group.Count; i++, place++)
                sum += rules.Prizes.Where(p => p.Each is not null && place >= p.FromRank && place <= p.ToRank).Sum(p => p.Each!.Value);
            for (var i = 0; i < group.Count; i++)
                Add(group[i], (sum / group.Count) + (i < sum % group.Count ? 1 : 0));
        }

        foreach (var prize in rules.Prizes.Where(p => p.Tiers.Length > 0))
        {
            foreach (var entrant in groups.SelectMany(g => g))
                Add(entrant, Tiers(prize, values[entrant], rules.Target!.Value));
        }

        return paid;

        void Add(string entrant, long hundredths)
        {
            if (hundredths > 0)
                paid[entrant] = paid.GetValueOrDefault(entrant) + hundredths;
        }
    }

    /// <summary>When the running sum, in the order of (receivedAt, id), last went from below the target to at least the target.</summary>
    private static Dictionary<string, Moment> Crossings(ContestRules rules, List<Played> inside)
    {
        var crossed = new Dictionary<string, Moment>();
        foreach (var entrant in inside.GroupBy(p => p.Entrant))
        {
            var sum = 0L;
            foreach (var played in entrant.OrderBy(p => p.ReceivedAt.UnixMicroseconds).ThenBy(p => p.Id, StringComparer.Ordinal))
            {
                var wasThere = sum >= rules.Target;
                sum += played.AmountMinor;
                if (sum < rules.Target)
                    crossed.Remove(entrant.Key);
                else if (!wasThere)
                    crossed[entrant.Key] = played.ReceivedAt;
            }
        }

        return crossed;
    }

    private static List<List<string>> Groups(IEnumerable<(string Entrant, long Value)> values) =>
        [.. values.GroupBy(v => v.Value).OrderByDescending(g => g.Key).Select(g => g.Select(v => v.Entrant).Order(StringComparer.Ordinal).ToList())];

    /// <summary>In decimal, rounded once.</summary>
    private static long Tiers(ContestPrize prize, long value, long target)
    {
        var sum = 0m;
        for (var i = 0; i < prize.Tiers.Length; i++)
        {
            var from = target * prize.Tiers[i].From / 10_000m;
            var to = i + 1 < prize.Tiers.Length ? Math.Min(value, target * prize.Tiers[i + 1].From / 10_000m) : value;
            sum += Math.Max(0, to - from) * prize.Tiers[i].Rate / 1_000_000m;
        }

        return (long)Math.Round(sum, MidpointRounding.AwayFromZero);
    }
}
