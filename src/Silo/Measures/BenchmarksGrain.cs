using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Measures;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Measures;

/// <summary>Keeps the book of benchmarks, and reckons from history what it might say.</summary>
[GrainType("lb.benchmarks")]
internal sealed class BenchmarksGrain(DocumentStore documents, BaseReader bases, Database database, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<BenchmarkBook>(documents, BenchmarksGrain.DocumentKind), IBenchmarksGrain
{
    public const string DocumentKind = "benchmarks";
    public const string TheDocument = "all";

    private const int MonthsBack = 12;

    private BenchmarkBook Book => Stored ?? BenchmarkBook.Empty;

    protected override string DocumentId => TheDocument;

    public Task<BenchmarkList> Get() => Task.FromResult(View());

    public async Task<BenchmarkList> Put(Benchmark[] benchmarks, string by)
    {
        var next = Book.With(benchmarks, by, time.Now());
        if (!ReferenceEquals(next, Book))
            await SaveAsync(next);
        return View();
    }

    public async Task<BenchmarkProposal> Propose()
    {
        var months = new List<Stretch>();
        for (var month = calendar.Before(calendar.Window(BoardPeriod.Month, time.Now())); months.Count < MonthsBack; month = calendar.Before(month))
            months.Insert(0, new Stretch(month.From ?? default, month.To ?? default));
        var learning = new Learning(months, await ReceivedAsync(months));
        await bases.EachAccountAsync(months[^1].To, learning.Take);
        return new BenchmarkProposal { From = months[0].From, To = months[^1].To, Lines = learning.ToLines() };
    }

    /// <summary>By account, for each month what came in on it.</summary>
    private async Task<Dictionary<string, long[]>> ReceivedAsync(List<Stretch> months)
    {
        var received = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (account, month, minor) in await database.QueryAsync(
            "account-stretches",
            c =>
            {
                Database.Bind(c, "from", months[0].From.UnixMicroseconds);
                Database.Bind(c, "to", months[^1].To.UnixMicroseconds);
                database.BindTexts(c, "starts", months.ConvertAll(m => m.From.ToString()));
            },
            r => (r.GetString(0), (int)r.GetInt64(1), r.GetInt64(2))))
        {
            if (!received.TryGetValue(account, out var sums))
                received[account] = sums = new long[months.Count];
            sums[month] += minor;
        }

        return received;
    }

    private BenchmarkList View() => new()
    {
        Benchmarks = [.. Book.Benchmarks.Select(b => b.ToView())],
        By = Book.By,
        At = Book.AtMicros is { } at ? new Moment(at) : null,
        ShrinkMinor = bases.ShrinkMinor,
    };
}
