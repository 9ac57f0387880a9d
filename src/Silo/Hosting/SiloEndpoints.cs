using Leaderboard.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Runtime;

namespace Leaderboard.Hosting;

/// <summary>
/// What a silo of a cluster answers over HTTP: its health, and its measurements. Nobody is asked for a key: the port
/// belongs to the cluster's inner network as the silo's other two do, and tells no more than numbers.
/// </summary>
internal static class SiloEndpoints
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(2);

    private static StatusCodeHttpResult NotReady => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);

    public static void MapSiloEndpoints(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live"));
        app.MapGet("/health/ready", ReadyAsync);
        app.MapPrometheusScrapingEndpoint(TelemetrySetup.Path);
    }

    /// <summary>Ready is who is a member of the cluster and can ask the journal where it ends.</summary>
    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ReadyAsync(ISiloStatusOracle silos, JournalPosition position)
    {
        try
        {
            await position.LatestAsync().WaitAsync(ReadyPatience);
            return silos.CurrentStatus == SiloStatus.Active ? TypedResults.Text("ready") : NotReady;
        }
#pragma warning disable CA1031 // Whatever keeps it from work, the answer is the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            return NotReady;
        }
    }
}
