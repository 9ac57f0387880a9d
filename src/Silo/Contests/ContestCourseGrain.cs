using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Orleans.Concurrency;

namespace Leaderboard.Contests;

/// <summary>Reads how a contest goes, or went, from its standings and the journal; any number of activations.</summary>
[GrainType("lb.contest-course"), StatelessWorker]
internal sealed class ContestCourseGrain(RaceReader races, SettlingReader settling, InstitutionCalendar calendar, TimeProvider time) : Grain, IContestCourseGrain
{
    private const int FirstRows = 100;
    private const int MaxRows = 1000;

    private IContestGrain Contest => GrainFactory.Contest(GrainKeys.IdOf(this.GetPrimaryKeyString()));

    public async Task<ContestCourse?> Read(string? own)
    {
        if (await Contest.Get() is not { } contest || await Contest.Standings(0, own is null && contest.Rules.LeaguesMinor.Length == 0 ? FirstRows : MaxRows) is not { } page)
            return null;
        var (rules, now) = (contest.Rules, time.Now());
        var (steps, step) = LeftOf(rules, now);
        var place = own is null ? -1 : Array.FindIndex(page.Standings, s => string.Equals(s.Id, own, StringComparison.Ordinal));
        var mine = place < 0 ? null : page.Standings[place];
        var rows = FirstOf(page.Standings, FirstRows);
        return new ContestCourse
        {
            Rows = rows,
            Total = page.Total,
            Own = mine,
            Ahead = mine is null ? null : page.Standings[..place].LastOrDefault(s => s.Value > mine.Value && s.League == mine.League),
            Behind = mine is not null && page.Standings.ElementAtOrDefault(place + 1) is { } next && next.League == mine.League ? next : null,
            Paces = [.. rows.Append(mine).OfType<Standing>().DistinctBy(s => s.Id, StringComparer.Ordinal).Select(s => Pace.Of(rules, s.Id, s.Value, s.GapToNext, now, steps, MadeOf(s, page.Ratio)))],
            StepsLeft = steps,
            Step = step,
        };
    }

    public async Task<BoardRace?> Race(int leaders, string? also)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leaders is >= 1 and <= 10, true, nameof(leaders));
        if (await Contest.Get() is not { } contest || !Pace.CanFollow(contest.Rules))
            return null;
        var rules = contest.Rules;
        if (await Contest.Standings(0, also is null && rules.LeaguesMinor.Length == 0 ? leaders : MaxRows) is not { } page)
            return null;
        var first = FirstOf(page.Standings, leaders);
        Standing[] lines = [.. first, .. page.Standings.Where(s => string.Equals(s.Id, also, StringComparison.Ordinal) && !first.Contains(s))];
        var end = rules.EndsAt < time.Now() ? rules.EndsAt : time.Now();
        return end <= rules.StartsAt
            ? new BoardRace { Times = [rules.StartsAt], Lines = [] }
            : await races.ReadAsync(rules, lines, end, page.Ratio?.ShrinkMinor ?? 0);
    }

    public async Task<SettlingMoves?> Settled()
    {
        if (await Contest.Get() is not { State: ContestState.Settling or ContestState.Certified } contest)
            return null;
        if (!SettlingReader.CanTell(contest.Rules))
            return new SettlingMoves { HadBegun = true, Moves = [], IsUnknown = true };
        var standings = await StandingsAsync();
        var atEnd = await settling.AtEndAsync(contest.Rules, standings.ToDictionary(s => s.Id, s => s.League, StringComparer.Ordinal));
        var order = standings.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        return new SettlingMoves
        {
            HadBegun = atEnd.Count > 0,
            Moves = [.. Restating.Of(atEnd, standings).OrderBy(m => order.GetValueOrDefault(m.SubjectId, int.MaxValue))],
        };
    }

    /// <summary>Of each league; where there are none, of all.</summary>
    private static Standing[] FirstOf(Standing[] rows, int count) => [.. rows.GroupBy(r => r.League).SelectMany(league => league.Take(count))];

    private static PaceRatio? MadeOf(Standing row, BoardRatio? ratio) =>
        row is { NumeratorMinor: { } numerator, DenominatorMinor: { } denominator } ? new PaceRatio(numerator, denominator, ratio?.ShrinkMinor ?? 0) : null;

    private async Task<List<StoredStanding>> StandingsAsync()
    {
        var rows = new List<StoredStanding>();
        while (await Contest.Standings(rows.Count, MaxRows) is { Standings.Length: > 0 } page)
            rows.AddRange(page.Standings.Select(s => new StoredStanding(s.Rank, s.Tied, s.Id, s.Name, s.Alias, s.Team?.Value, s.TeamName, s.Value, s.ReachedAt.UnixMicroseconds) { League = s.League }));
        return rows;
    }

    /// <summary>Days while there is more than one, then hours; begun ones count.</summary>
    private (int Steps, PaceStep Step) LeftOf(ContestRules rules, Moment now)
    {
        var from = now > rules.StartsAt ? now : rules.StartsAt;
        if (from >= rules.EndsAt)
            return (0, PaceStep.Day);
        var days = calendar.DayOf(rules.EndsAt.Plus(TimeSpan.FromMicroseconds(-1))).DayNumber - calendar.DayOf(from).DayNumber + 1;
        return days > 1 ? (days, PaceStep.Day) : ((int)Math.Ceiling((rules.EndsAt - from).TotalHours), PaceStep.Hour);
    }
}
