using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Celebrations;

namespace Leaderboard.Celebrations;

/// <summary>Where moments happen: the stretch of time whose entries matter, and what they have come to since it was looked at last.</summary>
internal abstract class WatchedPlace(Moment from, Moment to)
{
    /// <summary>A lead that goes back and forth is celebrated once in a while, and early in the day it does nothing else.</summary>
    private static readonly TimeSpan LeadPause = TimeSpan.FromMinutes(1);

    private Moment? _leadAt;

    /// <summary>Inclusive.</summary>
    public Moment From => from;

    /// <summary>Exclusive; what is posted after it is no moment any more.</summary>
    public Moment To => to;

    /// <param name="posted">Amounts by collector since the last look.</param>
    /// <param name="now">At which they are told.</param>
    public abstract Task<IReadOnlyList<Celebration>> LookAsync(IReadOnlyDictionary<string, long> posted, Moment now);

    /// <summary>Whoever has overtaken the leader, when that may be told again.</summary>
    protected IEnumerable<Celebration> LeadOf(BoardSelection board, ContestView? contest, IReadOnlyList<Standing> before, IReadOnlyList<Standing> after, Moment now)
    {
        if (BigMoments.LeadChange(before, after) is not var (leader, passed) || now < _leadAt?.Plus(LeadPause))
            return [];
        _leadAt = now;
        return [BigMoments.Of(CelebrationKind.LeadChange, board, contest, leader, passed, NewId(), now)];
    }

    protected static string NewId() => Guid.CreateVersion7().ToString("N");
}

/// <summary>A contest while it runs: who leads, and who is at the target.</summary>
internal sealed class ContestPlace(IGrainFactory grains, ContestView contest, Standing[] standings) : WatchedPlace(contest.Rules.StartsAt, contest.Rules.EndsAt)
{
    /// <summary>Whoever stands behind is not about to lead; a target is told to those in front.</summary>
    private const int Rows = 1000;

    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private Standing[] _standings = standings;

    /// <summary>Null when it does not run, and is not about to.</summary>
    public static async Task<ContestPlace?> BeginAsync(IGrainFactory grains, string contestId) =>
        await grains.Contest(contestId).Get() is { State: ContestState.Scheduled or ContestState.Running } contest && await grains.Contest(contestId).Standings(0, Rows) is { } page
            ? new ContestPlace(grains, contest, page.Standings)
            : null;

    public override async Task<IReadOnlyList<Celebration>> LookAsync(IReadOnlyDictionary<string, long> posted, Moment now)
    {
        var before = _standings;
        if (await grains.Contest(contest.Id).Standings(0, Rows) is not { } page)
            return [];
        _standings = page.Standings;
        var board = new BoardSelection { Subject = contest.Rules.Subject, Measure = contest.Rules.Measure };
        return
        [
            .. _standings.GroupBy(s => s.League).SelectMany(league => LeadOf(board, contest, [.. before.Where(b => b.League == league.Key)], [.. league], now)),
            .. BigMoments.AtTarget(contest.Rules, before, _standings).Where(t => _reached.Add(t.Entrant.Id))
                .Select(t => BigMoments.Of(CelebrationKind.TargetReached, board, contest, t.Entrant, t.Target, NewId(), now)),
        ];
    }
}

/// <summary>The day's board by amount: who leads, and who has never had such a day.</summary>
internal sealed class DayPlace(IBoardGrain board, BoardWindow day, DayBestReader bests, Standing[] standings)
    : WatchedPlace(day.From ?? Moment.MinValue, day.To ?? Moment.MaxValue)
{
    private const int Rows = 10;
    private static readonly BoardSelection Amounts = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    private readonly Dictionary<string, DayBest> _bests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Standing[] _standings = standings;

    public static async Task<DayPlace> BeginAsync(IGrainFactory grains, InstitutionCalendar calendar, DayBestReader bests, Moment now)
    {
        var day = calendar.Window(BoardPeriod.Day, now);
        var board = grains.Board(day.Key);
        return new DayPlace(board, day, bests, (await board.Read(Amounts, 0, Rows)).Standings);
    }

    public override async Task<IReadOnlyList<Celebration>> LookAsync(IReadOnlyDictionary<string, long> posted, Moment now)
    {
        var before = _standings;
        _standings = (await board.Read(Amounts, 0, Rows)).Standings;
        var moments = LeadOf(Amounts, contest: null, before, _standings, now).ToList();
        await LearnAsync([.. posted.Keys.Where(c => !_bests.ContainsKey(c))]);
        foreach (var (collector, amount) in posted)
        {
            if (await board.Find(Amounts, collector) is not { } standing)
                continue;
            var was = _values.TryGetValue(collector, out var known) ? known : standing.Value - amount;
            _values[collector] = standing.Value;
            if (_bests[collector].IsPassed(was, standing.Value) && _told.Add(collector))
                moments.Add(BigMoments.Of(CelebrationKind.PersonalBest, Amounts, null, standing, _bests[collector].AmountMinor, NewId(), now));
        }

        return moments;
    }

    /// <summary>Once a day for each: the days before do not change enough to matter.</summary>
    private async Task LearnAsync(IReadOnlyCollection<string> collectors)
    {
        if (collectors.Count == 0)
            return;
        var read = await bests.ReadAsync(collectors, From);
        foreach (var collector in collectors)
            _bests[collector] = read.GetValueOrDefault(collector);
    }
}
