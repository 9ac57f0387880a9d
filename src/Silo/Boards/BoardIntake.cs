using Leaderboard.Domain.Boards;
using Leaderboard.Journal;

namespace Leaderboard.Boards;

/// <summary>Takes a board's inbox into its projection: each entry once, whether the load had it or the tail brought it, alone or in a sum.</summary>
/// <param name="feed">The inbox, subscribed before the load.</param>
/// <param name="lag">Told of what nobody was shown yet.</param>
internal sealed class BoardIntake(TailFeed feed, PushLag lag)
{
    /// <summary>Number of the last entry that is included, by partition.</summary>
    public long[] Seqs { get; private set; } = [];

    /// <summary>Of the entries included; the smallest moment when there are none.</summary>
    public Moment LastPostedAt { get; private set; } = Moment.MinValue;

    /// <summary>The projection was loaded as the journal was at these numbers.</summary>
    public void Begin(long[] seqs, Moment lastPostedAt) => (Seqs, LastPostedAt) = (seqs, lastPostedAt);

    /// <param name="projection">Loaded as the numbers say.</param>
    /// <param name="onlyFull">Whether to leave the stretch that still grows, so that all of it can be taken as one sum.</param>
    /// <returns>Whether anything changed.</returns>
    public bool TakeInto(WindowProjection projection, bool onlyFull)
    {
        var before = projection.Revision;
        var fresh = new List<EntryDraft>();
        foreach (var part in feed.TakeTogether(onlyFull))
        {
            if (part.Stretch is { } stretch && stretch.TryAdvance(Seqs))
            {
                projection.Load(stretch.SumsAt(projection.DayStart));
                Took(stretch.FirstPosted, stretch.LastPosted);
            }
            else
            {
                fresh.AddRange(part.Lots.SelectMany(l => l.Entries).Where(IsFresh).Select(e => e.Draft));
            }
        }

        projection.Apply(fresh);
        return projection.Revision > before;
    }

    private bool IsFresh(JournalEntry entry)
    {
        if (entry.Seq <= Seqs[entry.Partition])
            return false;
        Seqs[entry.Partition] = entry.Seq;
        Took(entry.PostedAt, entry.PostedAt);
        return true;
    }

    private void Took(Moment firstPosted, Moment lastPosted)
    {
        lag.Took(firstPosted);
        LastPostedAt = lastPosted > LastPostedAt ? lastPosted : LastPostedAt;
    }
}
