using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

/// <summary>What a selection ranks, apart from measure and tie rule.</summary>
internal sealed record SliceKey(BoardSubject Subject, TeamId? Team, string? Branch, string? Region)
{
    public static SliceKey Of(BoardSelection selection) => new(selection.Subject, selection.Team, selection.Branch, selection.Region);
}

/// <summary>
/// The members of one subject under one filter with their sums, and for each measure asked for an order of now and one of
/// the day's start.
/// </summary>
internal sealed class BoardSlice
{
    private readonly List<Member> _members = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<BoardMeasure, (Ranking Now, Ranking AtDayStart)> _rankings = [];
    private readonly Dictionary<CollectorId, int> _allHeads = [];

    public int Count => _members.Count;

    /// <summary>Sums over all members.</summary>
    public Sums All { get; private set; } = Sums.None;

    /// <summary>Distinct collectors over all members.</summary>
    public int Heads => _allHeads.Count;

    /// <summary>Adds to a member what one of its collectors has earned.</summary>
    public void Add(string memberId, CollectorId collector, Sums now, Sums atDayStart)
    {
        if (!_index.TryGetValue(memberId, out var index))
        {
            index = _members.Count;
            _members.Add(new Member(memberId));
            _index.Add(memberId, index);
        }

        var member = _members[index];
        var before = (member.Now, member.AtDayStart, NowHeads: member.Heads.Count, DayStartHeads: member.HeadsAtDayStart);
        member.Add(collector, now, atDayStart);
        _allHeads[collector] = 0;
        All += now;
        foreach (var (measure, (ranking, dayStart)) in _rankings)
        {
            Move(ranking, index, measure, before.Now, before.NowHeads, member.Now, member.Heads.Count);
            Move(dayStart, index, measure, before.AtDayStart, before.DayStartHeads, member.AtDayStart, member.HeadsAtDayStart);
        }
    }

    /// <summary>Position of a member, from 0; null when it is not on the board.</summary>
    public int? PositionOf(BoardMeasure measure, string memberId) =>
        _index.TryGetValue(memberId, out var index) ? Rankings(measure).Now.PositionOf(KeyNow(index, measure)) : null;

    /// <summary>Rows from a position on.</summary>
    public RankedMember[] Rows(BoardMeasure measure, TieRule tie, int offset, int limit)
    {
        var (now, atDayStart) = Rankings(measure);
        var keys = new RankKey[Math.Clamp(now.Count - offset, 0, limit)];
        now.CopyTo(offset, keys);
        return Array.ConvertAll(keys, key =>
        {
            var member = _members[key.Member];
            var rank = now.Rank(key, tie);
            int? movement = member.AtDayStart.IsNone ? null : atDayStart.Rank(KeyAtDayStart(key.Member, measure), tie) - rank;
            return new RankedMember(member.Id, rank, now.IsTied(key.Value), key.Value, new Moment(key.ReachedAtMicros), movement, now.GapToNext(key.Value));
        });
    }

    /// <summary>Forgets the orders; they are built again when asked for.</summary>
    public void DropRankings() => _rankings.Clear();

    private static void Move(Ranking ranking, int index, BoardMeasure measure, Sums before, int headsBefore, Sums after, int headsAfter)
    {
        var from = new RankKey(before.Value(measure, headsBefore), before.ReachedAtMicros, index);
        var to = new RankKey(after.Value(measure, headsAfter), after.ReachedAtMicros, index);
        if (before.IsNone ? after.IsNone : from == to)
            return;
        if (!before.IsNone)
            ranking.Remove(from);
        ranking.Add(to);
    }

    private (Ranking Now, Ranking AtDayStart) Rankings(BoardMeasure measure)
    {
        if (_rankings.TryGetValue(measure, out var rankings))
            return rankings;
        rankings = (new Ranking(i => _members[i].Id), new Ranking(i => _members[i].Id));
        rankings.Now.Load([.. Enumerable.Range(0, _members.Count).Select(i => KeyNow(i, measure))]);
        rankings.AtDayStart.Load(
            [.. Enumerable.Range(0, _members.Count).Where(i => !_members[i].AtDayStart.IsNone).Select(i => KeyAtDayStart(i, measure))]);
        _rankings.Add(measure, rankings);
        return rankings;
    }

    private RankKey KeyNow(int index, BoardMeasure measure) =>
        new(_members[index].Now.Value(measure, _members[index].Heads.Count), _members[index].Now.ReachedAtMicros, index);

    private RankKey KeyAtDayStart(int index, BoardMeasure measure) => new(
        _members[index].AtDayStart.Value(measure, _members[index].HeadsAtDayStart), _members[index].AtDayStart.ReachedAtMicros, index);

    private sealed class Member(string id)
    {
        public string Id => id;

        public Sums Now { get; private set; } = Sums.None;

        public Sums AtDayStart { get; private set; } = Sums.None;

        public HeadCount Heads { get; } = new();

        public int HeadsAtDayStart => Heads.CountAtDayStart;

        public void Add(CollectorId collector, Sums now, Sums atDayStart)
        {
            Now += now;
            AtDayStart += atDayStart;
            Heads.Add(collector, !atDayStart.IsNone);
        }
    }
}

/// <summary>Distinct collectors of a member; the common case of one needs no table.</summary>
internal sealed class HeadCount
{
    private CollectorId _only;
    private bool _onlyAtDayStart;
    private Dictionary<CollectorId, bool>? _many;

    public int Count => _many?.Count ?? (_only.Value is null ? 0 : 1);

    public int CountAtDayStart { get; private set; }

    public void Add(CollectorId collector, bool atDayStart)
    {
        if (_many is null && (_only.Value is null || _only == collector))
        {
            if (atDayStart && !_onlyAtDayStart)
                CountAtDayStart++;
            _only = collector;
            _onlyAtDayStart |= atDayStart;
            return;
        }

        _many ??= new Dictionary<CollectorId, bool> { [_only] = _onlyAtDayStart };
        var was = _many.GetValueOrDefault(collector);
        if (atDayStart && !was)
            CountAtDayStart++;
        _many[collector] = was || atDayStart;
    }
}

/// <summary>A row without its names.</summary>
internal readonly record struct RankedMember(string Id, int Rank, bool Tied, long Value, Moment ReachedAt, int? Movement, long GapToNext);
