using Leaderboard.Roster;
using Leaderboard.Targets;

namespace Leaderboard.Domain.Targets;

/// <summary>A window as days, and how far it has come.</summary>
internal sealed record TargetWindow(string Key, Moment From, Moment To, DaySpan Days);

/// <summary>What is known of one member for a window.</summary>
/// <param name="RecoveredMinor">In this team in the window.</param>
/// <param name="FirstReceiptDay">Null before the first receipt.</param>
/// <param name="Past">What was recovered in earlier windows, the latest first.</param>
/// <param name="Stays">First local day in each team, ascending.</param>
internal sealed record MemberFacts(
    CollectorView Collector,
    long RecoveredMinor,
    DateOnly? FirstReceiptDay,
    IReadOnlyList<Absence> Absences,
    IReadOnlyList<(TargetWindow Window, long RecoveredMinor)> Past,
    IReadOnlyList<(TeamId Team, DateOnly From)> Stays);

/// <summary>Puts a team's view together from its sheet and what its members have recovered.</summary>
internal static class TeamReckoning
{
    public static TeamTargets Of(TeamView team, TargetWindow window, TargetSheet sheet, long recoveredMinor, IReadOnlyList<MemberFacts> members, DayMoment today, Moment now)
    {
        var rows = members.Select(m => RowOf(m, team.Id, window, sheet, today)).ToList();
        var shares = members.Aggregate(default(DayShare), (sum, m) => sum + InTeam(m, team.Id, window.Days).PassedOf(window.Days, today));
        var suggestions = rows.Select(r => r.Suggestion.AmountMinor).OfType<long>().ToList();
        return new TeamTargets
        {
            Team = team.Id,
            Name = team.Name,
            WindowKey = window.Key,
            From = window.From,
            To = window.To,
            AsOf = now,
            RecoveredMinor = recoveredMinor,
            OthersMinor = recoveredMinor - rows.Sum(r => r.RecoveredMinor),
            OwnTargetMinor = sheet.Team?.AmountMinor,
            Attainment = TeamAttainment(sheet, window, recoveredMinor, rows, shares, today),
            SuggestedMinor = suggestions.Count == 0 ? null : suggestions.Sum(),
            Members = [.. rows.OrderBy(r => r.Attainment is null).ThenBy(r => r.Attainment?.AheadTenthsOfDay).ThenBy(r => r.Id.Value, StringComparer.Ordinal)],
        };
    }

    /// <summary>Null when the member has no target.</summary>
    public static OwnTarget? OwnOf(TeamId team, TargetWindow window, TargetSheet sheet, MemberFacts member, DayMoment today)
    {
        if (sheet.Of(member.Collector.Id) is not { } target)
            return null;
        var there = InTeam(member, team, window.Days);
        var left = window.Days with { From = today.Day > window.Days.From ? today.Day : window.Days.From };
        var attainment = Reckoning.Against(member.RecoveredMinor, target, there.PassedOf(window.Days, today));
        return Reckoning.LeftOf(attainment, there.DaysThere(window.Days), there.DaysThere(left), window.Key);
    }

    private static Attainment? TeamAttainment(
        TargetSheet sheet, TargetWindow window, long recoveredMinor, List<MemberTarget> rows, DayShare shares, DayMoment today)
    {
        if (sheet.Team is { } own)
        {
            // The team's day is the days of all its people; its own target is due as they are there.
            var passed = shares.Days == 0 ? Attendance.Always.PassedOf(window.Days, today) : new DayShare(shares.PassedParts * window.Days.Days / shares.Days, window.Days.Days);
            return Reckoning.Against(recoveredMinor, own.AmountMinor, passed);
        }

        var set = rows.Select(r => r.Attainment).OfType<Attainment>().ToList();
        return set.Count == 0 ? null : Reckoning.Sum(set, window.Days.Days);
    }

    private static MemberTarget RowOf(MemberFacts member, TeamId team, TargetWindow window, TargetSheet sheet, DayMoment today)
    {
        var there = InTeam(member, team, window.Days);
        var anywhere = new Attendance([.. Away(member)]);
        return new MemberTarget
        {
            Id = member.Collector.Id,
            Name = member.Collector.Name,
            RecoveredMinor = member.RecoveredMinor,
            Attainment = sheet.Of(member.Collector.Id) is { } target ? Reckoning.Against(member.RecoveredMinor, target, there.PassedOf(window.Days, today)) : null,
            Suggestion = Reckoning.Suggest(
                member.Past.Select(p => (p.Window.Key, p.RecoveredMinor, anywhere.DaysThere(p.Window.Days), p.Window.Days.Days)),
                there.DaysThere(window.Days),
                window.Days.Days),
            AbsentToday = member.Absences.Any(a => SpanOf(a).Contains(today.Day)),
            Absences = [.. member.Absences.Where(a => SpanOf(a).Touches(window.Days) || a.To >= today.Day).OrderBy(a => a.From)],
        };
    }

    /// <summary>Days in another team are days away from this one; the first team counts for all that came before.</summary>
    private static Attendance InTeam(MemberFacts member, TeamId team, DaySpan window)
    {
        var away = Away(member).ToList();
        for (var i = 0; i < member.Stays.Count; i++)
        {
            if (member.Stays[i].Team == team)
                continue;
            var from = i == 0 ? DateOnly.MinValue : member.Stays[i].From;
            away.Add(new DaySpan(from, i + 1 < member.Stays.Count ? member.Stays[i + 1].From : DateOnly.MaxValue));
        }

        return new Attendance([.. away.Where(a => a.Touches(window))]);
    }

    /// <summary>Absent, and before the first sign of them: the first receipt or the first team, whichever was earlier.</summary>
    private static IEnumerable<DaySpan> Away(MemberFacts member)
    {
        DateOnly? joined = member.Stays.Count > 0 ? member.Stays[0].From : null;
        var since = joined is null || member.FirstReceiptDay < joined ? member.FirstReceiptDay : joined;
        return member.Absences.Select(SpanOf).Append(DaySpan.Before(since ?? DateOnly.MinValue));
    }

    private static DaySpan SpanOf(Absence absence) => DaySpan.Through(absence.From, absence.To);
}
