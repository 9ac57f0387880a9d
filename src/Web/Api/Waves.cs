using Leaderboard.Recoveries;

namespace Leaderboard.Web.Api;

/// <summary>
/// Settles repeated ids of one request: each id's first entry goes out; a later one is judged against what is stored then,
/// repeats a refusal of the same content, or goes out in the next wave when the one before it was refused.
/// </summary>
internal static class Waves
{
    /// <param name="entries">Entries that could be read, others null.</param>
    /// <param name="digestOf">Digest of an entry's content.</param>
    /// <param name="send">Sends entries with distinct ids and answers in their order.</param>
    public static async Task<EntryAnswer[]> RunAsync<T>(
        Parsed<T>[] entries, Func<T, Digest> digestOf, Func<IReadOnlyList<T>, Task<EntryAnswer[]>> send)
        where T : class
    {
        var answers = new EntryAnswer[entries.Length];
        var open = new List<int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Value is null)
                answers[i] = new EntryAnswer(entries[i].Id, null, entries[i].Fault);
            else
                open.Add(i);
        }

        while (open.Count > 0)
        {
            var (firsts, repeats) = Split(entries, open);
            var sent = await send(firsts.ConvertAll(i => Value(entries, i)));
            var last = new Dictionary<string, (Digest Digest, EntryAnswer Answer)>(repeats.Count, StringComparer.Ordinal);
            for (var n = 0; n < firsts.Count; n++)
            {
                answers[firsts[n]] = sent[n];
                if (repeats.Count > 0)
                    last[sent[n].Id ?? ""] = (digestOf(Value(entries, firsts[n])), sent[n]);
            }

            open.Clear();
            var waiting = new HashSet<string>(StringComparer.Ordinal);
            foreach (var i in repeats)
            {
                var id = entries[i].Id ?? "";
                var (digest, before) = last[id];
                var own = digestOf(Value(entries, i));
                if (before.Outcome is { StoredRequestHash: { } stored } outcome)
                    answers[i] = new EntryAnswer(entries[i].Id, PostingOutcome.AgainstStored(own, stored, outcome.PointsHundredths ?? 0) with { PointsHundredths = outcome.PointsHundredths }, null);
                else if (own == digest && !waiting.Contains(id))
                    answers[i] = before;
                else
                {
                    // What follows an entry that waits is judged after it: that one may be accepted.
                    open.Add(i);
                    waiting.Add(id);
                }
            }
        }

        return answers;
    }

    private static (List<int> Firsts, List<int> Repeats) Split<T>(Parsed<T>[] entries, List<int> open)
        where T : class
    {
        var seen = new HashSet<string>(open.Count, StringComparer.Ordinal);
        var (firsts, repeats) = (new List<int>(open.Count), new List<int>());
        foreach (var i in open)
            (seen.Add(entries[i].Id ?? "") ? firsts : repeats).Add(i);
        return (firsts, repeats);
    }

    private static T Value<T>(Parsed<T>[] entries, int index)
        where T : class => entries[index].Value ?? throw new InvalidOperationException("Not an entry that could be read.");
}
