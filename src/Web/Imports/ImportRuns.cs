using Leaderboard.Imports;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Works on imports that are going: those started here at once, and those that another node, or this program before it was
/// stopped, has left.
/// </summary>
internal sealed partial class ImportRuns(
    IGrainFactory grains, ImportFiles files, RowTargets targets, EntryParsers parsers, PostingService service, PostingAdmission admission,
    InstitutionCalendar calendar, TimeProvider time, ILogger<ImportRuns> logger) : BackgroundService
{
    /// <summary>Two keep a small machine busy; a third would only make each slower.</summary>
    private const int MaxAtOnce = 2;

    /// <summary>How soon what another has left is found.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly string _worker = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _wake = new(1);
    private readonly Dictionary<string, Task> _going = new(StringComparer.Ordinal);

    /// <summary>There is something new to do.</summary>
    public void Wake() => _wake.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(LookEvery, stoppingToken);
                foreach (var id in _going.Where(g => g.Value.IsCompleted).Select(g => g.Key).ToList())
                    _going.Remove(id);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops: each run ends with its lots, and another goes on from there.
            await Task.WhenAll(_going.Values);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            foreach (var import in (await grains.Imports().List()).Where(i => i.IsGoing && !_going.ContainsKey(i.Id)).Reverse())
            {
                if (_going.Count < MaxAtOnce && await grains.Import(import.Id).Claim(_worker) is { } claimed)
                    _going[import.Id] = RunAsync(claimed, stop);
            }
        }
        catch (Exception outage) when (LotPoster.IsOutage(outage))
        {
            LogOutage(outage);
        }
    }

    private async Task RunAsync(ImportView import, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            var isDryRun = import.State == ImportState.Checking;
            IRowTarget target = import.File.TakesBack is { } takenBack
                ? new TakeBackRows(parsers, service, takenBack, import.CreatedAt)
                : targets.Of(import.File.Kind, Senders.OfFile(import.File.Source), isDryRun);
            using var run = new ImportRun(import, _worker, files, new LotPoster(target, admission, time, logger), grains, time, new CellFormats(calendar));
            await run.RunAsync(stop);
            LogOver(import.Id);
        }
        catch (Exception outage) when (LotPoster.IsOutage(outage))
        {
            LogLeft(outage, import.Id);
        }
#pragma warning disable CA1031 // Whatever it is, the import must not hang, and the others go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure, import.Id);
            await FailAsync(import.Id);
        }
        finally
        {
            await ReleaseAsync(import.Id);
            Wake();
        }
    }

    private async Task FailAsync(string importId)
    {
        try
        {
            if (await grains.Import(importId).Get() is { IsGoing: true } now)
            {
                await grains.Import(importId).Advance(new ImportAdvance
                {
                    Worker = _worker,
                    Step = now.Steps + 1,
                    Counts = now.Counts,
                    BytesRead = now.BytesRead,
                    IsOver = true,
                    Failure = new ImportError { Line = 0, Code = "internalError", Message = "Something went wrong here; it was written down." },
                });
            }
        }
        catch (Exception outage) when (LotPoster.IsOutage(outage))
        {
            LogOutage(outage);
        }
    }

    private async Task ReleaseAsync(string importId)
    {
        try
        {
            await grains.Import(importId).Release(_worker);
        }
        catch (Exception outage) when (LotPoster.IsOutage(outage) || outage is ObjectDisposedException)
        {
            // The silo is going too, and forgets who was at work.
            LogOutage(outage);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId} is over.")]
    private partial void LogOver(string importId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {ImportId} is left for later.")]
    private partial void LogLeft(Exception outage, string importId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} failed.")]
    private partial void LogFailure(Exception failure, string importId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imports cannot be looked after now.")]
    private partial void LogOutage(Exception outage);
}
