using System.Security.Cryptography;
using Leaderboard.Hosting;
using Leaderboard.Storage;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Demo;
using Leaderboard.Web.Imports;
using Leaderboard.Web.Live;
using Leaderboard.Web.Load;
using Leaderboard.Web.Operations;
using Leaderboard.Web.Pages;
using Leaderboard.Web.People;
using Leaderboard.Web.Reconciliation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Leaderboard.Web;

/// <summary>What the command line starts: the server, or one of its tools (<c>verify</c>, <c>copy</c>, <c>backup</c>, <c>load</c>).</summary>
public static class LeaderboardProgram
{
    private const string DefaultUrl = "http://localhost:5080";
    private const string DemoSetting = "Leaderboard:Demo";

    /// <summary>Where it is set, this process is a web node of a cluster; otherwise it holds everything itself.</summary>
    private const string ClusterSection = "Leaderboard:Cluster";

    public static async Task<int> RunAsync(string[] args) => args switch
    {
        ["verify", .. var rest] => await VerifyCommand.RunAsync(ConfigurationOf(rest), Console.Out, Console.Error),
        ["copy", .. var rest] => await CopyCommand.RunAsync(ConfigurationOf(rest), Console.Out, Console.Error),
        ["backup", .. var rest] => await BackupCommand.RunAsync(ConfigurationOf(rest), Console.Out, Console.Error),
        ["load", .. var rest] => await LoadCommand.RunAsync(ConfigurationOf(rest), Console.Out, Console.Error, TimeProvider.System, CancellationToken.None),
        _ => await ServeAsync(args),
    };

    /// <summary>The server, put together and not yet started.</summary>
    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = WithValues(args),

            // Assets are found by the program's name, whoever hosts it.
            ApplicationName = typeof(LeaderboardProgram).Assembly.GetName().Name,
        });
        builder.Configuration.AddLogDefaults();
        var isDemo = builder.Configuration.GetValue<bool>(DemoSetting);
        if (isDemo && string.IsNullOrEmpty(builder.Configuration[DemoPoster.KeySetting]))
            builder.Configuration[DemoPoster.KeySetting] = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(DefaultUrl);

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestBody.MaxDrainedBytes);

        builder.AddPages();
        // Forms and cookies stay good over a restart, and in a cluster at every node.
        var keys = builder.Services.AddDataProtection().SetApplicationName("Leaderboard");
        if (builder.Configuration.GetSection(ClusterSection).Exists())
        {
            Use(await builder.AddClusterClientAsync());
        }
        else
        {
            Use(await builder.AddEmbeddedSiloAsync());
            keys.PersistKeysToFileSystem(new DirectoryInfo(SiloSetup.ReadOptions(builder.Configuration).KeysDirectory));
        }

        builder.Services.AddAccess(isDemo).AddRateLimits(builder.Configuration);
        builder.AddTelemetry("leaderboard-web");
        builder.Services.AddOperations();
        builder.Services.AddApi();
        builder.Services.AddImports();
        builder.Services.AddReconciliation();
        builder.Services.AddLive();
        if (isDemo)
            builder.Services.AddDemo();

        var app = builder.Build();
        app.UseSite();
        app.UseDrain();
        app.UsePages();
        app.UseMiddleware<RefusalLog>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapApi();
        app.MapLive();
        app.MapDashboard();
        app.MapMetrics(TelemetrySetup.Path);
        app.MapPages();
        app.MapDisplayLinks();
        return app;

        void Use(PeopleConnection people) => builder.Services.AddPeople(
            people.Kind == DatabaseKind.Sqlite ? o => o.UseSqlite(people.ConnectionString) : o => o.UseNpgsql(people.ConnectionString),
            builder.Configuration.GetSection(OutsideOptions.Section).Get<OutsideOptions>() ?? new OutsideOptions());
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = await BuildAsync(args);
        await app.StartAsync();
        if (!app.Configuration.GetSection(ClusterSection).Exists())
            await FirstVisit.TellAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static ConfigurationManager ConfigurationOf(string[] args) => WebApplication.CreateBuilder(WithValues(args)).Configuration;

    /// <summary><c>--demo</c>, and <c>--anchors</c> without a file, are switches; the configuration wants a value.</summary>
    private static string[] WithValues(string[] args) => [.. args.Select((argument, i) => argument switch
    {
        "--demo" => $"--{DemoSetting}=true",
        "--anchors" when i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal) => "--anchors=",
        _ => argument,
    })];
}
