using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http;
using Orleans.Dashboard;

namespace Leaderboard.Web.Operations;

/// <summary>What operators need of a web node.</summary>
internal static class OperationsSetup
{
    /// <summary>Below the operators' page, whose cookie goes there too.</summary>
    public const string DashboardPath = OperatorSessions.Root + "/dashboard";

    private const string MetricsOpenSetting = "Leaderboard:Metrics:Open";
    private const string DashboardSetting = "Leaderboard:Dashboard";
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<WebMetrics>().AddSingleton<OperationsReader>();
        services.AddOptions<DrainOptions>().BindConfiguration("Leaderboard")
            .Validate(o => o.DrainPeriod >= TimeSpan.Zero && o.DrainPeriod <= LongestDrain, "Leaderboard:DrainPeriod must be 0 to 20 seconds.")
            .ValidateOnStart();
        return services.AddSingleton<Drain>().AddHostedService(s => s.GetRequiredService<Drain>());
    }

    /// <summary>While it drains, a node asks each sender to go elsewhere, and takes no new watcher.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((http, next) => drain.HasBegun ? SendElsewhereAsync(http, next) : next(http));
    }

    /// <summary>Orleans' dashboard knows no users: it is behind the operators' door, and only where it was asked for.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (app.Configuration.GetValue<bool>(DashboardSetting))
            app.MapOrleansDashboard(DashboardPath).RequireAuthorization(OperatorAuthentication.Door).ExcludeFromDescription();
    }

    /// <summary>Numbers tell how a business goes: for administrators, unless the operator keeps the path to it private in another way and says so.</summary>
    public static void MapMetrics(this WebApplication app, string path)
    {
        var metrics = app.MapPrometheusScrapingEndpoint(path);
        if (app.Configuration.GetValue<bool>(MetricsOpenSetting))
            metrics.AllowAnonymous();
        else
            metrics.Requires(Right.Operate);
    }

    private static Task SendElsewhereAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpProtocol.IsHttp11(http.Request.Protocol))
            http.Response.Headers.Connection = "close";
        if (!http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            return next(http);
        http.Response.Headers.RetryAfter = "1";
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
