using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Targets;

namespace Leaderboard.Web.Contests;

/// <summary>What a contest may be scored by.</summary>
internal static class ContestMeasures
{
    public const int MaxParts = 10;

    /// <summary>All weights together, in ten-thousandths.</summary>
    public const int WholeWeight = 10_000;

    /// <summary>The field of the API that is at fault, and why; null when all are well.</summary>
    public static (string Field, string Message)? FaultOf(ContestRules rules, InstitutionCalendar calendar)
    {
        var untiered = rules.Measure is BoardMeasure.Amount or BoardMeasure.Effective ? -1 : Array.FindIndex(rules.Prizes, p => p.Tiers.Length > 0);
        var unsplit = Array.FindIndex(rules.Prizes, p => !p.Split.Measure.IsSum());
        return rules switch
        {
            { Measure: BoardMeasure.Score } when FaultOfScore(rules) is { } fault => fault,
            { Format: ContestFormat.FirstToTarget } when !rules.Measure.IsSum() => ("measure", "A race is run by amount, effective, points or count."),
            { Format: ContestFormat.MostImproved, Measure: BoardMeasure.Score or BoardMeasure.Attainment } =>
                ("measure", "Most improved is by a measure that the stretch before has too: not by targets, not by a mix."),
            { HasOwnTargets: true, Measure: not BoardMeasure.Amount } => ("targets", "Own targets are of the amount recovered."),
            _ when rules.MeasuresNeeded().Contains(BoardMeasure.Attainment) && calendar.TargetKeyOf(rules.StartsAt, rules.EndsAt) is null =>
                ("endsAt", "Targets are of weeks, months and quarters: the contest must be one, from its first instant to its last."),
            _ when untiered >= 0 => (FormattableString.Invariant($"prizes[{untiered}].tiers"), "Tiers pay a part of an amount: by amount or effective."),
            _ when unsplit >= 0 => (FormattableString.Invariant($"prizes[{unsplit}].split.measure"), "Amount, effective, points or count."),
            _ => null,
        };
    }

    private static (string Field, string Message)? FaultOfScore(ContestRules rules)
    {
        var parts = rules.Score;
        var perHead = Array.FindIndex(parts, p => p.Measure == BoardMeasure.PerHead);
        return parts.Length is 0 or > MaxParts ? ("score", $"From 1 to {MaxParts} measures.")
            : parts.DistinctBy(p => p.Measure).Count() < parts.Length ? ("score", "Each measure once.")
            : Array.FindIndex(parts, p => p.Weight <= 0) is >= 0 and var none ? (FormattableString.Invariant($"score[{none}].weight"), "Above 0.")
            : parts.Sum(p => (long)p.Weight) != WholeWeight ? ("score", "The weights add up to 1.")
            : perHead >= 0 && rules.Subject == BoardSubject.Collectors ? (FormattableString.Invariant($"score[{perHead}].measure"), "Per head is of teams, branches and regions.")
            : null;
    }
}
