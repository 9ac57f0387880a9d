using Leaderboard.Roster;

namespace Leaderboard.Silo.Reconciliation;

/// <summary>In Berlin a day in October has 25 hours and one in March 23.</summary>
public sealed class ClockChangeTests(ClockChangeTests.BerlinCluster cluster) : IClassFixture<ClockChangeTests.BerlinCluster>
{
    [Theory]
    [InlineData("2025-10-26", "2025-10-25T22:00:00Z", "2025-10-26T22:59:59.999999Z", "2025-10-26T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999999Z", "2026-03-29T22:00:00Z")]
    public async Task The_first_and_the_last_instant_are_of_the_day_and_the_next_is_not(string date, string first, string last, string next)
    {
        var (day, tag) = (DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Guid.NewGuid().ToString("N"));
        var collector = new CollectorId("c-" + tag);
        await cluster.Grains.Collector(collector).Put(new CollectorChange { Name = "Li", Team = new TeamId("t-a") });
        string[] times = [first, last, next];
        await cluster.Grains.Collector(collector).PostRecoveries(
            [.. times.Select((at, i) => Receipts.Cash($"r{i}-{tag}", 1_00 + i, Moment.From(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))) with { Sender = "core" })]);

        Assert.Equal((2, 2_01), TallyOf(await cluster.Grains.Reconciliation(day).Get()));
        Assert.Equal((1, 1_02), TallyOf(await cluster.Grains.Reconciliation(day.AddDays(1)).Get()));
        Assert.Empty((await cluster.Grains.Reconciliation(day.AddDays(-1)).Get()).Lines);
    }

    private static (long, long) TallyOf(Leaderboard.Reconciliation.DayView day)
    {
        var line = Assert.Single(day.Lines);
        return (line.Recoveries.Count, line.Recoveries.SumMinor);
    }

    public sealed class BerlinCluster : LeaderboardCluster
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("lb-test-").FullName;

        protected override ValueTask<LeaderboardOptions> OptionsAsync() =>
            ValueTask.FromResult(new LeaderboardOptions { DataDirectory = _folder, TimeZone = "Europe/Berlin", Currency = "EUR" });

        protected override ValueTask CleanUpAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
