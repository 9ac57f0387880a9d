using CsCheck;
using Leaderboard.Journal;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>Laws of a limited day, for all receipts and reversals in any order.</summary>
public sealed class DayLimitsLawTests
{
    private static readonly Gen<SchemeRules> Rules = Gen.Select(Gen.Long[0, 400], Gen.Long[0, 200], Gen.Int[0, 60], Gen.Int[0, 99], (day, account, minutes, factor) => Day.Rules(
        day is > 0 and < 300 ? day : null, account is > 0 and < 150 ? account : null, minutes is > 0 and < 40 ? minutes : null, factor));

    private static readonly Gen<DayEntry[]> Receipts = Gen.Select(
        Gen.Int[0, 90], Gen.Long[1, 100], Gen.OneOf<string?>("a", "b", null), Gen.OneOf("t", "u"), Gen.OneOf(0, 1, 7), Gen.Int[0, 3],
        (minute, points, account, team, clears, back) => (minute, points, account, team, clears, back)).Array[0, 12].Select(receipts => receipts.SelectMany((r, i) =>
    {
        var receipt = Day.Receipt($"{i}", "09:00", r.points, r.account, r.team, r.clears) with { ReceivedAt = Day.At("09:00").Plus(TimeSpan.FromMinutes(r.minute)) };
        receipt = receipt with { VestsAt = r.clears == 0 ? receipt.ReceivedAt : receipt.VestsAt, OccurredAt = receipt.ReceivedAt };
        return r.back switch
        {
            1 => [receipt, Day.Back($"{i}", receipt, r.points)],
            2 when r.points > 1 => [receipt, Day.Back($"{i}", receipt, r.points / 2)],
            _ => new[] { receipt },
        };
    }).ToArray());

    [Fact]
    public void Whatever_the_order_of_receipts_and_reversals_the_day_is_the_same() => Gen.Select(Rules, Receipts, Gen.Int, Gen.Int).Sample((rules, entries, one, other) =>
    {
        var (first, second) = (Post(rules, entries, new Random(one)), Post(rules, entries, new Random(other)));
        return first.Sum == second.Sum && first.CapsByPlace.OrderBy(c => c.Key).SequenceEqual(second.CapsByPlace.OrderBy(c => c.Key));
    });

    [Fact]
    public void What_has_vested_is_what_the_limits_leave_of_the_receipts_that_have_cleared() => Gen.Select(Rules, Receipts, Gen.Int).Sample((rules, entries, seed) =>
    {
        var day = Post(rules, entries, new Random(seed));
        foreach (var days in (int[])[0, 1, 7])
            Assert.Equal(Plain(rules, entries, days), day.VestedAfter(days));
        Assert.Equal(day.VestedAfter(7), day.Sum);
    });

    /// <summary>min(a day's cap, Σ over accounts of min(an account's cap, Σ of its receipts after the cool-down)), of receipts that have cleared.</summary>
    private static long Plain(SchemeRules rules, DayEntry[] entries, int days)
    {
        var receipts = entries.Where(e => e.Kind == EntryKind.Recovery).Select(e => (Entry: e, Left: e.PointsHundredths + entries.Where(b => b.Source == e.Id).Sum(b => b.PointsHundredths)))
            .Where(r => r.Left > 0).OrderBy(r => r.Entry.ReceivedAt).ThenBy(r => r.Entry.Id.Value, StringComparer.Ordinal).ToList();
        var byAccount = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < receipts.Count; i++)
        {
            var (entry, left) = receipts[i];
            var before = receipts.Take(i).LastOrDefault(r => r.Entry.Account == entry.Account);
            if (entry.Account is not null && rules.CoolDown.Minutes is { } minutes && before.Left > 0 && entry.ReceivedAt - before.Entry.ReceivedAt < TimeSpan.FromMinutes(minutes))
                left = ((left * rules.CoolDown.Factor) + 50) / 100;
            if (entry.VestsAt < Day.Start.Plus(TimeSpan.FromDays(days + 1)))
                byAccount[entry.Account?.Value ?? ""] = byAccount.GetValueOrDefault(entry.Account?.Value ?? "") + left;
        }

        var sum = byAccount.Sum(a => a.Key.Length == 0 ? a.Value : Math.Min(a.Value, rules.Caps.AccountPerDay ?? long.MaxValue));
        return Math.Min(sum, rules.Caps.CollectorPerDay ?? long.MaxValue);
    }

    /// <summary>In an order of its own, a reversal after its receipt, one to three together.</summary>
    private static Day Post(SchemeRules rules, DayEntry[] entries, Random random)
    {
        var day = new Day(rules);
        var order = entries.OrderBy(_ => random.Next()).ToList();
        foreach (var reversal in order.Where(e => e.Kind == EntryKind.Reversal).ToList())
        {
            order.Remove(reversal);
            order.Insert(random.Next(order.FindIndex(e => e.Id == reversal.Source) + 1, order.Count + 1), reversal);
        }

        while (order.Count > 0)
        {
            var together = Math.Min(order.Count, random.Next(1, 4));
            day.Post([.. order.Take(together)]);
            order.RemoveRange(0, together);
        }

        return day;
    }
}
