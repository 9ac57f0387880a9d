using Leaderboard.Journal;

namespace Leaderboard.Celebrations;

/// <summary>
/// Notices the big moments of one place, and tells all web nodes the same. Woken by the journal's tail, it looks at most once a
/// second. When it moves to another silo it begins anew: a moment may be missed then, none is told twice.
/// </summary>
[GrainType("lb.celebrations")]
internal sealed class CelebrationsGrain(JournalTail tail, DayBestReader bests, InstitutionCalendar calendar, TimeProvider time) : Grain, ICelebrationsGrain
{
    private const string ContestPrefix = "contest/";

    /// <summary>Collectors looked at in one turn; more wait for the next.</summary>
    private const int MaxCollectors = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The board is told of an entry at the same time; what it has then is what is looked at.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan EarLife = TimeSpan.FromMinutes(1);

    /// <summary>What is older surprises nobody any more.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ICelebrationObserver, Moment> _ears = [];
    private readonly Dictionary<string, long> _posted = new(StringComparer.Ordinal);
    private readonly List<Celebration> _recent = [];
    private WatchedPlace? _place;
    private TailFeed? _feed;
    private IDisposable? _subscription;
    private IGrainTimer? _timer;
    private Moment _lookedAt;

    public async Task<Celebration[]> Watch(ICelebrationObserver observer)
    {
        var now = time.Now();
        _ears[observer] = now.Plus(EarLife);
        if (_place is null || now >= _place.To)
            await BeginAsync(now);
        _recent.RemoveAll(c => c.At.Plus(Memory) <= now);
        return [.. _recent];
    }

    public Task Unwatch(ICelebrationObserver observer)
    {
        _ears.Remove(observer);
        return Task.CompletedTask;
    }

    public Task Look()
    {
        LookSoon();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What comes in before it listens is seen at the next look.</summary>
    private async Task BeginAsync(Moment now)
    {
        _subscription?.Dispose();
        (_place, _feed, _subscription) = (null, null, null);
        _posted.Clear();
        var self = this.AsReference<ICelebrationsGrain>();
        var id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        WatchedPlace? place = id.StartsWith(ContestPrefix, StringComparison.Ordinal)
            ? await ContestPlace.BeginAsync(GrainFactory, id[ContestPrefix.Length..])
            : await DayPlace.BeginAsync(GrainFactory, calendar, bests, now);
        if (place is null)
            return;
        var feed = new TailFeed(place.From, place.To, () => self.Look().Ignore());
        (_place, _feed, _subscription) = (place, feed, tail.Subscribe(feed));
    }

    private void LookSoon()
    {
        if (_timer is not null || _place is null)
            return;
        var wait = _lookedAt.Plus(Pause) - time.Now();
        _timer = this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(wait > Gathering ? wait : Gathering, Timeout.InfiniteTimeSpan));
    }

    private async Task LookAsync()
    {
        _timer?.Dispose();
        _timer = null;
        var now = _lookedAt = time.Now();
        foreach (var gone in _ears.Where(e => e.Value <= now).Select(e => e.Key).ToList())
            _ears.Remove(gone);
        if (_ears.Count == 0 || _place is null || _feed is null || now >= _place.To)
        {
            DeactivateOnIdle();
            return;
        }

        foreach (var entry in _feed.Take())
        {
            if (entry.Draft.Collector != CollectorId.Unassigned)
                _posted[entry.Draft.Collector.Value] = _posted.GetValueOrDefault(entry.Draft.Collector.Value) + entry.Draft.AmountMinor;
        }

        var turn = _posted.Take(MaxCollectors).ToDictionary(StringComparer.Ordinal);
        foreach (var collector in turn.Keys)
            _posted.Remove(collector);
        foreach (var moment in await _place.LookAsync(turn, now))
        {
            _recent.Add(moment);
            foreach (var ear in _ears.Keys)
                ear.Celebrated(moment).Ignore();
        }

        if (_posted.Count > 0)
            LookSoon();
    }
}
