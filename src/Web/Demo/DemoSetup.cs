namespace Leaderboard.Web.Demo;

/// <summary>The simulated floor.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoCodes>().AddSingleton<DemoPoster>().AddHostedService(s => s.GetRequiredService<DemoPoster>());
}
