using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Measures;

namespace Leaderboard.Contests;

/// <summary>Says whose receipts are in an attainment's numerator.</summary>
internal sealed class TargetScopes(BaseReader bases)
{
    /// <summary>By collector and team: who has a target there, or whose team has one as a whole. The roster must have been reached.</summary>
    public async Task<Func<string, string, bool>> ReadAsync(ContestRules rules, Moment from, Moment to)
    {
        var sheet = await bases.ReadAsync(
            new BoardWindow { Key = "", Period = BoardPeriod.All, From = from, To = to },
            ColumnKind.Of(new BoardSelection { Subject = rules.Subject, Measure = BoardMeasure.Attainment }));
        var people = sheet.Shares.Where(s => s.Minor > 0).Select(s => (s.Collector.Value, s.Team.Value)).ToHashSet();
        var areWhole = rules.Subject != BoardSubject.Collectors && rules.AdHocTeams.Length == 0;
        var whole = areWhole ? sheet.Teams.Select(t => t.Team.Value).ToHashSet(StringComparer.Ordinal) : [];
        return (collector, team) => whole.Contains(team) || people.Contains((collector, team));
    }
}
