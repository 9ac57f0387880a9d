using System.Globalization;
using Leaderboard.Schemes;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Schemes;

/// <summary>Says in words what a scheme pays, what it changes, and what stands against it.</summary>
internal sealed class SchemeWords(IStringLocalizer<Words> words, LocalTimes times)
{
    public string State(SchemeState state) => words["schemes.state." + BoardRequests.NameOf(state)];

    /// <summary>Since when, from when on, or that it never did.</summary>
    public string When(SchemeView scheme) => scheme switch
    {
        { EffectiveFrom: null } => words["schemes.when.beginning"],
        { State: SchemeState.Replaced, EffectiveFrom: { } at } => words["schemes.when.replaced", times.Date(at)],
        { State: SchemeState.Coming, EffectiveFrom: { } at } => words["schemes.when.coming", times.Date(at)],
        { EffectiveFrom: { } at } => words["schemes.when.since", times.Date(at)],
    };

    public string Published(SchemeView scheme) => scheme.PublishedAt is { } at ? words["schemes.published", times.Date(at)] : words["schemes.builtin"];

    public string Group(string group) => words["schemes.group." + group];

    /// <summary>What a figure is, within its group.</summary>
    public string Label(SchemeField field) => field switch
    {
        { Group: "kindFactors" } => words["kind." + field.Name],
        { Group: "bucketFactors", Name: "unknown" } => words["bucket.none"],
        { Group: "bucketFactors" } => field.Name,
        { Group: "badges" } => words["merit." + field.Name],
        { Group: "levels" } => words[field.Path["levels.".Length..].Replace("level", "level.", StringComparison.Ordinal)],
        { Group: "clearingDays" } => words["channel." + field.Name],
        _ => words["schemes.figure." + field.Path],
    };

    /// <summary>A figure with its unit; that there is no such rule for null.</summary>
    public string Value(SchemeField field, long? value) => value is not { } figure ? words["schemes.none"] : field.Unit switch
    {
        SchemeUnit.Points => words["schemes.value.points", Figures.Points(figure)],
        SchemeUnit.Share => words["schemes.value.share", figure],
        SchemeUnit.Days => words["schemes.value.days", figure],
        SchemeUnit.Minutes => words["schemes.value.minutes", figure],
        _ => Figures.Factor((int)figure),
    };

    /// <summary>As it is typed into the form.</summary>
    public static string Typed(SchemeField field, SchemeRules rules) => field.Get(rules) is { } value
        ? MinorUnits.ToMajor(value, field.Decimals).ToString(CultureInfo.InvariantCulture)
        : "";

    /// <summary>Every figure of a group in a line.</summary>
    public string Line(string group, SchemeRules rules) =>
        string.Join(words["schemes.and"], SchemeFields.All.Where(f => f.Group == group).Select(f => words["schemes.is", Label(f), Value(f, f.Get(rules))].Value));

    /// <summary>What is otherwise than before, a sentence each.</summary>
    public IReadOnlyList<string> Changes(SchemeRules before, SchemeRules after) =>
    [
        .. SchemeFields.All.Where(f => f.Get(before) != f.Get(after))
            .Select(f => words["schemes.change", Group(f.Group), Label(f), Value(f, f.Get(before)), Value(f, f.Get(after))].Value),
    ];

    public string Fault(SchemeFault fault)
    {
        var field = SchemeFields.All.FirstOrDefault(f => f.Path == fault.Field);
        var reason = fault.Objection == SchemeObjection.OutOfRange && field is not null
            ? words["schemes.objection.between", Value(field, field.Least), Value(field, field.Most)]
            : words["schemes.objection." + BoardRequests.NameOf(fault.Objection)];
        return words["schemes.fault", field is null ? words["schemes.figure." + fault.Field] : words["schemes.of", Group(field.Group), Label(field)], reason];
    }

    /// <summary>A change of points, with its sign.</summary>
    public static string Change(SchemeTrialRow row) => (row.AfterHundredths > row.BeforeHundredths ? "+" : "") + Figures.Points(row.AfterHundredths - row.BeforeHundredths);
}
