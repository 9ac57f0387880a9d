using Leaderboard.Measures;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Measures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>What is usually recovered of balances: entered line by line, or taken from history and looked over before it is kept.</summary>
[Requires(Right.KeepBenchmarks)]
internal sealed class BenchmarksModel(IGrainFactory grains, BenchmarkDesk desk, Figures figures, LocalTimes times) : PageModel
{
    private const int EmptyLines = 3;

    [BindProperty]
    public List<BenchmarkLine> Lines { get; set; } = [];

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>The line that is at fault, from 1.</summary>
    public int FaultAt { get; private set; }

    /// <summary>When the months of a proposal are; null: what is shown is what is kept.</summary>
    public string? ProposedOf { get; private set; }

    public int Kept { get; private set; }

    public string Shrink { get; private set; } = "";

    public static IEnumerable<string> Buckets => BenchmarkDesk.BucketsByName.Keys;

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Lines = [.. (await grains.Benchmarks().Get()).Benchmarks.Select(b => BenchmarkLine.Of(b, made: null))];
        AddEmpty();
    }

    public async Task<PageResult> OnPostProposeAsync()
    {
        var proposal = await grains.Benchmarks().Propose();
        await ReadAsync();
        ModelState.Clear();
        Lines = [.. proposal.Lines.Take(BenchmarkDesk.MaxLines).Select(l => BenchmarkLine.Of(l.Benchmark, figures.Made(l.RecoveredMinor, l.BalanceMinor)))];
        ProposedOf = $"{times.Date(proposal.From)} – {times.Date(proposal.To.Plus(TimeSpan.FromMicroseconds(-1)))}";
        if (Lines.Count == 0)
            (Said, WasRefused) = ("benchmarks.noHistory", true);
        AddEmpty();
        return Page();
    }

    public async Task<PageResult> OnPostKeepAsync()
    {
        var lines = Lines.Take(BenchmarkDesk.MaxLines).Select((l, i) => (At: i, Line: l)).Where(l => !l.Line.IsEmpty).ToList();
        var read = lines.ConvertAll(l => l.Line.Read());
        var fault = read.FindIndex(b => b is null);
        var known = read.OfType<Benchmark>().ToArray();
        if (fault < 0 && BenchmarkDesk.TwiceAt(known) is >= 0 and var twice)
            (fault, Said) = (twice, "benchmarks.twice");
        if (fault < 0)
        {
            await desk.PutAsync(HttpContext, known);
            ModelState.Clear();
            await OnGetAsync();
            Said = "benchmarks.kept";
            return Page();
        }

        (Said, WasRefused, FaultAt) = (Said ?? "benchmarks.fault", true, lines[fault].At + 1);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        var list = await grains.Benchmarks().Get();
        (Kept, Shrink) = (list.Benchmarks.Length, figures.Amount(list.ShrinkMinor));
    }

    private void AddEmpty() => Lines.AddRange(Enumerable.Range(0, EmptyLines).Select(_ => new BenchmarkLine()));
}

/// <summary>A line of the form as it was filled in.</summary>
internal sealed class BenchmarkLine
{
    public string? Product { get; set; }

    public string? Bucket { get; set; }

    /// <summary><c>true</c>, <c>false</c>, or empty for any.</summary>
    public string? Secured { get; set; }

    /// <summary>Of the balance, a month.</summary>
    public string? Percent { get; set; }

    /// <summary>What a proposed line was reckoned from; null for others.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public string? Made { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Percent) && string.IsNullOrWhiteSpace(Product) && string.IsNullOrEmpty(Bucket) && string.IsNullOrEmpty(Secured);

    public static BenchmarkLine Of(Benchmark benchmark, string? made) => new()
    {
        Product = benchmark.Product,
        Bucket = benchmark.Bucket is { } bucket ? BenchmarkDesk.NameOf(bucket) : "",
        Secured = benchmark.IsSecured switch { true => "true", false => "false", null => "" },
        Percent = MinorUnits.ToMajor(benchmark.RateBasisPoints, BenchmarkDesk.PercentDecimals).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Made = made,
    };

    /// <summary>Null when something in it is not understood.</summary>
    public Benchmark? Read()
    {
        BalanceBucket named = default;
        if (!string.IsNullOrEmpty(Bucket) && !BenchmarkDesk.BucketsByName.TryGetValue(Bucket, out named))
            return null;
        if (Secured is not (null or "" or "true" or "false") || Product?.Trim().Length > BenchmarkDesk.MaxProductLength)
            return null;
        if (!MinorUnits.TryParse((Percent ?? "").Trim().TrimEnd('%'), BenchmarkDesk.PercentDecimals, out var rate) || rate is < 0 or > BenchmarkDesk.Whole)
            return null;
        return new Benchmark
        {
            Product = string.IsNullOrWhiteSpace(Product) ? null : Product.Trim(),
            Bucket = string.IsNullOrEmpty(Bucket) ? null : named,
            IsSecured = string.IsNullOrEmpty(Secured) ? null : Secured == "true",
            RateBasisPoints = (int)rate,
        };
    }
}
