using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Teams;

/// <summary>Who of a team brought money in last, today.</summary>
internal sealed class LatestReceipts(IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time, Figures figures, LocalTimes times, IStringLocalizer<Words> words)
{
    private const int Shown = 5;

    /// <summary>More than any team has people.</summary>
    private const int MaxMembers = 1000;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<LatestReceipt>> ReadAsync(TeamId team)
    {
        var now = time.Now();
        var selection = new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount, Team = team };
        var today = await grains.Board(calendar.Window(BoardPeriod.Day, now).Key).Read(selection, 0, MaxMembers);

        // The last entries are those of whose value was reached last.
        var entries = await Task.WhenAll(today.Standings.OrderByDescending(s => s.ReachedAt).Take(Shown)
            .Select(s => OfMemberAsync(new CollectorId(s.Id), team, calendar.DayStart(now), calendar.DayStart(now, 1))));
        return [.. entries.SelectMany(e => e).OrderByDescending(e => e.Entry.OccurredAt).Take(Shown).Select(e => Write(e.Collector, e.Entry))];
    }

    private async Task<IEnumerable<(CollectorView Collector, LedgerEntry Entry)>> OfMemberAsync(CollectorId id, TeamId team, Moment from, Moment to)
    {
        if (await grains.Collector(id).Get() is not { } collector)
            return [];
        return (await grains.Collector(id).Latest(from, to, Shown)).Where(e => e.Rate is not null && WasIn(collector, team, e.ReceivedAt)).Select(e => (collector, e));
    }

    /// <summary>The first team counts for all that came before it too.</summary>
    private static bool WasIn(CollectorView collector, TeamId team, Moment at) =>
        (collector.Teams.LastOrDefault(s => s.From <= at) ?? collector.Teams.FirstOrDefault())?.Team == team;

    private LatestReceipt Write(CollectorView collector, LedgerEntry entry) => new(
        entry.Id.SenderId,
        times.Time(entry.OccurredAt),
        collector.Name,
        figures.Amount(entry.AmountMinor),
        entry.AmountMinor < 0,
        words[entry.AmountMinor < 0 ? "team.latest.say.back" : "team.latest.say", collector.Name, figures.Amount(Math.Abs(entry.AmountMinor))]);
}

/// <summary>A receipt or a reversal, written out.</summary>
/// <param name="Id">The sender's.</param>
/// <param name="Say">The same in a sentence.</param>
internal sealed record LatestReceipt(string Id, string When, string Name, string Amount, bool IsReversal, string Say);
