using System.IO.Hashing;
using System.Text;
using Leaderboard.Accounts;
using Leaderboard.Recoveries;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Judges entries as if they were posted, and posts none: by what the journal and the roster hold, and by what the same file
/// has held before. What is left of a recovery is not asked for: a reversal of too much shows when it is posted.
/// </summary>
internal sealed class DryRun(IGrainFactory grains, EntryParsers parsers)
{
    public Func<Parsed<ParsedRecovery>[], Task<EntryAnswer[]>> Recoveries()
    {
        var earlier = new Earlier();
        HashSet<CollectorId>? collectors = null;
        return async entries =>
        {
            collectors ??= [.. (await grains.Roster().Collectors()).Select(c => c.Id), CollectorId.Unassigned];
            var stored = await FindAsync(entries.Select(e => e.Value).OfType<ParsedRecovery>().Select(e => EntryId.Recovery(e.Recovery.Id)));
            return Array.ConvertAll(entries, e => Judge(e, earlier, v => v.Recovery.RequestHash, v => stored.GetValueOrDefault(EntryId.Recovery(v.Recovery.Id)), v =>
                parsers.TooFarAhead(v.Recovery.ReceivedAt, "receivedAt")
                ?? (v.Collector is { } collector && !collectors.Contains(collector) ? PostingService.FaultOf(Refusal.UnknownCollector) : null)));
        };
    }

    public Func<Parsed<PostReversal>[], Task<EntryAnswer[]>> Reversals()
    {
        var earlier = new Earlier();
        return async entries =>
        {
            var asked = entries.Select(e => e.Value).OfType<PostReversal>().ToList();
            var stored = await FindAsync(asked.Select(e => EntryId.Reversal(e.Id)));
            var recoveries = await FindAsync(asked.Select(e => EntryId.Recovery(e.RecoveryId)));
            return Array.ConvertAll(entries, e => Judge(e, earlier, v => v.RequestHash, v => stored.GetValueOrDefault(EntryId.Reversal(v.Id)), v =>
                parsers.TooFarAhead(v.ReversedAt, "reversedAt")
                ?? (recoveries.ContainsKey(EntryId.Recovery(v.RecoveryId)) ? null : PostingService.FaultOf(Refusal.UnknownRecovery))));
        };
    }

    public Func<Parsed<AccountSnapshot>[], Task<EntryAnswer[]>> Accounts() => async entries =>
    {
        var good = entries.Where(e => e.Value is { } v && parsers.TooFarAhead(v.AsOf, "asOf") is null).Select(e => e.Value).OfType<AccountSnapshot>().ToArray();
        var outcomes = new Queue<PostingOutcome>(good.Length == 0 ? [] : await grains.Accounts().Judge(good));
        return Array.ConvertAll(entries, e => e.Value is not { } v ? new EntryAnswer(e.Id, null, e.Fault)
            : parsers.TooFarAhead(v.AsOf, "asOf") is { } late ? new EntryAnswer(e.Id, null, late)
            : new EntryAnswer(e.Id, outcomes.Dequeue(), null));
    };

    private static EntryAnswer Judge<T>(Parsed<T> entry, Earlier earlier, Func<T, Digest> digestOf, Func<T, Digest> storedOf, Func<T, EntryFault?> refuse)
        where T : class
    {
        if (entry.Value is not { } value || entry.Id is not { } id)
            return new EntryAnswer(entry.Id, null, entry.Fault);
        var digest = digestOf(value);
        if (storedOf(value) is var stored && stored != default)
            return new EntryAnswer(id, PostingOutcome.AgainstStored(digest, stored, 0), null);
        if (earlier.IsSame(id, digest) is { } isSame)
            return new EntryAnswer(id, new PostingOutcome { Status = isSame ? PostingStatus.Duplicate : PostingStatus.Conflict }, null);
        if (refuse(value) is { } fault)
            return new EntryAnswer(id, null, fault);
        earlier.Add(id, digest);
        return new EntryAnswer(id, new PostingOutcome { Status = PostingStatus.Accepted }, null);
    }

    private async Task<Dictionary<EntryId, Digest>> FindAsync(IEnumerable<EntryId> ids)
    {
        var found = new Dictionary<EntryId, Digest>();
        foreach (var part in ids.Distinct().Chunk(RequestBody.MaxEntries))
        {
            foreach (var entry in await grains.JournalQuery().Find(part))
                found[entry.Id] = entry.RequestHash;
        }

        return found;
    }

    /// <summary>What the file has brought so far, by hashes: a million rows in some 40 MiB.</summary>
    private sealed class Earlier
    {
        private readonly Dictionary<ulong, ulong> _digests = [];

        /// <summary>Whether the same id came with the same content; null when it has not come.</summary>
        public bool? IsSame(string id, Digest digest) => _digests.TryGetValue(Hash(id), out var known) ? known == digest.Part0 : null;

        public void Add(string id, Digest digest) => _digests[Hash(id)] = digest.Part0;

        private static ulong Hash(string id) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id));
    }
}
