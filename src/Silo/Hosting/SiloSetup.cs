using System.Net;
using System.Net.Sockets;
using Leaderboard.Accounts;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Celebrations;
using Leaderboard.Claims;
using Leaderboard.Conduct;
using Leaderboard.Contests;
using Leaderboard.Domain.Imports;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Rewards;
using Leaderboard.Imports;
using Leaderboard.Journal;
using Leaderboard.Kudos;
using Leaderboard.Measures;
using Leaderboard.Merits;
using Leaderboard.Notices;
using Leaderboard.Operations;
using Leaderboard.Payroll;
using Leaderboard.Placement;
using Leaderboard.Reconciliation;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Statements;
using Leaderboard.Storage;
using Leaderboard.Targets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Leaderboard.Hosting;

/// <summary>Puts a silo together.</summary>
public static class SiloSetup
{
    /// <summary>Part of the key of every grain state: never to be changed.</summary>
    internal const string ServiceId = "leaderboard";

    /// <summary>
    /// Opens the databases and co-hosts a silo of one in this process. Throws <see cref="DatabaseRefusedException"/> or
    /// <see cref="OptionsValidationException"/> with a message for the operator.
    /// </summary>
    /// <returns>Where its people are.</returns>
    public static async Task<PeopleConnection> AddEmbeddedSiloAsync(this IHostApplicationBuilder builder)
    {
        var options = ReadOptions(builder.Configuration);
        var databases = await DatabaseSetup.OpenAsync(options);
        builder.UseOrleans(silo =>
        {
            var port = FreePort();
            silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: ServiceId, clusterId: ClusterSettings.DefaultName);
            silo.AddLeaderboard(databases, options);
        });
        return databases.People;
    }

    /// <summary>Reads and checks the settings of a silo.</summary>
    /// <param name="configuration">The program's.</param>
    /// <param name="cluster">Whether the program is of a cluster even when its section is left out.</param>
    public static LeaderboardOptions ReadOptions(IConfiguration configuration, bool cluster = false)
    {
        var options = configuration.GetSection(LeaderboardOptions.Section).Get<LeaderboardOptions>() ?? new LeaderboardOptions();
        options.ConnectionString = configuration.GetConnectionString(LeaderboardOptions.Section);
        if (cluster)
            options.Cluster ??= new ClusterSettings();
        var check = new LeaderboardOptionsValidator().Validate(null, options);
        return check.Succeeded ? options : throw new OptionsValidationException(LeaderboardOptions.Section, typeof(LeaderboardOptions), check.Failures ?? []);
    }

    /// <summary>Everything grains need, on databases that are open.</summary>
    internal static ISiloBuilder AddLeaderboard(this ISiloBuilder silo, OpenDatabases databases, LeaderboardOptions options)
    {
        silo.AddAdoNetGrainStorageAsDefault(storage =>
        {
            storage.Invariant = databases.GrainStateInvariant;
            storage.ConnectionString = databases.GrainStateConnection;
        });
        silo.UseSystemTextJsonGrainStorageSerializer();
        if (options.Dashboard)
            silo.AddDashboard(d => d.HideTrace = true);
        silo.AddPlacementDirector<OnNamedSilo, OnNamedSiloDirector>();
        silo.AddPlacementDirector<ByPartition, ByPartitionDirector>();
        silo.Configure<SiloMessagingOptions>(m => m.ResponseTimeout = ResponseTimeout);
        silo.Configure<GrainDirectoryOptions>(d => d.CacheSize = MaxKnownPlaces);
        silo.AddStartupTask((services, cancel) =>
            services.GetRequiredService<JournalTail>().StartAsync(cancel));
        silo.Services
            .AddMetrics()
            .AddSingleton<SiloMetrics>()
            .AddSingleton(Options.Create(options))
            .AddSingleton(_ => databases)
            .AddSingleton(services => services.GetRequiredService<OpenDatabases>().Journal)
            .AddSingleton(databases.Installation)
            .AddSingleton(databases.Installation.Settings)
            .AddSingleton(databases.Installation.Calendar)
            .AddSingleton<PartitionHomes>()
            .AddSingleton<JournalReader>()
            .AddSingleton<StretchReader>()
            .AddSingleton<JournalWriter>()
            .AddSingleton(services => ActivatorUtilities.CreateInstance<JournalTail>(services, databases.Installation.Partitions.Count))
            .AddSingleton<JournalPosition>()
            .AddSingleton<DocumentStore>()
            .AddSingleton<AccountReader>()
            .AddSingleton<NoteStore>()
            .AddSingleton<RosterDirectory>()
            .AddSingleton<SchemeDirectory>()
            .AddSingleton(WorkCalendar.Of(options.Holidays, options.WorkDays))
            .AddSingleton<BudgetReader>()
            .AddSingleton<RedemptionReader>()
            .AddSingleton<CaseReader>()
            .AddSingleton<PayReader>()
            .AddSingleton<StatementReader>()
            .AddSingleton<NoticeReader>()
            .AddSingleton<NoticeChannels>()
            .AddSingleton<PointsReminders>()
            .AddSingleton(RedemptionPolicy.Of(options, databases.Installation.MinorPerMajor))
            .AddSingleton(new KudosPolicy(options.KudosPerMonth))
            .AddSingleton<MeritReader>()
            .AddSingleton<TeamSaverReader>()
            .AddSingleton<ReplayReader>()
            .AddSingleton<TeamTotalsReader>()
            .AddSingleton<BoardReader>()
            .AddSingleton<BaseReader>()
            .AddSingleton<MemberFactsReader>()
            .AddSingleton<PeriodTotals>()
            .AddSingleton<CrossingReader>()
            .AddSingleton<ExclusionReader>()
            .AddSingleton<EntrantRows>()
            .AddSingleton<TargetScopes>()
            .AddSingleton<RaceReader>()
            .AddSingleton<ContestStandings>()
            .AddSingleton<ConductReader>()
            .AddSingleton<ContestResults>()
            .AddSingleton(typeof(FaultPoints<>))
            .AddSingleton<SettlingReader>()
            .AddSingleton<DayBestReader>()
            .AddSingleton<SentReader>()
            .AddSingleton<BankRowStore>()
            .AddSingleton<Anchors>()
            .AddHostedService<PeriodTotalsUpkeep>()
            .AddHostedService<ClaimsUpkeep>()
            .AddHostedService<ContestsUpkeep>()
            .AddHostedService<MeritsUpkeep>()
            .AddHostedService<RedemptionsUpkeep>()
            .AddHostedService<NoticesUpkeep>()
            .AddSingleton(new ImportRetention(options.KeepUploads, options.KeepImports))
            .AddHostedService<ImportsUpkeep>()
            .AddHostedService<TailPolling>();
        silo.Services.AddSingleton<WebhookLine>();
        foreach (var (number, webhook) in options.Webhooks.Index())
            silo.Services.AddSingleton<INoticeChannel>(services => ActivatorUtilities.CreateInstance<WebhookChannel>(services, number, webhook));
        silo.Services.AddSingleton<MailLine>();
        if (options.Mail is { } mail)
            silo.Services.AddSingleton<INoticeChannel>(services => ActivatorUtilities.CreateInstance<MailChannel>(services, mail));
        if (options.ClockOffsetFile is { } file)
            silo.Services.AddSingleton<TimeProvider>(new SteadyTime(new ShiftedClock(file)));
        silo.Services.TryAddTimeProvider();
        return silo;
    }

    /// <summary>As many collectors as an institution has. Orleans' own million takes 18 MiB of a silo, whether it is used or not; what is not known is asked for.</summary>
    private const int MaxKnownPlaces = 100_000;

    /// <summary>Longer than a lot takes on a busy disk, shorter than a sender's patience.</summary>
    private static TimeSpan ResponseTimeout => TimeSpan.FromSeconds(15);

    internal static void TryAddTimeProvider(this IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(TimeProvider)))
            services.AddSingleton<TimeProvider>(new SteadyTime(TimeProvider.System));
    }

    /// <summary>The silo talks to itself alone: any free port of the loopback will do.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
