using System.Diagnostics.Metrics;

namespace Leaderboard.Web.Operations;

/// <summary>What a web node counts and measures: who watches, how fast they are told, and what was refused.</summary>
internal sealed class WebMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5] };

    private readonly UpDownCounter<int> _watchers;
    private readonly Histogram<double> _pushSeconds;
    private readonly Counter<long> _refusals;
    private int _watching;

    public WebMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Leaderboard");
        _watchers = meter.CreateUpDownCounter<int>("leaderboard.live.watchers", "{watch}", "Boards that clients of this node look at, each client's by itself.");
        _pushSeconds = meter.CreateHistogram("leaderboard.live.push.latency", "s", "From a board's push to its message in the hands of every connection.", advice: Seconds);
        _refusals = meter.CreateCounter<long>("leaderboard.refusals", "{refusal}", "Requests and entries that were refused, by code.");
    }

    /// <summary>Watches at this moment.</summary>
    public int Watching => Volatile.Read(ref _watching);

    public void WatchersChanged(int by)
    {
        Interlocked.Add(ref _watching, by);
        _watchers.Add(by);
    }

    public void Pushed(TimeSpan latency) => _pushSeconds.Record(Math.Max(0, latency.TotalSeconds));

    public void RefusedRequest(string code) => Refused("request", code);

    public void RefusedEntry(string code) => Refused("entry", code);

    private void Refused(string what, string code) => _refusals.Add(1, new KeyValuePair<string, object?>("what", what), new KeyValuePair<string, object?>("code", code));
}
