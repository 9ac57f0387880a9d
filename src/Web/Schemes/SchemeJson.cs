using Leaderboard.Schemes;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Schemes;

/// <summary>Schemes, what stands against them, and what they would have done, as the API shows them.</summary>
internal sealed class SchemeJson(InstitutionCalendar calendar)
{
    public SchemeAnswer Of(SchemeView scheme) => new(
        scheme.Id,
        scheme.Version,
        scheme.Name,
        scheme.EffectiveFrom is { } from ? calendar.Format(from) : null,
        BoardRequests.NameOf(scheme.State),
        scheme.PublishedAt is { } at ? calendar.Format(at) : null,
        MinorUnits.ToMajor(scheme.Rules.PointsPer100, 2),
        Group(scheme.Rules, "kindFactors"),
        Group(scheme.Rules, "bucketFactors"),
        Group(scheme.Rules, "clearingDays"),
        Group(scheme.Rules, "caps"),
        Group(scheme.Rules, "coolDown"),
        Group(scheme.Rules, "conduct"),
        Group(scheme.Rules, "streaks"),
        Group(scheme.Rules, "badges"),
        Group(scheme.Rules, "levels"),
        Group(scheme.Rules, "expiry"));

    public TrialAnswer Of(SchemeTrial trial) => new(
        calendar.Format(trial.From),
        calendar.Format(trial.To),
        trial.Receipts,
        Points(trial.Total.BeforeHundredths),
        Points(trial.Total.AfterHundredths),
        trial.Gaining,
        trial.Losing,
        trial.Unchanged,
        Array.ConvertAll(trial.Teams, Row),
        Array.ConvertAll(trial.Gainers, Row),
        Array.ConvertAll(trial.Losers, Row));

    public static SchemeFaultAnswer Of(SchemeFault fault) => new(fault.Field, BoardRequests.NameOf(fault.Objection), MessageOf(fault));

    /// <summary>What is wrong, and what would be right.</summary>
    public static string MessageOf(SchemeFault fault)
    {
        var field = SchemeFields.All.FirstOrDefault(f => f.Path == fault.Field);
        return fault.Objection switch
        {
            SchemeObjection.ConductMissing =>
                "It would pay on the recovered amount alone: at least one conduct or quality measure has to weigh in (card rules §66; guide of the banking association). Set conduct.minorComplaint above 0.",
            SchemeObjection.OutOfRange when field is not null => FormattableString.Invariant($"From {MinorUnits.ToMajor(field.Least, field.Decimals)} to {MinorUnits.ToMajor(field.Most, field.Decimals)}."),
            SchemeObjection.OutOfRange => "There are too many versions.",
            SchemeObjection.PaysNothing => "Every factor is 0: nothing would be paid.",
            SchemeObjection.InPast => "It lies in the past: receipts keep the scheme that priced them.",
            SchemeObjection.TooSoon => "Every node has to hear of it first: take the day after.",
            SchemeObjection.NotDayStart => "A day of the institution, such as 2027-01-01, or the time at which one begins.",
            SchemeObjection.NoEffect when fault.Field == "caps.accountPerDay" => "It must be below caps.collectorPerDay, or it never has any effect.",
            SchemeObjection.NoEffect when fault.Field == "streaks.days" => "It has no effect without streaks.points.",
            SchemeObjection.NoEffect when fault.Field == "streaks.points" => "It has no effect without streaks.days.",
            SchemeObjection.NoEffect when fault.Field == "expiry.noticeDays" => "It has no effect without expiry.days.",
            SchemeObjection.NoEffect => "It has no effect without coolDown.minutes.",
            SchemeObjection.NotAscending => "A level begins with more points than the one before.",
            SchemeObjection.SeriousBelowMinor => "A serious breach takes no less than a minor complaint.",
            SchemeObjection.NoFigure => FormattableString.Invariant($"A number with at most {field?.Decimals ?? 0} decimals is required."),
            SchemeObjection.UnknownField => "There is no such rule in this version.",
            SchemeObjection.InvalidId => "A name of 1 to 53 characters of A-Z a-z 0-9 . _ : -",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Objection, "No such objection."),
        };
    }

    private static Dictionary<string, decimal?> Group(SchemeRules rules, string group) => SchemeFields.All.Where(f => f.Group == group)
        .ToDictionary(f => f.Name, f => f.Get(rules) is { } value ? MinorUnits.ToMajor(value, f.Decimals) : (decimal?)null, StringComparer.Ordinal);

    private static TrialRowAnswer Row(SchemeTrialRow row) =>
        new(row.Id, Points(row.BeforeHundredths), Points(row.AfterHundredths), Points(row.AfterHundredths - row.BeforeHundredths));

    private static decimal Points(long hundredths) => MinorUnits.ToMajor(hundredths, 2);
}

/// <param name="Name">As entries name it: id and version.</param>
/// <param name="EffectiveFrom">Null: from the beginning.</param>
/// <param name="State"><c>coming</c>, <c>inForce</c>, <c>past</c>, or <c>replaced</c> by one that was published later for the same time.</param>
/// <param name="PublishedAt">Null for the plan that comes with the program.</param>
internal sealed record SchemeAnswer(
    string Id, int Version, string Name, string? EffectiveFrom, string State, string? PublishedAt, decimal PointsPer100, Dictionary<string, decimal?> KindFactors,
    Dictionary<string, decimal?> BucketFactors, Dictionary<string, decimal?> ClearingDays, Dictionary<string, decimal?> Caps, Dictionary<string, decimal?> CoolDown,
    Dictionary<string, decimal?> Conduct, Dictionary<string, decimal?> Streaks, Dictionary<string, decimal?> Badges, Dictionary<string, decimal?> Levels, Dictionary<string, decimal?> Expiry);

/// <param name="Faults">What stands against publishing it; empty when it is valid.</param>
internal sealed record ValidationAnswer(bool Valid, SchemeFaultAnswer[] Faults);

internal sealed record SchemeFaultAnswer(string Field, string Code, string Message);

/// <param name="Before">Points as they were earned.</param>
/// <param name="After">Points as they would have been.</param>
/// <param name="Gaining">Collectors who would have more.</param>
internal sealed record TrialAnswer(
    string From, string To, long Receipts, decimal Before, decimal After, int Gaining, int Losing, int Unchanged, TrialRowAnswer[] Teams, TrialRowAnswer[] Gainers, TrialRowAnswer[] Losers);

/// <param name="Id">Of a team or a collector; empty for what no team was credited with.</param>
internal sealed record TrialRowAnswer(string Id, decimal Before, decimal After, decimal Change);
