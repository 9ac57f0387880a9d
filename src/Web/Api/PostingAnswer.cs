using System.Buffers;
using System.Text.Json;
using Leaderboard.Recoveries;
using Leaderboard.Web.Operations;

namespace Leaderboard.Web.Api;

/// <summary>What became of one entry of a request.</summary>
internal readonly record struct EntryAnswer(string? Id, PostingOutcome? Outcome, EntryFault? Fault)
{
    public PostingStatus Status => Outcome?.Status ?? PostingStatus.Rejected;
}

/// <summary>Writes the answer to a posting request, in the order of its entries.</summary>
internal sealed class PostingAnswer(EntryAnswer[] answers) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(128 + (answers.Length * 96));
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            Write(json);
        Count(httpContext.RequestServices.GetRequiredService<WebMetrics>());
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = buffer.WrittenCount;
        return httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted).AsTask();
    }

    private static string CodeOf(EntryFault fault) => JsonNamingPolicy.CamelCase.ConvertName(fault.Refusal.ToString());

    private static void WriteItem(Utf8JsonWriter json, in EntryAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, answer.Id);
        json.WriteString("status"u8, StatusName(answer.Status));
        if (answer.Outcome?.PointsHundredths is { } points)
            json.WriteNumber("points"u8, MinorUnits.ToMajor(points, 2));
        if (answer.Fault is { } fault)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, CodeOf(fault));
            json.WriteString("field"u8, fault.Field);
            json.WriteString("message"u8, fault.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> StatusName(PostingStatus status) => status switch
    {
        PostingStatus.Accepted => "accepted"u8,
        PostingStatus.Duplicate => "duplicate"u8,
        PostingStatus.Conflict => "conflict"u8,
        PostingStatus.Rejected => "rejected"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    private void Count(WebMetrics metrics)
    {
        foreach (var answer in answers)
        {
            if (answer.Fault is { } fault)
                metrics.RefusedEntry(CodeOf(fault));
            else if (answer.Status is PostingStatus.Conflict or PostingStatus.Rejected)
                metrics.RefusedEntry(JsonNamingPolicy.CamelCase.ConvertName(answer.Status.ToString()));
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        var (accepted, duplicates) = (0, 0);
        foreach (var answer in answers)
        {
            if (answer.Status == PostingStatus.Accepted)
                accepted++;
            else if (answer.Status == PostingStatus.Duplicate)
                duplicates++;
        }

        json.WriteStartObject();
        json.WriteNumber("accepted"u8, accepted);
        json.WriteNumber("duplicates"u8, duplicates);
        json.WriteNumber("rejected"u8, answers.Length - accepted - duplicates);
        json.WriteStartArray("items"u8);
        foreach (var answer in answers)
            WriteItem(json, answer);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
