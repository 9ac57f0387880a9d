using System.Diagnostics.Metrics;

namespace Leaderboard.Operations;

/// <summary>What a silo counts and measures of the journal and its boards: once a lot or a push, never once an entry.</summary>
internal sealed class SiloMetrics
{
    /// <summary>Of every measurement of the product; the web node has one of the same name.</summary>
    public const string MeterName = "Leaderboard";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] };
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 5, 10, 50, 100, 250, 500, 1000, 2000, 4000, 8000] };

    private readonly Meter _meter;
    private readonly Counter<long> _appended;
    private readonly Counter<long> _fenced;
    private readonly Histogram<int> _lotSize;
    private readonly Histogram<double> _appendSeconds;
    private readonly Histogram<double> _boardLagSeconds;
    private long _behind;

    public SiloMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _appended = _meter.CreateCounter<long>("leaderboard.journal.entries", "{entry}", "Entries made durable.");
        _fenced = _meter.CreateCounter<long>("leaderboard.journal.fenced", "{lot}", "Lots of a partition that another silo writes.");
        _lotSize = _meter.CreateHistogram("leaderboard.journal.lot.size", "{entry}", "Entries in one transaction.", advice: Sizes);
        _appendSeconds = _meter.CreateHistogram("leaderboard.journal.append.duration", "s", "From a lot's first question to its commit.", advice: Seconds);
        _boardLagSeconds = _meter.CreateHistogram("leaderboard.board.lag", "s", "From an entry's posting to the push that first shows it.", advice: Seconds);
        _meter.CreateObservableGauge("leaderboard.journal.behind", () => Volatile.Read(ref _behind), "{entry}", "Entries of other silos that the boards of this one had still to read, at the last look.");
    }

    /// <summary>Entries that lie in the journal and were not yet left with the boards here; 0 when nothing here listens.</summary>
    public long Behind
    {
        get => Volatile.Read(ref _behind);
        set => Volatile.Write(ref _behind, value);
    }

    public void ObserveWaiting(Func<int> waiting) =>
        _meter.CreateObservableGauge("leaderboard.journal.waiting", waiting, "{entry}", "Entries that wait for the journal.");

    public void Appended(int entries, TimeSpan elapsed)
    {
        _appended.Add(entries);
        _lotSize.Record(entries);
        _appendSeconds.Record(elapsed.TotalSeconds);
    }

    public void Fenced(int lots) => _fenced.Add(lots);

    public void Pushed(TimeSpan lag) => _boardLagSeconds.Record(Math.Max(0, lag.TotalSeconds));
}
