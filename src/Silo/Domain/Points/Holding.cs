using System.Globalization;
using System.Text.Json;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Points;

/// <summary>Entries that keep a collector's points for something, and end that. What they add to the points held stands in their details.</summary>
internal static class Holding
{
    /// <summary>What prices it: the catalogue.</summary>
    private const string Scheme = "rewards";

    public static EntryDraft Hold(PointsHold hold, CollectorId collector, TeamId team, Moment now) =>
        Entry(EntryId.Hold(hold.Id), EntryKind.Hold, collector, team, 0, hold.PointsHundredths, now);

    /// <param name="hold">That ends.</param>
    /// <param name="collector">Whose.</param>
    /// <param name="team">Of the collector, now.</param>
    /// <param name="now">When.</param>
    /// <param name="isHeld">Else it is a mark that nothing is to be held under the id any more.</param>
    public static EntryDraft Release(PointsHold hold, CollectorId collector, TeamId team, Moment now, bool isHeld = true) =>
        Entry(EntryId.Release(hold.Id), EntryKind.Release, collector, team, 0, isHeld ? -hold.PointsHundredths : 0, now) with { Source = isHeld ? EntryId.Hold(hold.Id) : null };

    public static EntryDraft Capture(PointsHold hold, CollectorId collector, TeamId team, Moment now) =>
        Entry(EntryId.Capture(hold.Id), EntryKind.Capture, collector, team, -hold.PointsHundredths, -hold.PointsHundredths, now) with { Source = EntryId.Hold(hold.Id) };

    public static EntryDraft Return(PointsHold hold, CollectorId collector, TeamId team, Moment now) =>
        Entry(EntryId.Return(hold.Id), EntryKind.Return, collector, team, hold.PointsHundredths, 0, now) with { Source = EntryId.Capture(hold.Id) };

    /// <summary>What an entry adds to the points held; 0 for those that have nothing to do with it.</summary>
    public static long HeldOf(EntryDraft entry)
    {
        if (entry.Kind is not (EntryKind.Hold or EntryKind.Release or EntryKind.Capture))
            return 0;
        using var json = JsonDocument.Parse(entry.Details);
        return json.RootElement.GetProperty("held").GetInt64();
    }

    private static EntryDraft Entry(EntryId id, EntryKind kind, CollectorId collector, TeamId team, long points, long held, Moment now) =>
        Pricing.ByRule(new EntryDraft
        {
            Id = id,
            Kind = kind,
            Collector = collector,
            Team = team,
            PointsHundredths = points,
            ReceivedAt = now,
            OccurredAt = now,
            VestsAt = now,
            Scheme = Scheme,
            RequestHash = default,
            Details = string.Create(CultureInfo.InvariantCulture, $$"""{"held":{{held}}}"""),
        });
}
