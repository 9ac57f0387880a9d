using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Points;

public sealed class ExpiringTests
{
    private const int Seed = 20270101;

    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));
    private static readonly CollectorId Collector = new("c");

    /// <summary>From the beginning points last for ever; from 2 November on 10 days, told 3 days before.</summary>
    private static readonly SchemeBook Book = new(
    [
        new PublishedScheme
        {
            Id = "short",
            Version = 1,
            EffectiveFromMicros = Start(2).UnixMicroseconds,
            Rules = PointsPlan.Default.Rules with { Expiry = new PointsExpiry { Days = 10, NoticeDays = 3 } },
        },
    ]);

    // 100 vest on the 3rd and last until the end of the 13th, 50 on the 5th until the end of the 15th. 120 are spent: the 100, and 20 of the 50. 30 are left for the 15th.
    [Fact]
    public void What_is_spent_comes_from_what_expires_soonest()
    {
        var account = new Account().Given(3, 100_00).Given(5, 50_00).Spent(4, 120_00);

        Assert.Empty(account.Settle(Start(15)));
        var gone = Assert.Single(account.Settle(Start(16)));
        Assert.Equal(("exp:c/2026-11-15/1", -30_00L, Start(16), Start(16), "short/1"), (gone.Id.Value, gone.PointsHundredths, gone.ReceivedAt, gone.VestsAt, gone.Scheme));
        Assert.False(gone.Kind.CountsOnBoards());
        Assert.Equal(0, account.Balance);
        Assert.Empty(account.Settle(Start(30)));
    }

    // Vested at 23:59 on the 3rd, or at its first instant: both can be spent until the 14th begins.
    [Fact]
    public void A_day_ends_at_its_end_whenever_points_vested_on_it()
    {
        var account = new Account().Given(3, 10_00).GivenAt(Start(4).Plus(-TimeSpan.FromMinutes(1)), 5_00);

        Assert.Empty(account.Settle(Start(14).Plus(-TimeSpan.FromTicks(10))));
        Assert.Equal(-15_00, Assert.Single(account.Settle(Start(14))).PointsHundredths);
    }

    // Nobody was up from the 12th to the 20th: what ran out on the 13th and on the 15th is entered, each for its day.
    [Fact]
    public void After_a_process_was_down_each_missed_day_is_entered_once()
    {
        var account = new Account().Given(3, 100_00).Given(5, 50_00);

        Assert.Equal([("exp:c/2026-11-13/1", -100_00L), ("exp:c/2026-11-15/1", -50_00)], account.Settle(Start(20)).Select(e => (e.Id.Value, e.PointsHundredths)));
        Assert.Empty(account.Settle(Start(20)));
    }

    // 100 expire on the 13th; then what had given them bounces: −100. New 60 pay for it first, and none of them expires: −40 at the end.
    [Fact]
    public void What_is_taken_back_after_it_has_expired_is_missing_and_does_not_expire_twice()
    {
        var account = new Account().Given(3, 100_00);
        account.Settle(Start(14));
        account.Given(3, -100_00);
        Assert.Equal(-100_00, account.Balance);

        account.Given(16, 60_00);
        Assert.Empty(account.Settle(Start(28)));
        Assert.Equal(-40_00, account.Balance);
    }

    // 20 more for the 3rd arrive on the 18th: they ran out on the 13th as the others did.
    [Fact]
    public void What_comes_late_for_a_day_that_has_expired_gets_the_next_number()
    {
        var account = new Account().Given(3, 100_00);
        account.Settle(Start(14));
        account.Given(3, 20_00);

        Assert.Equal([("exp:c/2026-11-13/2", -20_00L)], account.Settle(Start(18)).Select(e => (e.Id.Value, e.PointsHundredths)));
    }

    // 500 vested on the 1st, before anything expired, last for ever, and are spent last: of 100 and 500, 150 spent leave 450 that last.
    [Fact]
    public void What_vested_before_the_scheme_lasts_for_ever_and_is_spent_last()
    {
        var account = new Account().Given(1, 500_00).Given(3, 100_00).Spent(6, 150_00);

        Assert.Empty(account.Settle(Start(60)));
        Assert.Equal(450_00, account.Balance);
    }

    // Told from the 11th on, 3 days before the 14th begins; what is spent meanwhile is not announced any more.
    [Fact]
    public void Owners_are_told_before_it_happens()
    {
        var account = new Account().Given(3, 100_00).Given(5, 50_00);

        Assert.Empty(account.Announced(Start(11).Plus(-TimeSpan.FromTicks(10))));
        Assert.Equal([(Day(13), 100_00L)], account.Announced(Start(11)));
        Assert.Equal([(Day(13), 100_00L), (Day(15), 50_00)], account.Announced(Start(13)));
        Assert.Equal([(Day(13), 10_00L), (Day(15), 50_00)], account.Spent(12, 90_00).Announced(Start(13)));
    }

    // However earnings, spending and settling follow each other: nothing goes below 0 by expiry, and at the end all that could expire is spent or gone.
    [Fact]
    public void Nothing_expires_twice_and_nothing_that_is_spent_expires()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 200; run++)
        {
            var account = new Account();
            for (var day = 2; day <= 40; day++)
            {
                if (random.Next(2) == 0)
                    account.Given(day, random.Next(1, 100));
                account.Settle(Start(day));
                Assert.True(account.Balance >= 0);
                if (random.Next(3) == 0 && account.Balance > 0)
                    account.Spent(day, random.NextInt64(1, account.Balance + 1));
            }

            account.Settle(Start(60));
            Assert.Equal(0, account.Balance);
        }
    }

    private static DateOnly Day(int ofNovember) => new DateOnly(2026, 11, 1).AddDays(ofNovember - 1);

    private static Moment Start(int ofNovember) => Calendar.StartOfDay(Day(ofNovember));

    /// <summary>A ledger, as far as it matters here.</summary>
    private sealed class Account
    {
        private readonly List<(Moment VestsAt, long Points)> _given = [];
        private readonly List<EntryDraft> _expired = [];
        private long _spent;

        public long Balance => _given.Sum(g => g.Points) - _spent + _expired.Sum(e => e.PointsHundredths);

        public Account Given(int day, long points) => GivenAt(Start(day), points);

        public Account GivenAt(Moment at, long points)
        {
            _given.Add((at, points));
            return this;
        }

        public Account Spent(int day, long points)
        {
            Assert.True(day > 0);
            _spent += points;
            return this;
        }

        public IReadOnlyList<EntryDraft> Settle(Moment now)
        {
            var due = Expiring.Due(Collector, TeamId.None, Left(), [.. _expired.Select(e => e.Id)], now);
            _expired.AddRange(due);
            return due;
        }

        public IEnumerable<(DateOnly, long)> Announced(Moment now) => Expiring.Announced(Left(), now).Select(s => (s.LastDay, s.PointsHundredths));

        private IReadOnlyList<ExpiringPoints> Left() => Expiring.Left(_given, _spent - _expired.Sum(e => e.PointsHundredths), Book, Calendar);
    }
}
