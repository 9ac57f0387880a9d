using System.Text.Json.Nodes;
using Leaderboard.Schemes;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Schemes;

/// <summary>The published JSON schema of a scheme, made of the same table that schemes are judged by.</summary>
internal static class SchemeSchema
{
    public const string Path = "/schemas/points-scheme.v1.json";
    private const string MediaType = "application/schema+json";

    private static readonly string Text = Document().ToJsonString();

    /// <summary>Tells nothing of the institution.</summary>
    public static void MapSchemeSchema(this WebApplication app) =>
        app.MapGet(Path, () => TypedResults.Text(Text, MediaType)).AllowAnonymous().ExcludeFromDescription();

    private static JsonObject Document()
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["id"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9._:-]{1,53}$", ["description"] = "Its versions count from 1." },
            ["effectiveFrom"] = new JsonObject { ["type"] = "string", ["description"] = "A day of the institution, such as 2027-01-01, or the time at which one begins; never in the past." },
        };
        foreach (var group in SchemeFields.All.GroupBy(f => f.Group, StringComparer.Ordinal))
            properties[group.Key] = group.First().Path == group.Key ? Figure(group.First()) : Object(new JsonObject(group.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Figure(f)))), group.Where(f => f.IsRequired).Select(f => f.Name));

        // Without it a scheme would pay on amount alone.
        ((JsonObject)properties["conduct"]!)["required"] = Names(["minorComplaint", "seriousBreach"]);
        properties["conduct"]!["properties"]!["minorComplaint"]!["minimum"] = 0.01m;
        var document = Object(properties, ["id", "effectiveFrom", .. SchemeFields.All.Where(f => f.IsRequired).Select(f => f.Group).Distinct(StringComparer.Ordinal), "conduct"]);
        document["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        document["title"] = "Points scheme";
        document["description"] =
            "Effective amount = amount × kind factor × bucket factor; points = effective amount ÷ 100 × pointsPer100. Caps, the cool-down, the measure of conduct, streaks, badges, levels and expiry are described in docs/schemes.md.";
        return document;
    }

    private static JsonObject Object(JsonObject properties, IEnumerable<string> required)
    {
        var names = Names(required);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (names.Count > 0)
            schema["required"] = names;
        return schema;
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)n)]);

    private static JsonObject Figure(SchemeField field)
    {
        var figure = new JsonObject
        {
            ["type"] = field.Decimals == 0 ? "integer" : "number",
            ["minimum"] = MinorUnits.ToMajor(field.Least, field.Decimals),
            ["maximum"] = MinorUnits.ToMajor(field.Most, field.Decimals),
        };
        if (field.Decimals > 0)
            figure["multipleOf"] = 0.01m;
        return figure;
    }
}
