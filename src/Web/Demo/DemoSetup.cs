namespace Leaderboard.Web.Demo;

/// <summary>The simulated floor, and the switch that holds it.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoPoster>().AddHostedService(s => s.GetRequiredService<DemoPoster>());

    public static void MapDemo(this WebApplication app)
    {
        app.MapPost("/demo/receipts/{state}", (string state, DemoPoster poster) =>
        {
            poster.IsRunning = state is "on" || (state is not "off" && poster.IsRunning);
            return TypedResults.Ok(new { running = poster.IsRunning });
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
