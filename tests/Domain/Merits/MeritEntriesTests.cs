using Leaderboard.Journal;
using static Leaderboard.Domain.Merits.Receiver;

namespace Leaderboard.Domain.Merits;

public sealed class MeritEntriesTests
{
    private const int Seed = 20261120;

    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    private static readonly MeritOwner Owner = new(
        new CollectorId("c"), Calendar.StartOfDay, at => new TeamId(at < Calendar.StartOfDay(Day(20)) ? "before" : "after"), day => Calendar.DayStart(Calendar.StartOfDay(day), 7));

    // Five in a row: 10 for the first receipt on Monday, 50 for the streak and 30 for the badge on Friday; vested a week later.
    [Fact]
    public void What_is_earned_is_given_once_and_stands_on_the_day_that_earned_it()
    {
        var ledger = new List<EntryDraft>();
        var given = Settle(ledger, On(16, 17, 18, 19, 20));

        Assert.Equal(
            [("mer:c/first-receipt/1", 10_00L, "before"), ("mer:c/five-day-streak:2026-11-20/1", 30_00, "after"), ("mer:c/streak:2026-11-20/1", 50_00, "after")],
            given.Select(e => (e.Id.Value, e.PointsHundredths, e.Team.Value)));
        Assert.Equal([EntryKind.Badge, EntryKind.Badge, EntryKind.Streak], given.Select(e => e.Kind));
        Assert.All(given.Skip(1), e => Assert.Equal((Calendar.StartOfDay(Day(20)), Calendar.StartOfDay(Day(20)), Calendar.StartOfDay(Day(27)), 0L, 0), (e.ReceivedAt, e.OccurredAt, e.VestsAt, e.AmountMinor, e.Receipts)));
        Assert.All(given, e => Assert.True(e.Kind.CountsOnBoards()));
        Assert.Equal((MeritKindOf("Streak"), Day(20), "streak:2026-11-20"), (MeritEntries.MeritOf(given[2]).Kind, MeritEntries.MeritOf(given[2]).Day, MeritEntries.MeritOf(given[2]).Key));
        Assert.Empty(Settle(ledger, On(16, 17, 18, 19, 20)));
    }

    // Wednesday goes: streak and badge go with it, each in full, in its own place. It comes back late: both are given again. Then the first day goes, too.
    [Fact]
    public void What_is_not_earned_any_more_is_taken_back_and_given_again_under_the_next_number()
    {
        var ledger = new List<EntryDraft>();
        Settle(ledger, On(16, 17, 18, 19, 20));

        var back = Settle(ledger, On(16, 17, 19, 20));
        Assert.Equal(
            [("mer:c/five-day-streak:2026-11-20/2", -30_00L, "mer:c/five-day-streak:2026-11-20/1"), ("mer:c/streak:2026-11-20/2", -50_00, "mer:c/streak:2026-11-20/1")],
            back.Select(e => (e.Id.Value, e.PointsHundredths, e.Source!.Value.Value)));
        Assert.All(back, e => Assert.Equal(("after", Calendar.StartOfDay(Day(20)), Calendar.StartOfDay(Day(27)), "keen/1"), (e.Team.Value, e.ReceivedAt, e.VestsAt, e.Scheme)));

        Assert.Equal(["mer:c/five-day-streak:2026-11-20/3", "mer:c/streak:2026-11-20/3"], Settle(ledger, On(16, 17, 18, 19, 20)).Select(e => e.Id.Value));
        Assert.Equal(90_00, ledger.Sum(e => e.PointsHundredths));

        // The first receipt is Tuesday's now: the badge is the same, and stays.
        Settle(ledger, On(17, 18, 19, 20));
        Assert.Equal(10_00, ledger.Sum(e => e.PointsHundredths));
        Settle(ledger, []);
        Assert.Equal(0, ledger.Sum(e => e.PointsHundredths));
    }

    // Whatever order days come and go in, and however often it is settled between, the ledger ends at what is earned at the end.
    [Fact]
    public void The_order_of_arrival_never_matters()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 200; run++)
        {
            var ledger = new List<EntryDraft>();
            var amounts = new Dictionary<DateOnly, long>();
            for (var step = 0; step < 60; step++)
            {
                var day = Day(random.Next(1, 29));
                amounts[day] = Math.Max(0, amounts.GetValueOrDefault(day) + (random.Next(-2, 4) * 100_00));
                if (random.Next(3) == 0)
                    Settle(ledger, Days());
            }

            Settle(ledger, Days());
            var wanted = History(Days()).Earned().ToDictionary(m => m.Key, m => m.PointsHundredths, StringComparer.Ordinal);
            var held = ledger.GroupBy(e => e.Id.Value.Split('/')[1]).Select(g => (g.Key, Points: g.Sum(e => e.PointsHundredths))).Where(g => g.Points != 0).ToDictionary(g => g.Key, g => g.Points, StringComparer.Ordinal);
            Assert.Equal(wanted.OrderBy(w => w.Key, StringComparer.Ordinal), held.OrderBy(h => h.Key, StringComparer.Ordinal));
            Assert.Equal(ledger.Count, ledger.Select(e => e.Id).Distinct().Count());
            Assert.Empty(Settle(ledger, Days()));

            IEnumerable<EarningDay> Days() => amounts.OrderBy(_ => random.Next()).Select(a => new EarningDay(a.Key, a.Value, a.Value / 2)).ToList();
        }
    }

    private static Leaderboard.Merits.MeritKind MeritKindOf(string name) => Enum.Parse<Leaderboard.Merits.MeritKind>(name);

    private static IReadOnlyList<EntryDraft> Settle(List<EntryDraft> ledger, IEnumerable<EarningDay> days)
    {
        var missing = MeritEntries.Missing(Owner, History(days).Earned(), ledger);
        ledger.AddRange(missing);
        return missing;
    }
}
