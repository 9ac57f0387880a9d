using System.Globalization;
using Leaderboard.Placement;
using Leaderboard.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Leaderboard.Journal;

/// <summary>Holds the end of one partition's chain and hands appends to the silo's writer; steps down when fenced.</summary>
[GrainType("lb.ledger"), KeepAlive, Immovable, Reentrant, ByPartition]
internal sealed partial class LedgerGrain(JournalWriter writer, JournalReader reader, PartitionHomes homes, ILogger<LedgerGrain> logger) : Grain, ILedgerGrain
{
    private static readonly TimeSpan HomeCheck = TimeSpan.FromSeconds(5);

    private PartitionChain _chain = new(new PartitionHead { Partition = -1, Seq = 0, Hash = Digest.Zero });
    private int _inFlight;
    private TaskCompletionSource? _idle;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var partition = int.Parse(GrainKeys.IdOf(this.GetPrimaryKeyString()), CultureInfo.InvariantCulture);
        var heads = await reader.HeadsAsync(cancellationToken);
        _chain = new PartitionChain(heads.Single(h => h.Partition == partition));
        this.RegisterGrainTimer(GoHome, new GrainTimerCreationOptions(HomeCheck, HomeCheck) { Interleave = true, KeepAlive = true });
    }

    public async Task<AppendResult> Append(AppendRequest request)
    {
        if (request.ExpectedLastSeq is not null && !_chain.Knows(request.Collector))
            _chain.Learn(request.Collector, await reader.LastSeqAsync(request.Collector));
        _inFlight++;
        try
        {
            return await writer.AppendAsync(_chain, request);
        }
        finally
        {
            if (--_inFlight == 0)
                _idle?.TrySetResult();
            if (_chain.IsFenced)
            {
                LogSteppingDown(_chain.Head.Partition);
                DeactivateOnIdle();
            }
        }
    }

    /// <summary>Lots in flight are awaited, so that the next activation reads a head that no longer moves.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_inFlight == 0)
            return;
        _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _idle.Task.WaitAsync(cancellationToken);
    }

    /// <summary>After silos came or went: the next append activates the ledger where it belongs.</summary>
    private Task GoHome()
    {
        if (homes.IsElsewhere(_chain.Head.Partition))
            DeactivateOnIdle();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger of partition {Partition} was fenced and steps down.")]
    private partial void LogSteppingDown(int partition);
}
