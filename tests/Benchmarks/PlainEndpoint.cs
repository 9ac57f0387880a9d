using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Benchmarks;

/// <summary>The plain alternative behind HTTP, in a process of its own: one receipt in, one SQL transaction, a small answer.</summary>
internal static class PlainEndpoint
{
    public const string Command = "plain-endpoint";
    public const string Path = "/recoveries";

    public static Task<ChildProcess> StartAsync(BenchmarkDatabase database) => ChildProcess.StartAsync(
        typeof(PlainEndpoint).Assembly.Location,
        url => [Command, database.Kind.ToString(), database.Server ?? database.File, url],
        new Dictionary<string, string?>(StringComparer.Ordinal),
        "ready");

    public static async Task<int> RunAsync(string database, string connection, string url)
    {
        await using var sql = await PlainSql.OpenAsync(Enum.Parse<DatabaseKind>(database), connection);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.MapGet("/ready", () => "ready");
        app.MapPost(Path, async (Receipt receipt) =>
        {
            await sql.PostAsync(receipt.Id, receipt.CollectorId, (long)(receipt.Amount * 100), receipt.ReceivedAt.ToUnixTimeMilliseconds());
            return TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(new Answer(1, receipt.Id), JsonSerializerOptions.Web), "application/json");
        });
        await app.RunAsync();
        return 0;
    }

    internal sealed record Receipt(string Id, string CollectorId, decimal Amount, string Kind, string Channel, DateTimeOffset ReceivedAt);

    internal sealed record Answer(int Accepted, string Id);
}
