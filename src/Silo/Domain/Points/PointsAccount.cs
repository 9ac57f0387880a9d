using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>
/// The points of one collector as a projection of their entries up to <see cref="LastSeq"/>. What is vested follows from
/// the clock alone; nothing has to fire.
/// </summary>
internal sealed record PointsAccount
{
    public const int CurrentSchema = 2;

    public static PointsAccount Empty { get; } = new();

    /// <summary>Shape of a stored snapshot; another number means: rebuild from the journal.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The last entry included, in the collector's partition; 0 for none.</summary>
    public long LastSeq { get; init; }

    public long BalanceHundredths { get; init; }

    public long LifetimeHundredths { get; init; }

    /// <summary>Kept for what is to be had for them; 0 or more.</summary>
    public long HeldHundredths { get; init; }

    /// <summary>Points by the moment (microseconds) from which on they may be spent; only those still to come when it was last folded.</summary>
    public IReadOnlyDictionary<long, long> ProvisionalHundredths { get; init; } = new Dictionary<long, long>();

    /// <summary>Takes entries in. Order does not matter; each entry once. What has vested by <paramref name="now"/> needs no date.</summary>
    public PointsAccount With(PointsSum sum, Moment now)
    {
        var provisional = ProvisionalHundredths;
        if (sum.PointsHundredths != 0 && sum.VestsAt > now)
        {
            var key = sum.VestsAt.UnixMicroseconds;
            provisional = new Dictionary<long, long>(provisional)
            {
                [key] = checked(provisional.GetValueOrDefault(key) + sum.PointsHundredths),
            };
        }

        return this with
        {
            LastSeq = Math.Max(LastSeq, sum.LastSeq),
            BalanceHundredths = checked(BalanceHundredths + sum.PointsHundredths),
            LifetimeHundredths = checked(LifetimeHundredths + sum.PointsHundredths),
            ProvisionalHundredths = provisional,
        };
    }

    /// <summary>With points among those taken in that have expired, were spent or came back: they were earned all the same, and once.</summary>
    /// <param name="use">As in the ledger.</param>
    public PointsAccount With(PointsUse use) => this with
    {
        LifetimeHundredths = checked(LifetimeHundredths - use.GoneHundredths),
        HeldHundredths = checked(HeldHundredths + use.HeldHundredths),
    };

    /// <summary>Without what has vested by now: it needs no date any more.</summary>
    public PointsAccount Folded(Moment now) => this with
    {
        ProvisionalHundredths = ProvisionalHundredths.Where(p => p.Key > now.UnixMicroseconds).ToDictionary(),
    };

    /// <summary>Points not yet spendable at <paramref name="now"/>, by when they will be, the soonest first.</summary>
    public VestingStep[] VestingAfter(Moment now) =>
    [
        .. ProvisionalHundredths.Where(p => p.Key > now.UnixMicroseconds && p.Value != 0).OrderBy(p => p.Key)
            .Select(p => new VestingStep { At = new Moment(p.Key), PointsHundredths = p.Value }),
    ];

    /// <summary>What may be promised at <paramref name="now"/>; below 0 where more was spent than is left.</summary>
    public long AvailableAt(Moment now) => BalanceHundredths - ProvisionalAt(now) - HeldHundredths;

    /// <summary>Points not yet spendable at <paramref name="now"/>.</summary>
    public long ProvisionalAt(Moment now) => VestingAfter(now).Sum(v => v.PointsHundredths);
}

/// <summary>What entries have used of a collector's points, hundredths.</summary>
/// <param name="GoneHundredths">Expired or spent, less what came back of it; 0 or less of all entries together.</param>
/// <param name="HeldHundredths">What they add to the points held.</param>
internal readonly record struct PointsUse(long GoneHundredths, long HeldHundredths)
{
    public static PointsUse Of(EntryDraft entry) => new(entry.Kind is EntryKind.Expiry or EntryKind.Capture or EntryKind.Return ? entry.PointsHundredths : 0, Holding.HeldOf(entry));
}

/// <summary>Points (hundredths) of one entry, or of several that vest at the same moment.</summary>
/// <param name="LastSeq">Of the last of them, in the collector's partition.</param>
/// <param name="PointsHundredths">Their sum; below 0 where more was taken back than given.</param>
/// <param name="VestsAt">When they may be spent; any moment in the past where that was before they were summed.</param>
internal readonly record struct PointsSum(long LastSeq, long PointsHundredths, Moment VestsAt);
