using System.Globalization;
using CsvHelper;
using Leaderboard.Testing;

namespace Leaderboard.Web.Contests;

/// <summary>
/// Charged-off loans as history: a contest for each grade between its sub-grades. Who wins is worked out here by a plain loop over the
/// file; nothing of the product's own arithmetic is in it.
/// </summary>
public sealed class LendingClubTests(SharedServer shared) : ApiTests(shared)
{
    private const int BatchRows = 1000;

    private static readonly string File = Repository.Path("..", "shared", "data", "lendingclub", "charged_off.csv");

    [Fact]
    public async Task The_best_sub_grade_of_each_grade_is_who_a_plain_loop_over_the_file_says()
    {
        Assert.SkipUnless(System.IO.File.Exists(File), "The public loan data lies beside the project and is not a part of it; without it there is nothing to compare.");
        var loans = Read();
        var grades = loans.Select(l => l.Grade).Distinct().Order(StringComparer.Ordinal).ToArray();
        await PutFloorAsync([.. grades.Select(g => (g, loans.Where(l => l.Grade == g).Select(l => l.SubGrade).Distinct().ToArray()))]);
        foreach (var batch in loans.Chunk(BatchRows))
            await AcceptAsync("recoveries", [.. batch.Select(l => Receipt(l.Id, l.SubGrade, l.Amount.ToString(CultureInfo.InvariantCulture), l.ReceivedAt))]);

        foreach (var grade in grades)
        {
            var (best, sum) = ("", 0m);
            foreach (var subGrade in loans.Where(l => l.Grade == grade).Select(l => l.SubGrade).Distinct())
            {
                var own = 0m;
                foreach (var loan in loans)
                    own += loan.SubGrade == subGrade ? loan.Amount : 0;
                (best, sum) = own > sum ? (subGrade, own) : (best, sum);
            }

            var contest = Id("k-" + grade);
            await SendAsync(HttpMethod.Post, "contests", $$"""
                {"id":"{{contest}}","name":"{{grade}}","subject":"collectors","measure":"amount","format":"best","startsAt":"2014-01-01T00:00:00+08:00","endsAt":"2023-01-01T00:00:00+08:00",
                 "settleDays":0,"entrants":{"teams":["{{Id(grade)}}"]},"prizes":[{"fromRank":1,"toRank":1,"points":100}]}
                """);
            await SendAsync(HttpMethod.Post, $"contests/{contest}/schedule");
            await SendAsync(HttpMethod.Post, $"contests/{contest}/certify");

            var winner = Assert.Single((await GetAsync($"contests/{contest}/payouts")).GetProperty("payouts").EnumerateArray().ToArray());
            var first = (await GetAsync($"contests/{contest}/standings?limit=1")).GetProperty("standings")[0];
            Assert.Equal((Id(best), Id(best), sum), (Text(winner, "collectorId"), Text(first, "id"), first.GetProperty("value").GetDecimal()));
        }
    }

    private static List<Loan> Read()
    {
        using var csv = new CsvReader(new StreamReader(File), CultureInfo.InvariantCulture);
        var loans = new List<Loan>();
        foreach (var row in csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>())
        {
            string Cell(string name) => (string)row[name];
            var amount = Math.Round(decimal.Parse(Cell("recoveries"), CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero);
            if (amount > 0)
                loans.Add(new Loan(Cell("id"), Cell("grade"), Cell("sub_grade"), amount, DayOf(Cell("last_payment_date"))));
        }

        return loans;
    }

    /// <summary>Written dd/mm/yyyy.</summary>
    private static string DayOf(string date) => date.Split('/') is [var day, var month, var year] ? $"{year}-{month}-{day}T12:00:00+08:00" : throw new FormatException(date);

    private sealed record Loan(string Id, string Grade, string SubGrade, decimal Amount, string ReceivedAt);
}
