namespace Leaderboard.Web.Reconciliation;

/// <summary>Days against the bank's figures.</summary>
internal static class ReconciliationSetup
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<BankFile>()
        .AddSingleton<ReconciliationRequests>()
        .AddSingleton<ReconciliationJson>()
        .AddSingleton<ReconciliationDesk>();
}
