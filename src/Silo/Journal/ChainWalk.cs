using System.Globalization;
using Leaderboard.Domain.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Journal;

/// <summary>Walks every partition's chain from its first entry to the head that stood when the walk began.</summary>
internal static class ChainWalk
{
    public static async Task<ChainReport> RunAsync(JournalReader reader, CancellationToken cancel = default)
    {
        var heads = await reader.HeadsAsync(cancel);
        var count = 0L;
        string? broken = null;
        foreach (var head in heads)
        {
            var at = new PartitionHead { Partition = head.Partition, Seq = 0, Hash = Digest.Zero };
            await foreach (var entry in reader.AfterAsync(head.Partition, 0, cancel))
            {
                if (at.Seq == head.Seq)
                    break;
                var fault = Chain.Fault(at, entry);
                if (fault is not null)
                {
                    broken ??= string.Create(CultureInfo.InvariantCulture, $"{head.Partition}/{entry.Seq}: {fault}");
                    break;
                }

                at = new PartitionHead { Partition = head.Partition, Seq = entry.Seq, Hash = entry.Hash };
                count++;
            }

            if (at != head)
                broken ??= string.Create(CultureInfo.InvariantCulture, $"{head.Partition}/{at.Seq + 1}: the chain ends before its head {head.Seq}");
        }

        return new ChainReport { Entries = count, FirstBroken = broken, Heads = [.. heads] };
    }
}
