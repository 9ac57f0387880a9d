using Leaderboard.Conduct;
using Leaderboard.Contests;

namespace Leaderboard.Domain.Conduct;

/// <summary>
/// What conduct takes away. It has no switch: a contest may count amounts alone only because of it.
/// </summary>
internal static class ConductGate
{
    private const int Whole = 100;

    /// <summary>What is left of a month's points after a minor complaint, once, however many there are.</summary>
    private const int AfterMinor = 90;

    /// <summary>Why a collector can have no prize of a window; null when nothing stands in the way.</summary>
    /// <param name="record">Of the collector, as known when it is decided.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="decidedAt">A hold counts that is in force then.</param>
    public static PassedOverCause? CauseOf(ConductRecord record, Moment from, Moment to, Moment decidedAt) =>
        record.Complaints.Any(c => c.IsUpheld(ComplaintSeverity.Serious, from, to)) ? PassedOverCause.SeriousBreach
        : record.Holds.Any(h => h.IsInForce(decidedAt)) ? PassedOverCause.Hold
        : null;

    /// <summary>What is left of the points of a window: a minor complaint takes a tenth, a serious breach all. Rounded half up; what is below 0 stays.</summary>
    /// <param name="record">Of the collector.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="earnedHundredths">Earned in the window.</param>
    public static long Kept(ConductRecord record, Moment from, Moment to, long earnedHundredths)
    {
        var percent = record.Complaints.Any(c => c.IsUpheld(ComplaintSeverity.Serious, from, to)) ? 0
            : record.Complaints.Any(c => c.IsUpheld(ComplaintSeverity.Minor, from, to)) ? AfterMinor
            : Whole;
        return earnedHundredths <= 0 ? earnedHundredths : (long)((((Int128)earnedHundredths * percent) + (Whole / 2)) / Whole);
    }
}
