using Leaderboard.Boards;
using Leaderboard.Roster;
using Leaderboard.Targets;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Teams;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>A collector's own targets of the running month, week and quarter, those that are set.</summary>
internal sealed class OwnTargets(IGrainFactory grains, InstitutionCalendar calendar, TimeProvider time, Figures figures, IStringLocalizer<Words> words)
{
    private static readonly BoardPeriod[] Periods = [BoardPeriod.Month, BoardPeriod.Week, BoardPeriod.Quarter];

    public async Task<IReadOnlyList<OwnTargetView>> ReadAsync(CollectorView collector)
    {
        if (collector.Team == TeamId.None)
            return [];
        var now = time.Now();
        var targets = await Task.WhenAll(Periods.Select(p => grains.Targets(collector.Team, calendar.Window(p, now).Key).GetOwn(collector.Id)));
        return [.. targets.OfType<OwnTarget>().Select(Write)];
    }

    private OwnTargetView Write(OwnTarget target)
    {
        var a = target.Attainment;
        return new OwnTargetView(
            target.WindowKey[..target.WindowKey.IndexOf('/', StringComparison.Ordinal)],
            TeamModel.NameOf(target.WindowKey),
            Percents.Of(a.BasisPoints),
            TeamModel.MeterOf(a),
            figures.Amount(a.ActualMinor),
            figures.Amount(a.TargetMinor),
            NeededOf(target),
            words[TeamModel.PaceWord(a), figures.Amount(Math.Abs(a.AheadMinor)), Percents.Tenths(a.AheadTenthsOfDay)],
            a.AheadMinor < 0,
            figures.Amount(a.ExpectedMinor),
            target.DaysThere);
    }

    private string NeededOf(OwnTarget target) => target switch
    {
        { NeededMinor: 0 } => words["me.target.reached", figures.Amount(target.Attainment.ActualMinor - target.Attainment.TargetMinor)],
        { NeededPerDayMinor: { } perDay } => words["me.target.needed", figures.Amount(perDay), figures.Amount(target.NeededMinor), target.DaysLeft],
        _ => words["me.target.over", figures.Amount(target.NeededMinor)],
    };
}

/// <summary>An own target, written out.</summary>
/// <param name="Period">As in addresses: <c>month</c>.</param>
/// <param name="Percent">Actual ÷ target, cut off.</param>
/// <param name="Meter">The same for a meter: whole percent, at most 100.</param>
/// <param name="Needed">What each day that is left has to bring, or that it is reached.</param>
/// <param name="Pace">Ahead or behind what was due by now.</param>
/// <param name="Expected">What was due by now.</param>
/// <param name="DaysThere">Of the window.</param>
internal sealed record OwnTargetView(
    string Period, string Dates, string Percent, long Meter, string Actual, string Target, string Needed, string Pace, bool IsBehind, string Expected, int DaysThere);
