using System.Text.Json;
using Leaderboard.Schemes;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Schemes;

/// <summary>A scheme as it was sent, as far as it can be read.</summary>
/// <param name="Draft">Figures that cannot be read are 0.</param>
/// <param name="Faults">What cannot be read; empty: nothing.</param>
internal sealed record SchemeRequest(SchemeDraft Draft, List<SchemeFault> Faults);

/// <summary>Reads schemes from requests, figure by figure, and names every field that is at fault.</summary>
internal sealed class SchemeRequests(InstitutionCalendar calendar)
{
    private const string IdField = "id";
    private const string FromField = "effectiveFrom";

    /// <summary>A scheme to be published.</summary>
    public SchemeRequest Read(JsonElement body)
    {
        var read = ReadRules(body);
        var id = TextOf(body, IdField);
        if (!Field.IsId(id))
            read.Faults.Insert(0, Fault(IdField, SchemeObjection.InvalidId));
        var from = body.TryGetProperty(FromField, out var value) ? new EntryValue(value) : default;
        if ((from.Day(calendar) ?? from.Time) is not { } effectiveFrom)
        {
            read.Faults.Insert(0, Fault(FromField, SchemeObjection.NotDayStart));
            effectiveFrom = Moment.MaxValue;
        }

        return read with { Draft = read.Draft with { Id = id ?? "", EffectiveFrom = effectiveFrom } };
    }

    /// <summary>The rules alone, whatever they are called and whenever they take effect.</summary>
    public static SchemeRequest ReadRules(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be a scheme.");
        var faults = Unknown(body).Select(f => Fault(f, SchemeObjection.UnknownField)).ToList();
        var rules = SchemeFields.Blank;
        foreach (var field in SchemeFields.All)
        {
            if (Of(body, field) is { } value)
            {
                if (new EntryValue(value).Amount is { } text && MinorUnits.TryParse(text, field.Decimals, out var figure))
                    rules = Set(rules, field, figure, faults);
                else
                    faults.Add(Fault(field.Path, SchemeObjection.NoFigure));
            }
            else if (field.IsRequired)
            {
                faults.Add(Fault(field.Path, SchemeObjection.NoFigure));
            }
            else if (field.Otherwise is { } otherwise)
            {
                rules = field.Set(rules, otherwise);
            }
        }

        return new SchemeRequest(new SchemeDraft { Id = "", EffectiveFrom = Moment.MaxValue, Rules = rules }, faults);
    }

    /// <summary>Limits are judged with everything else; what a field cannot even hold is refused here.</summary>
    public static SchemeRules Set(SchemeRules rules, SchemeField field, long figure, List<SchemeFault> faults)
    {
        if (figure is >= int.MinValue and <= int.MaxValue)
            return field.Set(rules, figure);
        faults.Add(Fault(field.Path, SchemeObjection.OutOfRange));
        return rules;
    }

    public static SchemeFault Fault(string field, SchemeObjection objection) => new() { Field = field, Objection = objection };

    /// <summary>What no rule is made of: nothing is accepted that is not enforced.</summary>
    private static IEnumerable<string> Unknown(JsonElement body)
    {
        var groups = SchemeFields.All.Where(f => f.Path != f.Group).ToLookup(f => f.Group, f => f.Name, StringComparer.Ordinal);
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is IdField or FromField or "$schema" || SchemeFields.All.Any(f => f.Path == member.Name))
                continue;
            if (!groups.Contains(member.Name) || member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            {
                yield return member.Name;
                continue;
            }

            foreach (var inner in member.Value.ValueKind == JsonValueKind.Null ? default : member.Value.EnumerateObject())
            {
                if (!groups[member.Name].Contains(inner.Name, StringComparer.Ordinal))
                    yield return member.Name + "." + inner.Name;
            }
        }
    }

    private static string? TextOf(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? new EntryValue(value).Text : null;

    /// <summary>Null when it is missing, or null.</summary>
    private static JsonElement? Of(JsonElement body, SchemeField field)
    {
        var holder = body;
        if (field.Path != field.Group && !(body.TryGetProperty(field.Group, out holder) && holder.ValueKind == JsonValueKind.Object))
            return null;
        return holder.TryGetProperty(field.Name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
