using System.Globalization;
using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Testing;

namespace Leaderboard.Silo.Measures;

/// <summary>
/// Public charged-off loans as a year of work: each grade is a team, each sub-grade a collector, the balance charged off is what is held and what was
/// recovered a receipt. What must come out is added up here, from the file.
/// </summary>
public sealed class LendingClubTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    [Fact]
    public async Task By_amount_C_is_the_best_and_by_rate_F()
    {
        var loans = Loans();
        await FillAsync(loans);
        var selection = new BoardSelection { Subject = BoardSubject.Teams, Measure = BoardMeasure.Amount };
        var all = cluster.Grains.Board("all");

        var amounts = (await all.Read(selection, 0, 10)).Standings;
        var page = await all.Read(selection with { Measure = BoardMeasure.Rate }, 0, 10);
        var rates = page.Standings;

        var grades = loans.GroupBy(l => l.Grade).ToDictionary(g => "t-" + g.Key, g => (Held: g.Sum(l => l.Held), Recovered: g.Sum(l => l.Recovered)));
        Assert.Equal(grades.OrderByDescending(g => g.Value.Recovered).Select(g => (g.Key, g.Value.Recovered)), amounts.Select(s => (s.Id, s.Value)));
        Assert.Equal(
            grades.Select(g => (g.Key, Rate: Rate(g.Value.Recovered, g.Value.Held))).OrderByDescending(g => g.Rate).Select(g => g.Rate), rates.Select(s => s.Value));
        Assert.All(rates, s => Assert.Equal((grades[s.Id].Recovered, grades[s.Id].Held), (s.NumeratorMinor!.Value, s.DenominatorMinor!.Value)));
        Assert.Equal(("t-C", "t-F", 10_56L), (amounts[0].Id, rates[0].Id, rates[0].Value));
        Assert.Equal(Rate(loans.Sum(l => l.Recovered), loans.Sum(l => l.Held)), page.Sum);

        // The best of each grade, as the contests of the year would have it.
        foreach (var grade in loans.GroupBy(l => l.Grade))
        {
            var contest = cluster.Grains.Contest("best-" + grade.Key);
            await contest.Draft(Rules(grade.Key), "m");
            var best = grade.GroupBy(l => l.SubGrade).Select(s => (Id: "c-" + s.Key, Rate: Rate(s.Sum(l => l.Recovered), s.Sum(l => l.Held)))).OrderByDescending(s => s.Rate).ToList();
            Assert.Equal(best.Select(s => s.Rate), (await contest.Standings(0, 10))!.Standings.Select(s => s.Value));
            Assert.Contains((await contest.Standings(0, 1))!.Standings[0].Id, best.Where(s => s.Rate == best[0].Rate).Select(s => s.Id));
        }
    }

    private static ContestRules Rules(string grade) => new()
    {
        Name = grade,
        Subject = BoardSubject.Collectors,
        Measure = BoardMeasure.Rate,
        Format = ContestFormat.Best,
        StartsAt = Calendar.StartOfDay(new DateOnly(2021, 1, 1)),
        EndsAt = Calendar.StartOfDay(new DateOnly(2022, 1, 1)),
        SettleDays = 0,
        Tie = TieRule.Competition,
        Teams = ["t-" + grade],
        Base = RateBase.OpeningAndNew,
        Prizes = [],
    };

    private static long Rate(long recovered, long held) => (long)Math.Round(recovered * 10_000m / held, MidpointRounding.AwayFromZero);

    private static List<Loan> Loans()
    {
        var file = Repository.Path("..", "shared", "data", "lendingclub", "charged_off.csv");
        Assert.SkipUnless(File.Exists(file), "The public loan data lies beside the project and is not a part of it; without it there is nothing to compare.");
        var lines = File.ReadLines(file).Select(l => l.Split(',')).ToList();
        int Of(string column) => Array.IndexOf(lines[0], column);
        return
        [
            .. lines.Skip(1).Select(f => new Loan(
                f[Of("id")], f[Of("grade")], f[Of("sub_grade")], Minor(f[Of("funded_amount")]) - Minor(f[Of("total_rec_prncp")]), Minor(f[Of("recoveries")]))),
        ];
    }

    private static long Minor(string text) => (long)Math.Round(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) * 100, MidpointRounding.ToEven);

    private async Task FillAsync(List<Loan> loans)
    {
        foreach (var (grade, subGrade) in loans.Select(l => (l.Grade, l.SubGrade)).Distinct())
        {
            await cluster.Grains.Team(new TeamId("t-" + grade)).Put(new TeamChange { Name = grade });
            await cluster.Grains.Collector(new CollectorId("c-" + subGrade)).Put(new CollectorChange { Name = subGrade, Team = new TeamId("t-" + grade) });
        }

        var day = Calendar.StartOfDay(new DateOnly(2021, 12, 1));
        foreach (var snapshots in loans.Chunk(1000))
        {
            Assert.All(
                await cluster.Grains.Accounts().Put([.. snapshots.Select(l => new AccountSnapshot
                {
                    Id = new AccountId("lc-" + l.Id), AsOf = Calendar.StartOfDay(new DateOnly(2021, 1, 1)), Collector = new CollectorId("c-" + l.SubGrade), PrincipalMinor = l.Held, DaysPastDue = 181, AsOfGiven = true, RequestHash = Digest.Zero,
                })]),
                o => Assert.Equal(PostingStatus.Accepted, o.Status));
        }

        foreach (var mine in loans.Where(l => l.Recovered > 0).GroupBy(l => l.SubGrade))
        {
            foreach (var receipts in mine.Chunk(500))
                Assert.All(await cluster.Grains.Collector(new CollectorId("c-" + mine.Key)).PostRecoveries([.. receipts.Select(l => Receipts.Cash("lc-" + l.Id, l.Recovered, day, new AccountId("lc-" + l.Id)))]), o => Assert.Equal(PostingStatus.Accepted, o.Status));
        }
    }

    /// <param name="Held">Funded − principal received, minor units; below 0 where more was received than funded.</param>
    private sealed record Loan(string Id, string Grade, string SubGrade, long Held, long Recovered);
}
