namespace Leaderboard.Web.Live;

/// <summary>The live path: board grain → observer → hub → group.</summary>
internal static class LiveSetup
{
    /// <summary>A watch request is small; nothing larger has a reason.</summary>
    private const int MaxMessageBytes = 8 << 10;

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxMessageBytes;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
        });
        services.AddSingleton<WatchBook>();
        services.AddHostedService(s => s.GetRequiredService<WatchBook>());
        services.AddSingleton<CelebrationBook>();
        services.AddHostedService(s => s.GetRequiredService<CelebrationBook>());
        services.AddSingleton<RedemptionBook>();
        services.AddHostedService(s => s.GetRequiredService<RedemptionBook>());
        services.AddSingleton<OpenLines>();
        services.AddHostedService(s => s.GetRequiredService<OpenLines>());
        return services;
    }

    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>("/hubs/live");
}
