using System.Diagnostics;
using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Journal;
using Leaderboard.Roster;

namespace Leaderboard.Benchmarks;

/// <summary>The in-memory board by itself, at 10², 10⁴ and 10⁶ members: memory, updates a second, and times of reads between updates.</summary>
internal static class BoardStructure
{
    private const int Updates = 1_000_000;
    private const int Reads = 20_000;
    private const int UpdatesBetweenReads = 20;

    /// <summary>Bytes of a member's measure, averaged over as many measures as a board has.</summary>
    private const int Measures = 5;

    private static readonly string[] Names = ["top ten", "rank", "rank, dense", "around-me"];

    public static Task RunAsync(Scoreboard scores)
    {
        MeasureRanking(100);
        MeasureProjection(100);
        scores.Note($"Board in memory. Reads in µs, p50 / p99, each after {UpdatesBetweenReads} updates; bytes a member.");
        scores.Note($"| members | structure | updates/s | {string.Join(" | ", Names)} | bytes, one measure | bytes, each further |");
        scores.Note($"|---|---|---|---|---|---|---|---|---|");
        var goals = new List<(int Members, Figures Figures)>();
        foreach (var members in (ReadOnlySpan<int>)[100, 10_000, 1_000_000])
        {
            MedianOf(() => MeasureRanking(members)).Tell(scores, members, "ranking");
            var projection = MedianOf(() => MeasureProjection(members));
            projection.Tell(scores, members, "projection");
            goals.Add((members, projection));
        }

        foreach (var (members, figures) in goals)
        {
            for (var read = 0; read < Names.Length; read++)
                scores.AtMost(string.Create(CultureInfo.InvariantCulture, $"board, {members:N0}, {Names[read]}"), $"p99 of {Reads:N0} reads among updates", figures.Reads[read].P99, 50, "µs");
        }

        var (_, large) = goals[^1];
        scores.AtMost(
            string.Create(CultureInfo.InvariantCulture, $"board, {goals[^1].Members:N0}, memory"), $"a member and measure, mean of {Measures} measures", (large.Bytes + ((Measures - 1) * large.Further)) / Measures, 200, "bytes");
        return Task.CompletedTask;
    }

    private static Figures MedianOf(Func<Figures> measure)
    {
        var all = Enumerable.Range(0, Rounds.Count).Select(_ => measure()).ToArray();
        double Median(Func<Figures, double> figure) => Rounds.MedianOf(all.Select(figure));
        return new Figures(
            Median(f => f.Updates),
            [.. Names.Select((_, read) => (Median(f => f.Reads[read].P50), Median(f => f.Reads[read].P99)))],
            Median(f => f.Bytes),
            Median(f => f.Further));
    }

    private static Figures MeasureRanking(int members)
    {
        var random = new Random(1);
        var ids = new IdTable();
        for (var member = 0; member < members; member++)
            ids.Intern(Id(member));
        var keys = new RankingKey[members];
        for (var member = 0; member < members; member++)
            keys[member] = new RankingKey(random.NextInt64(1_000_000), member, member);
        var sorted = keys.ToArray();
        var before = Settled();
        var ranking = new Ranking(ids);
        ranking.Load(sorted);
        var updates = PerSecond(Update);
        var bytes = (double)(Settled() - before) / members;
        var ten = new RankingKey[10];
        var around = new RankingKey[5];
        var times = new[]
        {
            Times(Update, () => ranking.CopyTo(0, ten)),
            Times(Update, () => ranking.RankOf(keys[random.Next(members)], TieRule.Competition) + ranking.RankOf(keys[random.Next(members)], TieRule.First)),
            Times(Update, () => ranking.RankOf(keys[random.Next(members)], TieRule.Dense)),
            Times(Update, () => ranking.CopyTo(AroundWindow.Of(ranking.PositionOf(keys[random.Next(members)]), members, 5).Start, around)),
        };
        GC.KeepAlive(ids);
        GC.KeepAlive(sorted);
        return new Figures(updates, times, bytes, bytes);

        void Update()
        {
            ref var key = ref keys[random.Next(keys.Length)];
            var was = key;
            key = key with { Value = key.Value + random.Next(1, 20_000), ReachedAt = key.ReachedAt + 1 };
            ranking.Replace(was, key);
        }
    }

    // Every row with its movement: most members have a receipt of today by the end, so both orders are whole.
    private static Figures MeasureProjection(int members)
    {
        var random = new Random(1);
        var amount = new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };
        var before = Settled();
        var projection = new WindowProjection(null, null, new Moment(0), new NoRoster());
        projection.Load(Enumerable.Range(0, members).Select(member =>
        {
            var totals = Totals.Of(Entry(member, random.Next(1_000_000), member - members));
            return new CellTotals(new CollectorId(Id(member)), new TeamId("t"), totals, totals);
        }));
        projection.Apply(Entry(0, 1, 0));
        projection.Standings(amount, 0, 10);
        var now = 0L;
        var updates = PerSecond(Update);
        var bytes = (double)(Settled() - before) / members;
        var times = new[]
        {
            Times(Update, () => projection.Standings(amount, 0, 10).Length),
            Times(Update, () => projection.Find(amount, Id(random.Next(members)))!.Rank),
            Times(Update, () => projection.Find(amount with { Tie = TieRule.Dense }, Id(random.Next(members)))!.Rank),
            Times(Update, () => projection.Around(amount, Id(random.Next(members)), 5)!.Length),
        };
        before = Settled();
        projection.Standings(amount with { Measure = BoardMeasure.Points }, 0, 10);
        var further = (double)(Settled() - before) / members;
        GC.KeepAlive(projection);
        return new Figures(updates, times, bytes, further);

        void Update() => projection.Apply(Entry(random.Next(members), random.Next(1, 20_000), now++));
    }

    private static double PerSecond(Action update)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Updates; i++)
            update();
        return Updates / watch.Elapsed.TotalSeconds;
    }

    private static (double P50, double P99) Times(Action update, Func<int> read)
    {
        var ticks = new long[Reads];
        for (var i = 0; i < Reads; i++)
        {
            for (var j = 0; j < UpdatesBetweenReads; j++)
                update();
            var start = Stopwatch.GetTimestamp();
            read();
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
        Array.Sort(ticks);
        return (Microseconds(ticks[Reads / 2]), Microseconds(ticks[Reads * 99 / 100]));
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);

    private static string Id(int member) => string.Create(CultureInfo.InvariantCulture, $"c-{member:D6}");

    private static EntryDraft Entry(int member, long amountMinor, long at) => new()
    {
        Id = EntryId.Recovery("r"),
        Kind = EntryKind.Recovery,
        Collector = new CollectorId(Id(member)),
        Team = new TeamId("t"),
        AmountMinor = amountMinor,
        EffectiveMinor = amountMinor,
        PointsHundredths = amountMinor / 100,
        Receipts = 1,
        ReceivedAt = new Moment(at),
        OccurredAt = new Moment(at),
        VestsAt = new Moment(at),
        Scheme = "default/1",
        RequestHash = Digest.Zero,
        Details = "{}",
    };

    /// <param name="Updates">A second.</param>
    /// <param name="Reads">Microseconds.</param>
    /// <param name="Bytes">A member, with one measure built.</param>
    /// <param name="Further">A member, for one more measure.</param>
    private sealed record Figures(double Updates, (double P50, double P99)[] Reads, double Bytes, double Further)
    {
        public void Tell(Scoreboard scores, int members, string structure)
        {
            var reads = string.Join(" | ", Reads.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.P50:F1} / {r.P99:F1}")));
            scores.Note($"| {members:N0} | {structure} | {Updates:N0} | {reads} | {Bytes:F0} | {Further:F0} |");
        }
    }

    private sealed class NoRoster : IRosterLookup
    {
        public CollectorView? Collector(CollectorId id) => null;

        public TeamView? Team(TeamId id) => null;
    }
}
