using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Leaderboard.Access;
using Leaderboard.Web.Access;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Leaderboard.Web.Api;

/// <summary>What the document says beyond what the endpoints' types tell: examples, queries, who may call, exact numbers.</summary>
internal static class DocumentParts
{
    private const string Json = "application/json";

    public static RouteHandlerBuilder WithExamples(this RouteHandlerBuilder endpoint, string? request = null, string? answer = null) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (request is not null && operation.RequestBody?.Content?.TryGetValue(Json, out var asked) == true)
                asked.Example = JsonNode.Parse(request);
            if (answer is not null && operation.Responses?.FirstOrDefault(r => r.Key.StartsWith('2')).Value?.Content?.TryGetValue(Json, out var answered) == true)
                answered.Example = JsonNode.Parse(answer);
            return Task.CompletedTask;
        });

    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, params (string Name, OpenApiSchema Schema, string Description)[] parameters) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, schema, description) in parameters)
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description });
            return Task.CompletedTask;
        });

    /// <summary>Names the values a part of the path may have.</summary>
    public static RouteHandlerBuilder WithPathChoices(this RouteHandlerBuilder endpoint, params (string Name, OpenApiSchema Schema)[] choices) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var (name, schema) in choices)
            {
                if (operation.Parameters?.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal)) is OpenApiParameter parameter)
                    parameter.Schema = schema;
            }

            return Task.CompletedTask;
        });

    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    public static OpenApiSchema Choice(IEnumerable<string> names) => new() { Type = JsonSchemaType.String, Enum = [.. names.Select(n => (JsonNode)n)] };

    public static OpenApiSchema Number(int otherwise, int min, int? max) => new()
    {
        Type = JsonSchemaType.Integer,
        Default = otherwise,
        Minimum = min.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = max?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Names the scope an endpoint asks for.</summary>
    public static Task NamePolicyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiresAttribute>().LastOrDefault()?.Right is not { } right)
            return Task.CompletedTask;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.KeyScheme, context.Document)] = [] }];
        operation.Description = string.Join(' ', new[] { operation.Description, DescriptionOf(AccessTable.Rows[right]) }.Where(t => !string.IsNullOrEmpty(t)));
        return Task.CompletedTask;
    }

    private static string DescriptionOf(AccessTable.Row row)
    {
        var scopes = new[] { KeyScopes.Read, KeyScopes.Ingest }.Where(s => row.Keys?.HasFlag(s) == true)
            .Select(s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString())).Append("admin");
        var people = Enum.GetValues<Role>().Where(r => row.Of(r) != Reach.None)
            .Select(r => JsonNamingPolicy.CamelCase.ConvertName(r.ToString()) + row.Of(r) switch { Reach.Own => " (own)", Reach.Team => " (own teams)", _ => "" });
        return $"Open to keys with the scope {string.Join(" or ", scopes)}"
            + (row.Keys?.HasFlag(KeyScopes.Display) == true ? ", to displays" : "")
            + $"; signed in: {string.Join(", ", people)}"
            + (row.InDemo ? "; to everybody in the demo." : ".");
    }

    /// <summary>Answers carry numbers; only amounts in requests may be texts too. Enums are their names; problems have a code.</summary>
    public static Task MakeExactAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isNullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true;
        if (schema.Type is { } kind && (kind.HasFlag(JsonSchemaType.Number) || kind.HasFlag(JsonSchemaType.Integer)))
        {
            var isAmountAsked = type == typeof(decimal) && context.JsonPropertyInfo?.DeclaringType.Name.EndsWith("Entry", StringComparison.Ordinal) == true;
            schema.Format = type == typeof(decimal) ? null : schema.Format;
            schema.Pattern = isAmountAsked ? schema.Pattern : null;
            schema.Type = isAmountAsked ? kind : kind & ~JsonSchemaType.String;
        }

        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String | (isNullable ? JsonSchemaType.Null : JsonSchemaType.String);
            schema.Enum = [.. Enum.GetValuesAsUnderlyingType(type).Cast<int>().Where(v => v != 0)
                .Select(v => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(Enum.GetName(type, v) ?? ""))];
        }

        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true)
                schema.Required?.Remove(property.Name);
        }

        if (type == typeof(ProblemDetails))
        {
            var properties = schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For programs: what it is, whatever the words." };
            properties["field"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The parameter or field at fault, such as collectors[3].teamId." };
            properties["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() },
            };
        }

        return Task.CompletedTask;
    }
}
