using Leaderboard.Accounts;
using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

/// <summary>Fans a request out to the collectors it concerns, one call each, and puts their answers back in order.</summary>
internal sealed class PostingService(IGrainFactory grains, EntryParsers parsers, RepeatedCalls calls)
{
    public Task<EntryAnswer[]> PostRecoveriesAsync(Parsed<ParsedRecovery>[] entries) =>
        Waves.RunAsync(entries, static e => e.Recovery.RequestHash, SendRecoveriesAsync);

    public Task<EntryAnswer[]> PostReversalsAsync(Parsed<PostReversal>[] entries) =>
        Waves.RunAsync(entries, static e => e.RequestHash, SendReversalsAsync);

    public async Task<EntryAnswer[]> PostAccountsAsync(Parsed<AccountSnapshot>[] entries)
    {
        var answers = new EntryAnswer[entries.Length];
        var good = new List<(int Index, AccountSnapshot Snapshot)>();
        for (var i = 0; i < entries.Length; i++)
        {
            var fault = entries[i].Fault ?? (entries[i].Value is { } v ? parsers.TooFarAhead(v.AsOf, "asOf") : null);
            if (fault is null && entries[i].Value is { } snapshot)
                good.Add((i, snapshot));
            else
                answers[i] = new EntryAnswer(entries[i].Id, null, fault);
        }

        if (good.Count > 0)
        {
            var outcomes = await grains.Accounts().Put([.. good.Select(g => g.Snapshot)]);
            for (var n = 0; n < outcomes.Length; n++)
                answers[good[n].Index] = Answer(good[n].Snapshot.Id.Value, outcomes[n]);
        }

        return answers;
    }

    private static EntryAnswer Answer(string id, PostingOutcome outcome) => new(id, outcome, outcome.Refusal == Refusal.None ? null : FaultOf(outcome.Refusal));

    public static EntryFault FaultOf(Refusal refusal) => refusal switch
    {
        Refusal.UnknownCollector => new EntryFault(refusal, "collectorId", "The roster has no such collector."),
        Refusal.UnknownRecovery => new EntryFault(refusal, "recoveryId", "There is no such recovery."),
        Refusal.ExceedsRecovery => new EntryFault(refusal, "amount", "More than is left of the recovery."),
        _ => new EntryFault(refusal, null, "Refused."),
    };

    private async Task<EntryAnswer[]> SendRecoveriesAsync(IReadOnlyList<ParsedRecovery> entries)
    {
        var answers = new EntryAnswer[entries.Count];
        var late = await RefusedByTimeAsync([.. entries.Select(e => (EntryId.Recovery(e.Recovery.Id), e.Recovery.RequestHash, parsers.TooFarAhead(e.Recovery.ReceivedAt, "receivedAt")))]);
        var holders = await HoldersAsync(entries);
        var groups = new Dictionary<CollectorId, List<int>>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (late[i] is { } refused)
            {
                answers[i] = refused with { Id = entries[i].Recovery.Id };
                continue;
            }

            var collector = entries[i].Collector ?? holders?[i] ?? CollectorId.Unassigned;
            if (!groups.TryGetValue(collector, out var places))
                groups[collector] = places = [];
            places.Add(i);
        }

        await FanOutAsync(groups, async (collector, places) =>
        {
            var outcomes = await calls.RunAsync(() => grains.Collector(collector).PostRecoveries([.. places.Select(i => entries[i].Recovery)]));
            for (var n = 0; n < outcomes.Length; n++)
                answers[places[n]] = Answer(entries[places[n]].Recovery.Id, outcomes[n]);
        });
        return answers;
    }

    private async Task<EntryAnswer[]> SendReversalsAsync(IReadOnlyList<PostReversal> entries)
    {
        var answers = new EntryAnswer[entries.Count];
        var ids = entries.SelectMany(e => new[] { EntryId.Reversal(e.Id), EntryId.Recovery(e.RecoveryId) }).Distinct().ToArray();
        var found = new Dictionary<EntryId, StoredEntry>();
        foreach (var part in ids.Chunk(RequestBody.MaxEntries))
        {
            foreach (var entry in await calls.RunAsync(() => grains.JournalQuery().Find(part)))
                found[entry.Id] = entry;
        }

        var groups = new Dictionary<CollectorId, List<int>>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (found.TryGetValue(EntryId.Reversal(entry.Id), out var stored))
                answers[i] = Answer(entry.Id, PostingOutcome.AgainstStored(entry.RequestHash, stored.RequestHash, stored.PointsHundredths));
            else if (parsers.TooFarAhead(entry.ReversedAt, "reversedAt") is { } late)
                answers[i] = new EntryAnswer(entry.Id, null, late);
            else if (!found.TryGetValue(EntryId.Recovery(entry.RecoveryId), out var recovery))
                answers[i] = Answer(entry.Id, PostingOutcome.Rejected(Refusal.UnknownRecovery));
            else if (groups.TryGetValue(recovery.Collector, out var places))
                places.Add(i);
            else
                groups[recovery.Collector] = [i];
        }

        await FanOutAsync(groups, async (collector, places) =>
        {
            var outcomes = await calls.RunAsync(() => grains.Collector(collector).PostReversals([.. places.Select(i => entries[i])]));
            for (var n = 0; n < outcomes.Length; n++)
            {
                var entry = entries[places[n]];
                var outcome = collector == CollectorId.Unassigned && outcomes[n].Refusal == Refusal.ExceedsRecovery ? await FollowAsync(entry) ?? outcomes[n] : outcomes[n];
                answers[places[n]] = Answer(entry.Id, outcome);
            }
        });
        return answers;
    }

    /// <summary>Its sender knows nothing of claims: what was credited to somebody is taken back from them. Null when nobody was.</summary>
    private async Task<PostingOutcome?> FollowAsync(PostReversal entry) =>
        await calls.RunAsync(() => grains.Claim(entry.RecoveryId).Get()) is { AssignedTo: { } holder, EntryId: { } credited }
            ? (await calls.RunAsync(() => grains.Collector(holder).PostReversals([entry with { RecoveryId = credited }])))[0]
            : null;

    /// <summary>Answers for entries whose time is refused: by what is stored under their id, or the refusal; null for the others.</summary>
    private async Task<EntryAnswer?[]> RefusedByTimeAsync((EntryId Id, Digest Digest, EntryFault? Fault)[] entries)
    {
        var answers = new EntryAnswer?[entries.Length];
        if (Array.TrueForAll(entries, e => e.Fault is null))
            return answers;
        EntryId[] ids = [.. entries.Where(e => e.Fault is not null).Select(e => e.Id)];
        var found = (await calls.RunAsync(() => grains.JournalQuery().Find(ids))).ToDictionary(e => e.Id);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Fault is not { } fault)
                continue;
            answers[i] = found.TryGetValue(entries[i].Id, out var stored)
                ? new EntryAnswer(null, PostingOutcome.AgainstStored(entries[i].Digest, stored.RequestHash, stored.PointsHundredths), null)
                : new EntryAnswer(null, null, fault);
        }

        return answers;
    }

    /// <summary>Holders of the accounts of entries that name no collector, by place; null when every entry names one.</summary>
    private async Task<CollectorId?[]?> HoldersAsync(IReadOnlyList<ParsedRecovery> entries)
    {
        var places = Enumerable.Range(0, entries.Count).Where(i => entries[i].Collector is null).ToArray();
        if (places.Length == 0)
            return null;
        var asked = Array.ConvertAll(
            places,
            i => new AccountAt { Account = entries[i].Recovery.Account ?? throw new InvalidOperationException("Neither collector nor account."), At = entries[i].Recovery.ReceivedAt });
        var answers = await calls.RunAsync(() => grains.Accounts().Holders(asked));
        var holders = new CollectorId?[entries.Count];
        for (var n = 0; n < places.Length; n++)
            holders[places[n]] = answers[n];
        return holders;
    }

    /// <summary>All calls are ended before a failure of one is told: nothing is still under way when the sender tries again.</summary>
    private static Task FanOutAsync(Dictionary<CollectorId, List<int>> groups, Func<CollectorId, List<int>, Task> call)
    {
        var calls = new Task[groups.Count];
        var next = 0;
        foreach (var (collector, places) in groups)
            calls[next++] = call(collector, places);
        return Task.WhenAll(calls);
    }
}
