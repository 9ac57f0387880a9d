using Leaderboard.Web.Access;

namespace Leaderboard.Web.Operations;

/// <summary>What operators need of a web node.</summary>
internal static class OperationsSetup
{
    private const string MetricsOpenSetting = "Leaderboard:Metrics:Open";

    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<WebMetrics>();

    /// <summary>Numbers tell how a business goes: for administrators, unless the operator keeps the path to it private in another way and says so.</summary>
    public static void MapMetrics(this WebApplication app, string path)
    {
        var metrics = app.MapPrometheusScrapingEndpoint(path);
        if (app.Configuration.GetValue<bool>(MetricsOpenSetting))
            metrics.AllowAnonymous();
        else
            metrics.RequireAuthorization(Policies.Admin);
    }
}
