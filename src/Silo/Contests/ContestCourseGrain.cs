using Leaderboard.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Roster;
using Orleans.Concurrency;

namespace Leaderboard.Contests;

/// <summary>Reads how a contest goes, or went, from its standings and the journal; any number of activations.</summary>
[GrainType("lb.contest-course"), StatelessWorker]
internal sealed class ContestCourseGrain(BoardReader reader, SettlingReader settling, RosterDirectory roster, InstitutionCalendar calendar, TimeProvider time) : Grain, IContestCourseGrain
{
    private const int FirstRows = 100;
    private const int MaxRows = 1000;
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    private IContestGrain Contest => GrainFactory.Contest(GrainKeys.IdOf(this.GetPrimaryKeyString()));

    public async Task<ContestCourse?> Read(string? own)
    {
        if (await Contest.Get() is not { } contest || await Contest.Standings(0, own is null ? FirstRows : MaxRows) is not { } page)
            return null;
        var (rules, now) = (contest.Rules, time.Now());
        var (steps, step) = LeftOf(rules, now);
        var place = own is null ? -1 : Array.FindIndex(page.Standings, s => string.Equals(s.Id, own, StringComparison.Ordinal));
        var mine = place < 0 ? null : page.Standings[place];
        var rows = page.Standings.Take(FirstRows).ToArray();
        return new ContestCourse
        {
            Rows = rows,
            Total = page.Total,
            Own = mine,
            Ahead = mine is null ? null : page.Standings[..place].LastOrDefault(s => s.Value > mine.Value),
            Behind = page.Standings.ElementAtOrDefault(place + 1),
            Paces = [.. rows.Append(mine).OfType<Standing>().DistinctBy(s => s.Id, StringComparer.Ordinal).Select(s => Pace.Of(rules, s.Id, s.Value, s.GapToNext, now, steps))],
            StepsLeft = steps,
            Step = step,
        };
    }

    public async Task<BoardRace?> Race(int leaders, string? also)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leaders is >= 1 and <= 10, true, nameof(leaders));
        if (await Contest.Get() is not { } contest || !Pace.AddsUp(contest.Rules) || await Contest.Standings(0, also is null ? leaders : MaxRows) is not { } page)
            return null;
        var rules = contest.Rules;
        Standing[] lines = [.. page.Standings.Where((s, i) => i < leaders || string.Equals(s.Id, also, StringComparison.Ordinal))];
        var end = rules.EndsAt < time.Now() ? rules.EndsAt : time.Now();
        if (end <= rules.StartsAt)
            return new BoardRace { Times = [rules.StartsAt], Lines = [] };
        var step = BoardRaceBuilder.StepFor(end - rules.StartsAt);

        // Of a few collectors over a long time the journal is read much faster than of all.
        var members = rules.Subject == BoardSubject.Collectors && step >= OneDay ? Array.ConvertAll(lines, l => l.Id) : null;
        var totals = await reader.StepsAsync(rules.StartsAt, rules.EndsAt, step, members);
        if (rules.Teams.Length > 0)
            totals = totals.FindAll(t => rules.Teams.Contains(t.Team.Value, StringComparer.Ordinal));
        return new BoardRaceBuilder(new BoardSelection { Subject = rules.Subject, Measure = rules.Measure }, roster).Build(lines, totals, rules.StartsAt, end, step);
    }

    public async Task<SettlingMoves?> Settled()
    {
        if (await Contest.Get() is not { State: ContestState.Settling or ContestState.Certified } contest)
            return null;
        if (!SettlingReader.CanTell(contest.Rules))
            return new SettlingMoves { HadBegun = true, Moves = [], IsUnknown = true };
        var atEnd = await settling.AtEndAsync(contest.Rules);
        var standings = await StandingsAsync();
        var order = standings.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        return new SettlingMoves
        {
            HadBegun = atEnd.Count > 0,
            Moves = [.. Restating.Of(atEnd, standings).OrderBy(m => order.GetValueOrDefault(m.SubjectId, int.MaxValue))],
        };
    }

    private async Task<List<StoredStanding>> StandingsAsync()
    {
        var rows = new List<StoredStanding>();
        while (await Contest.Standings(rows.Count, MaxRows) is { Standings.Length: > 0 } page)
            rows.AddRange(page.Standings.Select(s => new StoredStanding(s.Rank, s.Tied, s.Id, s.Name, s.Alias, s.Team?.Value, s.TeamName, s.Value, s.ReachedAt.UnixMicroseconds)));
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
