using Leaderboard.Domain.Boards;
using Leaderboard.Journal;
using Leaderboard.Measures;
using Leaderboard.Operations;
using Leaderboard.Roster;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Leaderboard.Boards;

/// <summary>
/// All standings of one window: loaded from the journal once, then fed by the tail. Answers reads after it has seen what
/// was acknowledged before them, and pushes changes to watchers, the first at once, then at most four a second.
/// </summary>
[GrainType("lb.board"), Reentrant]
internal sealed partial class BoardGrain(
    BoardReader reader,
    JournalTail tail,
    JournalPosition position,
    RosterDirectory roster,
    InstitutionCalendar calendar,
    TimeProvider time,
    SiloMetrics metrics,
    BaseReader baseReader,
    IOptions<LeaderboardOptions> options) : Grain, IBoardGrain
{
    private const int MaxRows = 1000;

    /// <summary>Orders that nobody asked for between two of these are let go.</summary>
    private static readonly TimeSpan IdleCheck = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>
    /// After quiet a push waits so long for what came in the same request: its receipts may be written in two lots, and the
    /// second would be shown only when the interval is over. Nobody sees it.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(15);

    /// <summary>Ordinally later for each activation: a web node tells by it who speaks for the board now.</summary>
    private readonly string _epoch = Guid.CreateVersion7().ToString("N");
    private readonly WatcherList _watchers = new();
    private readonly PushLag _lag = new(metrics);
    private BoardWindow _window = new() { Key = "", Period = BoardPeriod.All };
    private WindowProjection? _projection;
    private BoardBases? _bases;
    private BoardIntake? _intake;
    private IDisposable? _subscription;
    private IGrainTimer? _pushTimer;
    private Task? _loading;
    private Moment _dayEnd;
    private Moment _lastPush;
    private long _revision;
    private long _rosterRevision;

    private WindowProjection Projection => _projection ?? throw new InvalidOperationException("Not loaded.");

    private BoardIntake Intake => _intake ?? throw new InvalidOperationException("Not active.");

    private BoardBases Bases => _bases ??= new(baseReader, _window);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _window = calendar.Window(GrainKeys.IdOf(this.GetPrimaryKeyString()));
        var self = this.AsReference<IBoardGrain>();
        var feed = new TailFeed(_window.From ?? Moment.MinValue, _window.To ?? Moment.MaxValue, () => self.Drain().Ignore());
        _intake = new BoardIntake(feed, _lag);
        _subscription = tail.Subscribe(feed);
        this.RegisterGrainTimer(
            () =>
            {
                _projection?.DropIdle();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(IdleCheck, IdleCheck) { Interleave = true });
        try
        {
            await LoadAsync();
        }
        catch
        {
            _subscription.Dispose();
            throw;
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public async Task<BoardPage> Read(BoardSelection selection, int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        selection = await CatchUpAsync(selection);
        return Page(selection, Projection.Standings(selection, offset, limit));
    }

    public async Task<BoardStatement> State(BoardSelection[] selections)
    {
        selections = Array.ConvertAll(selections, Whole);
        await CatchUpAsync(selections);
        return new BoardStatement { Boards = Array.ConvertAll(selections, s => Projection.Standings(s, 0, int.MaxValue)), Seqs = [.. Intake.Seqs] };
    }

    public async Task<Standing?> Find(BoardSelection selection, string memberId)
    {
        selection = await CatchUpAsync(selection);
        return Projection.Find(selection, memberId);
    }

    public async Task<BoardPage?> Around(BoardSelection selection, string memberId, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        selection = await CatchUpAsync(selection);
        return Projection.Around(selection, memberId, limit) is { } rows ? Page(selection, rows) : null;
    }

    public async Task<BoardRace> Race(BoardSelection selection, int leaders)
    {
        selection = await CatchUpAsync(selection);
        var first = Projection.Standings(selection, 0, leaders);
        var (from, end) = BoardRaceBuilder.Stretch(_window, _window.From is null ? await reader.SpanAsync() : null, time.Now());
        var step = BoardRaceBuilder.StepFor(end - from);

        // Receipts may be dated a little ahead; they are on the board, so the last step has them too.
        var members = selection.Subject == BoardSubject.Collectors && step >= OneDay ? Array.ConvertAll(first, r => r.Id) : null;
        var totals = await reader.StepsAsync(from, _window.To ?? Moment.MaxValue, step, members);
        return new BoardRaceBuilder(selection, roster).Build(first, totals, from, end, step);
    }

    public async Task<BoardPage> Watch(BoardView view, IBoardObserver observer)
    {
        await CatchUpAsync(view.Selection);
        _watchers.Add(view, observer, time.Now());
        var page = PageOf(view);
        _watchers.Sent(view, observer, page.Revision);
        return page;
    }

    public async Task<BoardPulse> Renew(BoardView view, IBoardObserver observer)
    {
        await CatchUpAsync(view.Selection);
        var known = _watchers.Renew(view, observer, time.Now());
        return new BoardPulse { Known = known, Epoch = _epoch, Revision = _revision, AsOf = time.Now() };
    }

    public Task Unwatch(BoardView view, IBoardObserver observer)
    {
        _watchers.Remove(view, observer);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Entries wait for the next read or push, where many of one collector are added as one. A full stretch does not wait: all boards take in the
    /// same sums of it.
    /// </summary>
    public Task Drain()
    {
        TakeInbox(onlyFull: true);
        PushSoon();
        return Task.CompletedTask;
    }

    /// <summary>With the institution's settings where it names none.</summary>
    private BoardSelection Whole(BoardSelection selection) => selection.Measure == BoardMeasure.Rate ? selection with { Base = selection.Base ?? options.Value.RateBase } : selection;

    private async Task<BoardSelection> CatchUpAsync(BoardSelection selection)
    {
        selection = Whole(selection);
        await CatchUpAsync([selection]);
        return selection;
    }

    /// <summary>Everything acknowledged before this was called is in the projection when it returns, and what ratios are divided by.</summary>
    private async Task CatchUpAsync(BoardSelection[] selections)
    {
        if (time.Now() >= _dayEnd)
            await ReloadAsync();
        var (seqs, revision) = await position.LatestAsync();
        await tail.ReachAsync(seqs);
        await roster.ReachAsync(revision);
        WindowProjection projection;
        do
        {
            projection = Projection;
            foreach (var selection in selections)
            {
                if (await Bases.ReachAsync(projection, selection, revision))
                    Moved();
            }
        }
        while (!ReferenceEquals(projection, _projection));
        TakeInbox();
        TakeRoster();
    }

    private void Moved()
    {
        _revision++;
        PushSoon();
    }

    /// <summary>One load at a time; who comes meanwhile waits for it. It may end before it is first awaited.</summary>
    private async Task ReloadAsync()
    {
        var loading = _loading ??= LoadAsync();
        try
        {
            await loading;
        }
        finally
        {
            if (ReferenceEquals(_loading, loading))
                _loading = null;
        }

        PushSoon();
    }

    /// <summary>
    /// Reads the window anew; the feed is subscribed before, so that what comes meanwhile waits in it and is left out by its
    /// number if the read has it. At the start of a day too: movement is measured from there.
    /// </summary>
    private async Task LoadAsync()
    {
        var now = time.Now();
        var dayStart = calendar.DayStart(now);
        var (seqs, revision) = await position.LatestAsync();
        await tail.ReachAsync(seqs);
        await roster.ReachAsync(revision);
        var loaded = await reader.LoadAsync(_window, dayStart);
        var projection = new WindowProjection(_window.From, _window.To, dayStart, roster);
        projection.Load(loaded.Cells);
        await Bases.MoveAsync(projection, revision);
        _projection = projection;
        Intake.Begin(loaded.Seqs, loaded.LastPostedAt);
        _rosterRevision = roster.LastChange;
        _dayEnd = calendar.DayStart(now, 1);
        _revision++;
    }

    private void TakeInbox(bool onlyFull = false)
    {
        if (_projection is null || _loading is not null)
            return;
        try
        {
            if (Intake.TakeInto(_projection, onlyFull))
                _revision++;
        }
        catch
        {
            // Some of them are in, and it is not known which: the next activation begins with the journal.
            DeactivateOnIdle();
            throw;
        }
    }

    private void TakeRoster()
    {
        if (roster.LastChange is var change && change == _rosterRevision)
            return;
        _rosterRevision = change;
        Projection.RosterChanged();
        Moved();
    }
}
