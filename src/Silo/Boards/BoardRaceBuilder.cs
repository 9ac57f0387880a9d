using Leaderboard.Domain.Boards;

namespace Leaderboard.Boards;

/// <summary>Turns sums by step into running totals of the leaders.</summary>
internal sealed class BoardRaceBuilder(BoardSelection selection, IRosterLookup roster)
{
    /// <summary>Enough points for a smooth line, few enough to draw at once.</summary>
    private const int MaxSteps = 96;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromDays(1), TimeSpan.FromDays(4),
    ];

    /// <summary>A race of all time that has been still for so long ends with its last receipt, and not now.</summary>
    private static readonly TimeSpan Over = TimeSpan.FromDays(1);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>From where to where a race is shown: inclusive, exclusive.</summary>
    /// <param name="window">The board's.</param>
    /// <param name="span">The first and last receipt of all, for a window without a start; null when there is none.</param>
    /// <param name="now">A window that goes on ends here.</param>
    public static (Moment From, Moment End) Stretch(BoardWindow window, (Moment First, Moment Last)? span, Moment now)
    {
        var from = window.From ?? span?.First ?? now.Plus(-Shortest);
        var end = window.To is { } to && to < now ? to : now;
        if (span is { } s && s.Last.Plus(Over) < end)
            end = s.Last.Plus(Shortest);
        return (from, end > from.Plus(Shortest) ? end : from.Plus(Shortest));
    }

    /// <summary>The shortest step that covers a stretch with at most <see cref="MaxSteps"/>.</summary>
    public static TimeSpan StepFor(TimeSpan length) => Array.Find(Steps, s => length / s <= MaxSteps) is { Ticks: > 0 } step ? step : length / MaxSteps;

    /// <summary>Ends of the steps, one at least; the last is the end.</summary>
    public static Moment[] Times(Moment from, Moment end, TimeSpan step)
    {
        var times = new Moment[Math.Max(1, (int)Math.Ceiling((end - from) / step))];
        for (var i = 0; i < times.Length; i++)
            times[i] = i == times.Length - 1 ? end : from.Plus(step * (i + 1));
        return times;
    }

    public BoardRace Build(Standing[] leaders, List<StepTotals> totals, Moment from, Moment end, TimeSpan step)
    {
        var times = Times(from, end, step);
        var count = times.Length;
        var lines = leaders.ToDictionary(l => l.Id, _ => new long[count], StringComparer.Ordinal);
        foreach (var total in totals)
        {
            if (MemberOf(total.Collector, total.Team) is { } member && lines.TryGetValue(member, out var line))
                line[Math.Clamp(total.Step, 0, count - 1)] += total.Totals.Summand(selection.Measure);
        }

        foreach (var line in lines.Values)
        {
            for (var i = 1; i < count; i++)
                line[i] = checked(line[i] + line[i - 1]);
        }

        return new BoardRace
        {
            Times = times,
            Lines = [.. leaders.Select(l => new RaceLine { Id = l.Id, Name = l.Alias ?? l.Name, Values = lines[l.Id] })],
        };
    }

    /// <summary>The member an entry counts for; null when the filter leaves it out.</summary>
    private string? MemberOf(CollectorId collector, TeamId team)
    {
        var place = roster.Team(team);
        var (branch, region) = (TeamPlaces.OrUnassigned(place?.Branch), TeamPlaces.OrUnassigned(place?.Region));
        if ((selection.Team is { } onlyTeam && team != onlyTeam)
            || (selection.Branch is { } onlyBranch && !string.Equals(branch, onlyBranch, StringComparison.Ordinal))
            || (selection.Region is { } onlyRegion && !string.Equals(region, onlyRegion, StringComparison.Ordinal)))
        {
            return null;
        }

        return selection.Subject switch
        {
            BoardSubject.Collectors => collector.Value,
            BoardSubject.Teams => TeamPlaces.OrUnassigned(team.Value),
            BoardSubject.Branches => branch,
            _ => region,
        };
    }
}
