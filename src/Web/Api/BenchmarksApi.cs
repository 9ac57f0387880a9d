using System.Text.Json;
using Leaderboard.Measures;
using Leaderboard.Web.Access;
using Leaderboard.Web.Measures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>What is usually recovered of balances in a month: what a recovery index expects.</summary>
internal static class BenchmarksApi
{
    public static void MapBenchmarks(this RouteGroupBuilder api)
    {
        api.MapGet("/benchmarks", GetAsync).Requires(Right.Look).WithSummary("What an index expects of balances");
        api.MapPut("/benchmarks", PutAsync).Requires(Right.KeepBenchmarks).Accepts<BenchmarksBody>("application/json").WithExamples(ApiExamples.Benchmarks)
            .ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Puts the book of benchmarks in the place of the one before");
        api.MapGet("/benchmarks/proposal", ProposeAsync).Requires(Right.KeepBenchmarks).WithSummary("What the last twelve whole months say");
    }

    private static async Task<Ok<BenchmarksAnswer>> GetAsync(IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar) =>
        TypedResults.Ok(Of(await grains.Benchmarks().Get(), settings, calendar));

    private static async Task<Ok<BenchmarksAnswer>> PutAsync(HttpRequest request, BenchmarkDesk desk, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        using var body = await RequestBody.ReadAsync(request);
        return TypedResults.Ok(Of(await desk.PutAsync(request.HttpContext, Read(body.RootElement)), settings, calendar));
    }

    private static async Task<Ok<BenchmarkProposalAnswer>> ProposeAsync(IGrainFactory grains, InstitutionSettings settings, InstitutionCalendar calendar)
    {
        var proposal = await grains.Benchmarks().Propose();
        return TypedResults.Ok(new BenchmarkProposalAnswer(calendar.Format(proposal.From), calendar.Format(proposal.To), Array.ConvertAll(proposal.Lines, l => new LearnedAnswer(
            l.Benchmark.Product,
            l.Benchmark.Bucket is { } bucket ? BenchmarkDesk.NameOf(bucket) : null,
            l.Benchmark.IsSecured,
            MinorUnits.ToMajor(l.Benchmark.RateBasisPoints, BenchmarkDesk.PercentDecimals),
            MinorUnits.ToMajor(l.RecoveredMinor, settings.CurrencyDecimals),
            MinorUnits.ToMajor(l.BalanceMinor, settings.CurrencyDecimals)))));
    }

    private static BenchmarksAnswer Of(BenchmarkList list, InstitutionSettings settings, InstitutionCalendar calendar) => new(
        Array.ConvertAll(list.Benchmarks, b => new BenchmarkAnswer(
            b.Product, b.Bucket is { } bucket ? BenchmarkDesk.NameOf(bucket) : null, b.IsSecured, MinorUnits.ToMajor(b.RateBasisPoints, BenchmarkDesk.PercentDecimals))),
        MinorUnits.ToMajor(list.ShrinkMinor, settings.CurrencyDecimals),
        list.At is { } at ? calendar.Format(at) : null);

    private static Benchmark[] Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("benchmarks", out var lines) || lines.ValueKind != JsonValueKind.Array)
            throw RequestBody.Malformed("The body must be an object with benchmarks, an array.");
        if (lines.GetArrayLength() > BenchmarkDesk.MaxLines)
            throw Refused("benchmarks", $"At most {BenchmarkDesk.MaxLines} lines.");
        var read = lines.EnumerateArray().Select((line, i) => Line(line, FormattableString.Invariant($"benchmarks[{i}]"))).ToArray();
        return BenchmarkDesk.TwiceAt(read) is >= 0 and var twice ? throw Refused(FormattableString.Invariant($"benchmarks[{twice}]"), "A line before it is for the same.") : read;
    }

    private static Benchmark Line(JsonElement line, string path)
    {
        if (line.ValueKind != JsonValueKind.Object)
            throw Refused(path, "An object.");
        try
        {
            return new Benchmark
            {
                Product = Field.OptionalText(line, "product", BenchmarkDesk.MaxProductLength) is { Length: > 0 } product ? product : null,
                Bucket = !line.TryGetProperty("bucket", out var bucket) || bucket.ValueKind == JsonValueKind.Null ? null
                    : new EntryValue(bucket).Text is { } text && BenchmarkDesk.BucketsByName.TryGetValue(text, out var named) ? named
                    : throw Refused(path + ".bucket", "One of " + string.Join(", ", BenchmarkDesk.BucketsByName.Keys) + "."),
                IsSecured = Field.OptionalFlag(line, "secured"),
                RateBasisPoints = line.TryGetProperty("percent", out var percent) && new EntryValue(percent).Amount is { } number
                    && MinorUnits.TryParse(number, BenchmarkDesk.PercentDecimals, out var rate) && rate is >= 0 and <= BenchmarkDesk.Whole
                    ? (int)rate
                    : throw Refused(path + ".percent", "From 0 to 100, with at most two decimals."),
            };
        }
        catch (EntryFaultException fault)
        {
            throw Refused($"{path}.{fault.Fault.Field}", fault.Fault.Message);
        }
    }

    private static ApiRefusedException Refused(string field, string detail) => new(ApiProblem.Of(StatusCodes.Status400BadRequest, "invalidField", $"{field}: {detail}", field));
}

internal sealed record BenchmarksBody(BenchmarkAnswer[] Benchmarks);

/// <param name="Shrink">What an index of shrunk books has more above and below.</param>
/// <param name="At">When it was last changed; null when never.</param>
internal sealed record BenchmarksAnswer(BenchmarkAnswer[] Benchmarks, decimal Shrink, string? At);

/// <param name="Product">Null: any.</param>
/// <param name="Bucket">Null: any.</param>
/// <param name="Secured">Null: any.</param>
/// <param name="Percent">Of the balance, a month.</param>
internal sealed record BenchmarkAnswer(string? Product, string? Bucket, bool? Secured, decimal Percent);

/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record BenchmarkProposalAnswer(string From, string To, LearnedAnswer[] Benchmarks);

/// <param name="Recovered">On such accounts, each month within the month.</param>
/// <param name="Balance">Of such accounts, month by month.</param>
internal sealed record LearnedAnswer(string? Product, string? Bucket, bool? Secured, decimal Percent, decimal Recovered, decimal Balance);
