using System.Globalization;
using System.Text.Json;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Merits;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Merits;

/// <summary>Whose merits are given and taken back, and how a day of theirs is entered.</summary>
/// <param name="StartOf">First instant of a local day.</param>
/// <param name="TeamAt">The team credited at a moment.</param>
/// <param name="VestsAt">When points of a day may be spent: by then the slowest money that can have earned them has cleared.</param>
internal sealed record MeritOwner(CollectorId Collector, Func<DateOnly, Moment> StartOf, Func<Moment, TeamId> TeamAt, Func<DateOnly, Moment> VestsAt);

/// <summary>
/// Brings the ledger to what is earned: gives what is missing, takes back what is not earned any more. A merit that is earned again is given again, under
/// an id with the next number. What was given stays what it was, whatever a scheme would give for it by now.
/// </summary>
internal static class MeritEntries
{
    /// <param name="owner">Whose.</param>
    /// <param name="earned">All that is earned now.</param>
    /// <param name="entries">All streaks and badges of the ledger, in its order.</param>
    public static IReadOnlyList<EntryDraft> Missing(MeritOwner owner, IEnumerable<Merit> earned, IEnumerable<EntryDraft> entries)
    {
        var ledger = entries.GroupBy(e => KeyOf(e.Id)).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var paid = earned.Where(m => m.PointsHundredths > 0).ToDictionary(m => m.Key, StringComparer.Ordinal);
        var missing = new List<EntryDraft>();
        foreach (var merit in paid.Values.OrderBy(m => m.Day).ThenBy(m => m.Key, StringComparer.Ordinal))
        {
            var there = ledger.GetValueOrDefault(merit.Key) ?? [];
            if (there.Count == 0 || !IsGiven(there))
                missing.Add(Given(owner, merit, there.Count + 1));
        }

        foreach (var (key, there) in ledger.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            if (IsGiven(there) && !paid.ContainsKey(key))
                missing.Add(TakenBack(there[^1], key, there.Count + 1));
        }

        return missing;
    }

    /// <summary>What an entry of a streak or a badge was for.</summary>
    public static EarnedMerit MeritOf(EntryDraft entry)
    {
        using var json = JsonDocument.Parse(entry.Details);
        return new EarnedMerit
        {
            Kind = (MeritKind)json.RootElement.GetProperty("merit").GetInt32(),
            Day = DateOnly.ParseExact(json.RootElement.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Key = KeyOf(entry.Id),
        };
    }

    /// <summary>Each entry of a merit undoes the one before: the last says whether it is given.</summary>
    private static bool IsGiven(List<EntryDraft> there) => there[^1].PointsHundredths > 0;

    /// <summary>The part of the id between the collector and the number.</summary>
    private static string KeyOf(EntryId id) => id.Value.Split('/')[1];

    private static EntryDraft Given(MeritOwner owner, Merit merit, int number)
    {
        var at = owner.StartOf(merit.Day);
        return Numbered(owner.Collector, merit.Key, number, new EntryDraft
        {
            Id = default,
            Kind = merit.Kind == MeritKind.Streak ? EntryKind.Streak : EntryKind.Badge,
            Collector = owner.Collector,
            Team = owner.TeamAt(at),
            PointsHundredths = merit.PointsHundredths,
            ReceivedAt = at,
            OccurredAt = at,
            VestsAt = owner.VestsAt(merit.Day),
            Scheme = merit.Scheme,
            RequestHash = default,
            Details = string.Create(CultureInfo.InvariantCulture, $$"""{"merit":{{(int)merit.Kind}},"day":"{{merit.Day:yyyy-MM-dd}}"}"""),
        });
    }

    private static EntryDraft TakenBack(EntryDraft given, string key, int number) =>
        Numbered(given.Collector, key, number, given with { PointsHundredths = -given.PointsHundredths, Source = given.Id });

    private static EntryDraft Numbered(CollectorId collector, string key, int number, EntryDraft draft) =>
        Pricing.ByRule(draft with { Id = EntryId.Merit(collector, key, number) });
}
