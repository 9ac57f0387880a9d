using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;

namespace Leaderboard.Silo.Contests;

/// <summary>
/// Receipts, partial and whole reversals and ticks of the clock's work come in any order, and the contest is scheduled somewhere among
/// them: what is paid is what plain loops over the same receipts say. A failing seed fails again.
/// </summary>
public abstract class ContestReplayTests(LeaderboardCluster cluster)
{
    private const int Receipts = 40;
    private const int WindowHours = 10;

    private static readonly DateTimeOffset FirstWindow = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<ContestFormat, int, bool, bool> Plays
    {
        get
        {
            var plays = new TheoryData<ContestFormat, int, bool, bool>();
            foreach (var format in new[] { ContestFormat.Best, ContestFormat.FirstToTarget, ContestFormat.AllWhoReach, ContestFormat.Duel, ContestFormat.MostImproved })
            {
                for (var seed = 1; seed <= 4; seed++)
                    plays.Add(format, seed, false, false);
                plays.Add(format, 5, true, false);
                if (format == ContestFormat.Duel)
                    continue;
                foreach (var seed in new[] { 6, 7 })
                    plays.Add(format, seed, false, true);
                foreach (var seed in new[] { 8, 9 })
                    plays.Add(format, seed, true, true);
            }

            return plays;
        }
    }

    [Theory]
    [MemberData(nameof(Plays))]
    public async Task What_is_paid_is_what_a_plain_replay_says_whatever_came_first(ContestFormat format, int seed, bool isAdHoc, bool hasLeagues)
    {
        var random = new Random((((int)format) * 100) + seed);
        var tag = $"{(int)format}-{seed}-{Guid.NewGuid():N}"[..20];
        var start = FirstWindow.AddDays((((int)format) * 40) + (seed * 4));
        var collectors = Enumerable.Range(0, format == ContestFormat.Duel && !isAdHoc ? 2 : isAdHoc ? 9 : 6).Select(i => new CollectorId($"c{i}-{tag}")).ToArray();
        foreach (var collector in collectors)
            await cluster.Grains.Collector(collector).Put(new CollectorChange { Name = collector.Value });
        var rules = RulesOf(format, start, collectors);
        if (isAdHoc)
            rules = InTeams(rules, collectors);
        if (hasLeagues)
            rules = rules with { LeaguesMinor = [0, 1_000_00, 2_500_00] };
        var (steps, played) = Shuffle(random, collectors, start, tag);
        var owed = hasLeagues ? Owe(random, steps, collectors, start, tag) : [];
        var contest = cluster.Grains.Contest("k-" + tag);
        var scheduledBefore = random.Next(steps.Count + 1);
        for (var i = 0; i <= steps.Count; i++)
        {
            if (i == scheduledBefore)
            {
                await contest.Draft(rules, "l");
                Assert.Equal(ContestOutcome.Done, await contest.Schedule("l"));
            }

            if (random.Next(5) == 0)
            {
                await cluster.Grains.Contests().Finish();
                _ = await contest.Standings(0, 10);
            }

            if (i < steps.Count)
                await steps[i]();
        }

        Assert.Equal(ContestOutcome.Done, await contest.Certify("m"));

        var paid = (await contest.Payouts())!.GroupBy(p => p.Collector.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(p => p.Value)));
        Assert.Equal(PlainReplay.Of(rules, played, owed).Select(p => (p.Key, p.Value)), paid);
    }

    private static ContestRules RulesOf(ContestFormat format, DateTimeOffset start, CollectorId[] collectors) => new()
    {
        Name = "Replay",
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Amount,
        Format = format,
        StartsAt = Moment.From(start),
        EndsAt = Moment.From(start.AddHours(WindowHours)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Members = Array.ConvertAll(collectors, c => c.Value),
        Target = format == ContestFormat.Duel ? null : 1_200_00,
        Prizes =
        [
            new ContestPrize { Unit = PrizeUnit.Points, FromRank = 1, ToRank = 1, Each = 500_00 },
            .. format == ContestFormat.Duel ? Array.Empty<ContestPrize>() : [new ContestPrize { Unit = PrizeUnit.Points, FromRank = 2, ToRank = 3, Each = 200_01 }],
            .. format == ContestFormat.Best ? [new ContestPrize { Unit = PrizeUnit.Points, Tiers = [new PrizeTier { From = 8_000, Rate = 10_000 }, new PrizeTier { From = 10_000, Rate = 15_000 }] }] : Array.Empty<ContestPrize>(),
        ],
    };

    /// <summary>Teams of unequal size, and one who runs for none. Prizes by rank alone, so that each team wins by one line.</summary>
    private static ContestRules InTeams(ContestRules rules, CollectorId[] collectors) => rules with
    {
        Subject = BoardSubject.Teams,
        Members = [],
        AdHocTeams =
        [
            .. (rules.Format == ContestFormat.Duel ? [2, 5] : new[] { 1, 3, 2, 2 }).Aggregate(
                (Teams: new List<AdHocTeam>(), From: 0),
                (made, size) => ([.. made.Teams, new AdHocTeam { Id = "side-" + made.Teams.Count, Name = "Side " + made.Teams.Count, Collectors = [.. collectors[made.From..(made.From + size)].Select(c => c.Value)] }], made.From + size)).Teams,
        ],
        Prizes = [.. rules.Prizes.Where(p => p.Each is not null)],
    };

    /// <summary>Balances before and within the contest, told in any order among the receipts: an earlier one may come after a later one.</summary>
    private List<Owed> Owe(Random random, List<Func<Task>> steps, CollectorId[] collectors, DateTimeOffset start, string tag)
    {
        var owed = new List<Owed>();
        foreach (var collector in collectors)
        {
            foreach (var account in new[] { $"p-{collector.Value[..2]}-{tag}", $"q-{collector.Value[..2]}-{tag}" })
            {
                foreach (var hour in new[] { -30, -20, -10, 0, 4 }.Where(_ => random.Next(2) == 0))
                {
                    var row = new Owed(account, collector.Value, Moment.From(start.AddHours(hour)), random.Next(1, 16) * 100_00L);
                    owed.Add(row);
                    steps.Insert(random.Next(steps.Count + 1), () => PutAsync(row));
                }
            }
        }

        return owed;
    }

    private async Task PutAsync(Owed row) => Assert.Equal(
        PostingStatus.Accepted,
        (await cluster.Grains.Accounts().Put([new AccountSnapshot
        {
            Id = new AccountId(row.Account),
            AsOf = row.AsOf,
            AsOfGiven = true,
            Collector = new CollectorId(row.Holder),
            PrincipalMinor = row.ClaimMinor,
            DaysPastDue = 45,
            RequestHash = Digest.Zero,
        }]))[0].Status);

    /// <summary>Receipts in any order, whole hundreds so that many stand equal; a reversal somewhere after its receipt.</summary>
    private (List<Func<Task>> Steps, List<Played> Played) Shuffle(Random random, CollectorId[] collectors, DateTimeOffset start, string tag)
    {
        var steps = new List<Func<Task>>();
        var played = new List<Played>();
        for (var i = 0; i < Receipts; i++)
        {
            var (id, collector, amount) = ($"{i:00}-{tag}", collectors[random.Next(collectors.Length)], random.Next(1, 5) * 100_00L);
            var at = Moment.From(start.AddHours(random.Next(-WindowHours, WindowHours + 2)).AddMinutes(random.Next(60)));
            var place = random.Next(steps.Count + 1);
            steps.Insert(place, () => PostAsync(collector, Silo.Receipts.Cash(id, amount, at)));
            played.Add(new Played(collector.Value, amount, at, at, "rec:" + id));
            if (random.Next(4) != 0)
                continue;
            var back = random.Next(2) == 0 ? amount : 100_00;
            var reversedAt = cluster.Time.Now();
            steps.Insert(random.Next(place + 1, steps.Count + 1), () => ReverseAsync(collector, Silo.Receipts.Reversal("v" + id, id, reversedAt, back)));
            played.Add(new Played(collector.Value, -back, at, reversedAt, "rev:v" + id));
        }

        return (steps, played);
    }

    private async Task PostAsync(CollectorId collector, PostRecovery recovery) =>
        Assert.Equal(PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostRecoveries([recovery]))[0].Status);

    private async Task ReverseAsync(CollectorId collector, PostReversal reversal) =>
        Assert.Equal(PostingStatus.Accepted, (await cluster.Grains.Collector(collector).PostReversals([reversal]))[0].Status);
}

public sealed class SqliteContestReplayTests(SqliteCluster cluster) : ContestReplayTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlContestReplayTests(PostgreSqlCluster cluster) : ContestReplayTests(cluster), IClassFixture<PostgreSqlCluster>;
