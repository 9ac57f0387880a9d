using Leaderboard.Targets;

namespace Leaderboard.Web.Api;

/// <summary>Targets as the API shows them: major units, percent, days.</summary>
internal sealed class TargetJson(int decimals, InstitutionCalendar calendar)
{
    public TeamTargetsAnswer Of(TeamTargets t) => new(
        t.Team.Value,
        t.Name,
        t.WindowKey,
        calendar.Format(t.From),
        calendar.Format(t.To),
        calendar.Format(t.AsOf),
        Major(t.RecoveredMinor),
        t.OwnTargetMinor is { } own ? Major(own) : null,
        t.SuggestedMinor is { } suggested ? Major(suggested) : null,
        Of(t.Attainment),
        Array.ConvertAll(t.Members, m => new MemberTargetAnswer(m.Id.Value, m.Name, Major(m.RecoveredMinor), Of(m.Attainment), Of(m.Suggestion), m.AbsentToday)));

    private AttainmentAnswer? Of(Attainment? a) => a is null ? null : new AttainmentAnswer(
        Major(a.ActualMinor), Major(a.TargetMinor), MinorUnits.ToMajor(a.BasisPoints, 2), Major(a.ExpectedMinor), Major(a.AheadMinor), MinorUnits.ToMajor(a.AheadTenthsOfDay, 1));

    private SuggestionAnswer Of(TargetSuggestion s) => new(
        s.AmountMinor is { } amount ? Major(amount) : null,
        s.MedianMinor is { } median ? Major(median) : null,
        s.DaysThere,
        s.Days,
        Array.ConvertAll(s.Windows, w => new PastWindowAnswer(w.Key, Major(w.RecoveredMinor), w.DaysThere, w.Days, Major(w.WholeMinor))));

    private decimal Major(long minor) => MinorUnits.ToMajor(minor, decimals);
}

/// <param name="Recovered">All that is credited to the team in the window.</param>
/// <param name="OwnTarget">Set for the team itself.</param>
/// <param name="Suggested">Sum of the members' suggestions.</param>
/// <param name="Attainment">Against the own target, or Σ actual ÷ Σ target of the members who have one.</param>
internal sealed record TeamTargetsAnswer(
    string Id, string Name, string Window, string From, string To, string AsOf,
    decimal Recovered, decimal? OwnTarget, decimal? Suggested, AttainmentAnswer? Attainment, MemberTargetAnswer[] Members);

internal sealed record MemberTargetAnswer(string Id, string Name, decimal Recovered, AttainmentAnswer? Attainment, SuggestionAnswer Suggestion, bool AbsentToday);

/// <param name="Percent">Actual ÷ target × 100, cut off after two decimals.</param>
/// <param name="Expected">Of the target, what was due by now at an even pace over the days there.</param>
/// <param name="Ahead">Actual − expected; negative: behind.</param>
/// <param name="AheadDays">The same in days at the target's pace.</param>
internal sealed record AttainmentAnswer(decimal Actual, decimal Target, decimal Percent, decimal Expected, decimal Ahead, decimal AheadDays);

/// <param name="Amount">Median × days there ÷ days; null with fewer than three windows.</param>
internal sealed record SuggestionAnswer(decimal? Amount, decimal? Median, int DaysThere, int Days, PastWindowAnswer[] Windows);

/// <param name="Whole">Recovered × days ÷ days there.</param>
internal sealed record PastWindowAnswer(string Window, decimal Recovered, int DaysThere, int Days, decimal Whole);
