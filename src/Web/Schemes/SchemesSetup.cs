namespace Leaderboard.Web.Schemes;

/// <summary>Points schemes: published, checked, tried.</summary>
internal static class SchemesSetup
{
    public static IServiceCollection AddSchemes(this IServiceCollection services) => services
        .AddSingleton<SchemeRequests>()
        .AddSingleton<SchemeJson>()
        .AddSingleton<SchemeDesk>();
}
