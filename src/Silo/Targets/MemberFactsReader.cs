using Leaderboard.Boards;
using Leaderboard.Domain.Targets;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Targets;

/// <summary>Gathers what targets are judged by: what members have recovered, now and before, and when they were not there.</summary>
internal sealed class MemberFactsReader(Database database, InstitutionCalendar calendar)
{
    private static readonly BoardSelection Amounts = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public TargetWindow Of(BoardWindow window)
    {
        if (window is not { From: { } from, To: { } to })
            throw new ArgumentException("A target has a window with two ends.", nameof(window));
        return new TargetWindow(window.Key, from, to, new DaySpan(calendar.DayOf(from), calendar.DayOf(to)));
    }

    public DayMoment DayMomentOf(Moment at)
    {
        var (start, end) = (calendar.DayStart(at), calendar.DayStart(at, 1));
        return new DayMoment(calendar.DayOf(at), (int)((at.UnixMicroseconds - start.UnixMicroseconds) * DayShare.PartsOfDay / (end.UnixMicroseconds - start.UnixMicroseconds)));
    }

    /// <summary>Facts in the order of the members.</summary>
    /// <param name="grains">Where boards and absences are found.</param>
    /// <param name="team">What was recovered in it.</param>
    /// <param name="window">Of the targets.</param>
    /// <param name="members">Of the team.</param>
    /// <param name="windowsBack">Earlier windows to look back on; 0 where nothing is to be suggested.</param>
    public async Task<IReadOnlyList<MemberFacts>> ReadAsync(IGrainFactory grains, TeamId team, BoardWindow window, IReadOnlyList<CollectorView> members, int windowsBack)
    {
        var first = await FirstReceiptsAsync([.. members.Select(m => m.Id.Value)]);
        var past = new List<BoardWindow>();
        for (var earlier = calendar.Before(window); past.Count < windowsBack; earlier = calendar.Before(earlier))
            past.Add(earlier);
        return await Task.WhenAll(members.Select(async member => new MemberFacts(
            member,
            await AmountAsync(grains, window, Amounts with { Team = team }, member.Id),
            first.TryGetValue(member.Id, out var at) ? calendar.DayOf(at) : null,
            await grains.Absences(member.Id).List(),
            await Task.WhenAll(past.Select(async p => (Of(p), await AmountAsync(grains, p, Amounts, member.Id)))),
            [.. member.Teams.Select(s => (s.Team, calendar.DayOf(s.From)))])));
    }

    private static async Task<long> AmountAsync(IGrainFactory grains, BoardWindow window, BoardSelection selection, CollectorId member) =>
        (await grains.Board(window.Key).Find(selection, member.Value))?.Value ?? 0;

    /// <summary>Collectors without a receipt are left out.</summary>
    private async Task<Dictionary<CollectorId, Moment>> FirstReceiptsAsync(IReadOnlyCollection<string> collectors) =>
        (await database.QueryAsync("first-receipts", c => database.BindTexts(c, "collectors", collectors), r => (new CollectorId(r.GetString(0)), new Moment(r.GetInt64(1)))))
        .ToDictionary(r => r.Item1, r => r.Item2);
}
