using System.Security.Claims;
using Leaderboard.Boards;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Boards;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>Where a collector stands, what is missing to the next place, and the pace that takes.</summary>
internal sealed class PlaceReader(
    IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time, Figures figures, LocalTimes times, StandingLines lines, IStringLocalizer<Words> words)
{
    private const int RowsAround = 5;
    private static readonly BoardSelection Amounts = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    public async Task<PlaceView> ReadAsync(ClaimsPrincipal user, CollectorId id, BoardPeriod period)
    {
        var now = time.Now();
        var window = calendar.Window(period, now);
        var board = grains.Board(window.Key);
        var page = await board.Around(Amounts, id.Value, RowsAround) ?? await board.Read(Amounts, 0, RowsAround);
        var place = Array.FindIndex(page.Standings, s => string.Equals(s.Id, id.Value, StringComparison.Ordinal));
        var mine = place < 0 ? null : page.Standings[place];
        var ahead = mine is null ? null : page.Standings[..place].LastOrDefault(s => s.Value > mine.Value);
        return new PlaceView(
            period,
            times.Period(window) ?? "",
            mine is null ? null : words["me.place", mine.Rank].Value,
            words[mine?.Tied == true ? "me.of.tied" : "me.of", Figures.Count(page.Total)],
            figures.Amount(mine?.Value ?? 0),
            mine is null ? words["me.notyet." + period] : GapOf(mine, ahead, page.Standings.ElementAtOrDefault(place + 1)),
            mine is { GapToNext: > 0 } && window.To is { } end ? PaceOf(mine.GapToNext, now, end, period) : null,
            await lines.OfAsync(user, Amounts, page.Standings));
    }

    private string GapOf(Standing mine, Standing? ahead, Standing? behind) => mine switch
    {
        { GapToNext: > 0 } when ahead is not null => words["me.gap", figures.Amount(mine.GapToNext), lines.NameOf(ahead, BoardSubject.Collectors), ahead.Rank],
        { GapToNext: > 0 } => words["me.gap.next", figures.Amount(mine.GapToNext)],
        { Tied: true } => words["me.lead.shared"],
        _ when behind is not null => words["me.lead", figures.Amount(mine.Value - behind.Value), lines.NameOf(behind, BoardSubject.Collectors)],
        _ => words["me.lead.alone"],
    };

    /// <summary>Rounded up, so that keeping the pace is enough.</summary>
    private string PaceOf(long gap, Moment now, Moment end, BoardPeriod period)
    {
        var left = period == BoardPeriod.Day ? Math.Max(1, (long)Math.Ceiling((end - now).TotalHours)) : times.DaysLeft(now, end);
        var pace = (gap + left - 1) / left;
        return words[period == BoardPeriod.Day ? "me.pace.hours" : "me.pace.days", figures.Amount(pace), figures.Amount(gap), left];
    }
}

/// <summary>A place, written out.</summary>
/// <param name="Place">Null before the first receipt of the period.</param>
/// <param name="Gap">What is missing to the next place, or how far the lead is, or what to do to be on the board.</param>
/// <param name="Pace">Null for who leads.</param>
/// <param name="Around">The rows around, or the first ones.</param>
internal sealed record PlaceView(BoardPeriod Period, string Dates, string? Place, string Of, string Value, string Gap, string? Pace, IReadOnlyList<StandingLine> Around)
{
    /// <summary>As in addresses: <c>day</c>.</summary>
    public string Name => Api.BoardRequests.NameOf(Period);
}
