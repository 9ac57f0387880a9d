namespace Leaderboard.Web.Imports;

/// <summary>Files that are sent in whole.</summary>
internal static class ImportsSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportFiles>()
        .AddSingleton<DryRun>()
        .AddSingleton<WindowCells>()
        .AddSingleton<RowTargets>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<ImportRuns>()
        .AddHostedService(s => s.GetRequiredService<ImportRuns>());
}
