using System.Text.Json;
using Leaderboard.Web.Load;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>Plays the bank of the simulated floor: a month of history, then receipts and the odd reversal, all through the public API.</summary>
internal sealed partial class DemoPoster(
    IServer server, IHostApplicationLifetime lifetime, IConfiguration configuration, DemoCodes codes, InstitutionSettings settings, TimeProvider time, ILogger<DemoPoster> logger)
    : BackgroundService
{
    public const string KeySetting = "Leaderboard:BootstrapApiKey";

    private const int HistoryDays = 31;

    /// <summary>Weeks before the history of which only the sums are told: half a year makes targets suggest themselves.</summary>
    private const int EarlierWeeks = 27;

    /// <summary>One receipt in so many is taken back.</summary>
    private const int ReceiptsPerReversal = 40;

    private readonly DemoReceipts _receipts = new(settings);

    /// <summary>False: nothing is posted, and the wall stands still.</summary>
    public bool IsRunning { get; set; } = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var http = ApiClient.Connect(OwnAddress(), configuration[KeySetting] ?? throw new InvalidOperationException("The demo has no key."));
        var api = new ApiClient(http, time);
        using var bank = await DemoBank.OpenAsync(api, OwnAddress(), time, stoppingToken);
        await FillAsync(api, bank, stoppingToken);
        LogReady(DemoFloor.Collectors.Count);
        await PlayAsync(bank, stoppingToken);
    }

    private async Task FillAsync(ApiClient api, DemoBank bank, CancellationToken cancel)
    {
        await api.PutRosterAsync(new RosterBody(DemoFloor.Teams, DemoFloor.Collectors), cancel);
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var now = Now();
        var today = now.InZone(zone).Date;
        var asOf = zone.AtStartOfDay(new LocalDate(today.PlusDays(-HistoryDays).Year, 1, 1)).ToDateTimeOffset();
        await api.PostAsync("accounts", [.. DemoFloor.Accounts(asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture))], cancel);

        // Once: at a later start these weeks would reach into days that are there one by one.
        var isNew = (await api.GetAsync<JsonElement>("boards/collectors/count/all?limit=1", cancel)).GetProperty("total").GetInt32() == 0;
        foreach (var week in Enumerable.Range(1, isNew ? EarlierWeeks : 0))
            await bank.PostAsync([.. _receipts.OfEarlierWeek(today.PlusDays(-HistoryDays - (week * 7)))], cancel);
        for (var day = today.PlusDays(-HistoryDays); day <= today; day = day.PlusDays(1))
            await bank.PostAsync(_receipts.OfDay(day, now), cancel);
        await bank.PostAsync([.. _receipts.WithoutHolder(today, now)], cancel);
        await DemoTargets.SetAsync(api, today, cancel);
        await DemoBenchmarks.SetAsync(api, cancel);
        await DemoContests.SetAsync(bank, today, zone, Now, cancel);
        await DemoRewards.SetAsync(api, codes, today, cancel);
        await DemoReconciliation.SetAsync(bank, _receipts, today, cancel);
    }

    private async Task PlayAsync(DemoBank bank, CancellationToken cancel)
    {
        var random = new Random();
        var recent = new Queue<string>();
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(600, 3000)), time, cancel);
            if (!IsRunning)
                continue;
            var receipt = _receipts.Live(random, Now());
            await bank.PostAsync([receipt], cancel);
            recent.Enqueue(receipt.Id);
            if (recent.Count > ReceiptsPerReversal && random.Next(ReceiptsPerReversal) == 0)
            {
                var bounced = recent.Dequeue();
                await bank.Core.PostAsync("reversals", [new ReversalBody("back-" + bounced, bounced, "bounced")], cancel);
            }

            while (recent.Count > ReceiptsPerReversal * 2)
                recent.Dequeue();
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private Uri OwnAddress()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? throw new InvalidOperationException("The server has no address.");
        return new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo floor of {Collectors} collectors is open; receipts keep arriving.")]
    private partial void LogReady(int collectors);
}
