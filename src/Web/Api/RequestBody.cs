using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Leaderboard.Web.Api;

/// <summary>Reads a JSON body into memory, within limits.</summary>
internal static class RequestBody
{
    /// <summary>4 MiB: a thousand full entries with room to spare.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>What is refused for its size is still read so far and thrown away: the answer reaches a sender that first sends all.</summary>
    public const int MaxDrainedBytes = 4 * MaxBytes;

    public const int MaxEntries = 1000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>A non-empty array of at most <see cref="MaxEntries"/> objects. The document must be disposed.</summary>
    public static async Task<JsonDocument> ReadEntriesAsync(HttpRequest request)
    {
        var document = await ReadAsync(request);
        var root = document.RootElement;
        var fault = root.ValueKind != JsonValueKind.Array ? "The body must be an array."
            : root.GetArrayLength() == 0 ? "The array is empty."
            : null;
        if (fault is null && root.GetArrayLength() > MaxEntries)
        {
            document.Dispose();
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "tooManyEntries", $"At most {MaxEntries} entries in one request."));
        }

        if (fault is null && root.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.Object))
            fault = "Every entry must be an object.";
        if (fault is null)
            return document;
        document.Dispose();
        throw Malformed(fault);
    }

    /// <summary>Any JSON value. The document must be disposed.</summary>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        if (request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "unsupportedMediaType", "Send application/json."));
        if (request.ContentLength > MaxBytes)
            throw TooLarge();
        var buffer = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 16 << 10) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(4096), request.HttpContext.RequestAborted);
            if (read == 0)
                break;
            buffer.Advance(read);
            if (buffer.WrittenCount > MaxBytes)
                throw TooLarge();
        }

        // The parser looks at names and texts only when they are asked for.
        if (!Utf8.IsValid(buffer.WrittenSpan))
            throw Malformed("The body is not UTF-8.");
        try
        {
            return JsonDocument.Parse(buffer.WrittenMemory, Strict);
        }
        catch (JsonException fault)
        {
            throw Malformed("The body is not JSON: " + fault.Message);
        }
    }

    public static ApiRefusedException Malformed(string detail) => new(ApiProblem.Of(StatusCodes.Status400BadRequest, "malformedBody", detail));

    private static ApiRefusedException TooLarge() =>
        new(ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "bodyTooLarge", $"At most {MaxBytes >> 20} MiB in one request."));
}
