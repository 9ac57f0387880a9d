using System.Globalization;
using Leaderboard.Domain.Journal;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Moving;

/// <summary>
/// Copies an embedded installation to PostgreSQL. Whatever it was broken by, it goes on with the first entry that is not
/// there. A target that holds anything else is left as it is.
/// </summary>
internal sealed class InstallationCopy(CopySource source, CopyTarget target, int lotEntries, TextWriter output)
{
    private readonly JournalReader _from = new(source.Journal);
    private readonly JournalReader _to = new(target.Database);

    /// <summary>Copies what is missing; <see cref="CopyTarget.FinishAsync"/> is left to who has verified it.</summary>
    /// <returns>What the target was before.</returns>
    public async Task<CopyState> RunAsync(CancellationToken cancel)
    {
        var state = await target.StateAsync(cancel);
        var heads = await _to.HeadsAsync(cancel);
        var ends = await _from.HeadsAsync(cancel);
        if (state == CopyState.Whole)
        {
            if (!heads.SequenceEqual(ends))
                throw await RefusalAsync("a whole installation, and one of the two has gone on since they were equal", cancel);
            return state;
        }

        foreach (var head in heads)
            await RefuseForeignAsync(head, cancel);
        if (state == CopyState.Empty)
            await target.BeginAsync(cancel);
        foreach (var (head, end) in heads.Zip(ends))
            await CopyChainAsync(head, end, cancel);
        var (_, revision) = await _from.PositionAsync(source.Installation.Partitions.Count, cancel);
        await target.ReplaceAsync(source, revision, cancel);
        return state;
    }

    private async Task CopyChainAsync(PartitionHead head, PartitionHead end, CancellationToken cancel)
    {
        while (head.Seq < end.Seq)
        {
            var lot = await _from.PageAfterAsync(head.Partition, head.Seq, lotEntries, cancel);
            var next = lot.Aggregate(head, Follow);
            if (next == head)
                throw new CopyDifferenceException(string.Create(CultureInfo.InvariantCulture, $"source: BROKEN at {head.Partition}/{head.Seq + 1}: the chain ends before its head {end.Seq}"));
            await target.AppendAsync(head, lot, cancel);
            head = next;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"partition {head.Partition}: {head.Seq} of {end.Seq} entries"));
        }
    }

    /// <summary>A broken row goes nowhere.</summary>
    private static PartitionHead Follow(PartitionHead head, JournalEntry entry) => Chain.Fault(head, entry) is { } fault
        ? throw new CopyDifferenceException(string.Create(CultureInfo.InvariantCulture, $"source: BROKEN at {entry.Partition}/{entry.Seq}: {fault}"))
        : new PartitionHead { Partition = entry.Partition, Seq = entry.Seq, Hash = entry.Hash };

    /// <summary>Where the target's chain ends, the source must have the same entry.</summary>
    private async Task RefuseForeignAsync(PartitionHead head, CancellationToken cancel)
    {
        if (head.Seq == 0)
            return;
        var same = await _from.PageAfterAsync(head.Partition, head.Seq - 1, 1, cancel);
        if (same.Count == 0 || same[0].Hash != head.Hash)
            throw await RefusalAsync(string.Create(CultureInfo.InvariantCulture, $"another entry than the source at {head.Partition}/{head.Seq}"), cancel);
    }

    private async Task<DatabaseRefusedException> RefusalAsync(string holds, CancellationToken cancel)
    {
        for (var partition = 0; partition < source.Installation.Partitions.Count; partition++)
        {
            var first = await _from.PageAfterAsync(partition, 0, 1, cancel);
            var other = await _to.PageAfterAsync(partition, 0, 1, cancel);
            if (first is [var a] && other is [var b] && a.Hash != b.Hash)
                holds = string.Create(CultureInfo.InvariantCulture, $"the journal of another installation: partition {partition} begins with another entry");
        }

        return new DatabaseRefusedException($"The target holds {holds}. It was left as it is; copy into an empty database.");
    }
}

/// <summary>Source and target are not what they should be; the message names the first difference.</summary>
internal sealed class CopyDifferenceException(string message) : Exception(message);
