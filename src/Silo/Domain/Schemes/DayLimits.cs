using System.Globalization;
using System.Text.Json;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>
/// What a scheme's limits leave of a collector's local day. Receipts keep their own points; <c>cap</c> entries hold the difference, so that the
/// day's sum follows from the receipts that stand, whatever order they and their reversals came in.
/// </summary>
/// <remarks>
/// A receipt within the cool-down of the one before (same account, by when they were received, then id) counts with its factor. Then the
/// receipts fill the caps, those whose money clears first going first, then by when they were received. What has vested of the day at
/// any time is thus what the caps leave of the receipts that have vested: nobody spends what a cap will take, and nobody waits for a cheque
/// to spend what cash has earned. Therefore cap entries, too, vest with the receipts they take from; those of money that clears
/// on its own day, at the first instant of the day. Each takes from the team that was credited.
/// </remarks>
internal static class DayLimits
{
    /// <summary>The entries that are missing for the day to be within the limits; empty when it is.</summary>
    /// <param name="day">Whose day, and by which scheme.</param>
    /// <param name="entries">All recoveries, reversals and caps of the day.</param>
    public static IReadOnlyList<EntryDraft> Missing(LimitedDay day, IReadOnlyList<DayEntry> entries)
    {
        var receipts = ReceiptsOf(day, entries);
        var shares = Kept(day.Scheme.Rules, receipts);
        var (earned, kept) = (receipts.Sum(r => r.PointsHundredths), shares.Sum(s => s.Kept));
        var wanted = new SortedDictionary<Place, long>(Place.InOrder);
        foreach (var (receipt, left) in shares)
            Add(receipt.Place, left - receipt.PointsHundredths);
        foreach (var cap in entries.Where(e => e.Kind == EntryKind.Cap))
            Add(new Place(cap.VestsAt, cap.Team), -cap.PointsHundredths);
        var number = entries.Count(e => e.Kind == EntryKind.Cap);
        var occurredAt = entries.Count == 0 ? day.From : entries.Max(e => e.OccurredAt);
        return [.. wanted.Where(w => w.Value != 0).Select(w => Cap(day, w.Key, w.Value, ++number, occurredAt, earned, kept))];

        void Add(Place place, long points) => wanted[place] = checked(wanted.GetValueOrDefault(place) + points);
    }

    /// <summary>What the limits leave of receipts that stand, by where it is; a place may come more than once.</summary>
    public static IEnumerable<(Place Place, long PointsHundredths)> KeptByPlace(SchemeRules rules, IReadOnlyList<StandingReceipt> receipts)
    {
        var isWithin = rules is { CoolDown.Minutes: null, Caps.AccountPerDay: null } && receipts.Sum(r => r.PointsHundredths) <= (rules.Caps.CollectorPerDay ?? long.MaxValue);
        return isWithin ? receipts.Select(r => (r.Place, r.PointsHundredths)) : Kept(rules, receipts).Select(s => (s.Receipt.Place, s.Kept));
    }

    public static LimitedSum SumOf(string details)
    {
        using var json = JsonDocument.Parse(details);
        return new LimitedSum { EarnedHundredths = json.RootElement.GetProperty("earned").GetInt64(), KeptHundredths = json.RootElement.GetProperty("kept").GetInt64() };
    }

    private static StandingReceipt[] ReceiptsOf(LimitedDay day, IReadOnlyList<DayEntry> entries)
    {
        var reversed = entries.Where(e => e is { Kind: EntryKind.Reversal, Source: not null })
            .GroupBy(e => e.Source!.Value).ToDictionary(g => g.Key, g => (Amount: g.Sum(e => e.AmountMinor), Points: g.Sum(e => e.PointsHundredths)));
        return
        [
            .. entries.Where(e => e.Kind == EntryKind.Recovery)
                .Select(e => (Entry: e, Back: reversed.GetValueOrDefault(e.Id)))
                .Where(r => r.Entry.AmountMinor + r.Back.Amount > 0)
                .Select(r => new StandingReceipt(
                    r.Entry.Id.Value,
                    r.Entry.Account,
                    r.Entry.ReceivedAt,
                    new Place(r.Entry.VestsAt < day.To ? day.From : r.Entry.VestsAt, r.Entry.Team),
                    r.Entry.PointsHundredths + r.Back.Points)),
        ];
    }

    private static List<(StandingReceipt Receipt, long Kept)> Kept(SchemeRules rules, IReadOnlyList<StandingReceipt> receipts)
    {
        var cooled = Cooled(rules.CoolDown, receipts);
        var byAccount = new Dictionary<AccountId, long>();
        var left = rules.Caps.CollectorPerDay ?? long.MaxValue;
        var shares = new List<(StandingReceipt, long)>(receipts.Count);
        StandingReceipt[] inOrder = [.. receipts];
        Array.Sort(inOrder, StandingReceipt.AsTheyClear);
        foreach (var receipt in inOrder)
        {
            var kept = Math.Min(cooled?.GetValueOrDefault(receipt.Id, receipt.PointsHundredths) ?? receipt.PointsHundredths, left);
            if (rules.Caps.AccountPerDay is { } cap && receipt.Account is { } account)
            {
                kept = Math.Min(kept, cap - byAccount.GetValueOrDefault(account));
                byAccount[account] = byAccount.GetValueOrDefault(account) + kept;
            }

            left -= kept;
            shares.Add((receipt, kept));
        }

        return shares;
    }

    /// <summary>Points of those that came within the cool-down, by id; null when there is none.</summary>
    private static Dictionary<string, long>? Cooled(CoolDown rule, IReadOnlyList<StandingReceipt> receipts)
    {
        if (rule.Minutes is not { } minutes)
            return null;
        var cooled = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var account in receipts.Where(r => r.Account is not null).GroupBy(r => r.Account))
        {
            StandingReceipt? before = null;
            foreach (var receipt in account.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id, StringComparer.Ordinal))
            {
                if (before is { } last && receipt.ReceivedAt - last.ReceivedAt < TimeSpan.FromMinutes(minutes))
                    cooled[receipt.Id] = PointsPlan.PartOf(receipt.PointsHundredths, rule.Factor);
                before = receipt;
            }
        }

        return cooled;
    }

    private static EntryDraft Cap(LimitedDay day, Place place, long points, int number, Moment occurredAt, long earned, long kept) =>
        Pricing.ByRule(new EntryDraft
        {
            Id = EntryId.Cap(day.Collector, day.Date, number),
            Kind = EntryKind.Cap,
            Collector = day.Collector,
            Team = place.Team,
            PointsHundredths = points,
            ReceivedAt = day.From,
            OccurredAt = occurredAt,
            VestsAt = place.VestsAt,
            Scheme = day.Scheme.Name,
            RequestHash = default,
            Details = string.Create(CultureInfo.InvariantCulture, $$"""{"earned":{{earned}},"kept":{{kept}}}"""),
        });
}

/// <summary>Whose local day is limited, and by what.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">Exclusive.</param>
internal sealed record LimitedDay(CollectorId Collector, DateOnly Date, Moment From, Moment To, PublishedScheme Scheme);

/// <summary>What the limits of a day need to know of its entries.</summary>
internal readonly record struct DayEntry(
    EntryId Id, EntryKind Kind, EntryId? Source, AccountId? Account, TeamId Team, long AmountMinor, long PointsHundredths, Moment ReceivedAt, Moment OccurredAt, Moment VestsAt)
{
    public static DayEntry Of(EntryDraft draft) => new(
        draft.Id, draft.Kind, draft.Source, draft.Account, draft.Team, draft.AmountMinor, draft.PointsHundredths, draft.ReceivedAt, draft.OccurredAt, draft.VestsAt);
}

/// <summary>A receipt of which something is left, with the points of what is left.</summary>
/// <param name="Place">Where its points are, and what is taken from them.</param>
internal readonly record struct StandingReceipt(string Id, AccountId? Account, Moment ReceivedAt, Place Place, long PointsHundredths)
{
    /// <summary>In the order in which their money clears, then of when they came, then of id.</summary>
    public static Comparison<StandingReceipt> AsTheyClear { get; } = static (a, b) =>
        a.Place.VestsAt.CompareTo(b.Place.VestsAt) is var clears and not 0 ? clears
        : a.ReceivedAt.CompareTo(b.ReceivedAt) is var came and not 0 ? came
        : string.CompareOrdinal(a.Id, b.Id);
}

/// <summary>Points of one team that vest together.</summary>
internal readonly record struct Place(Moment VestsAt, TeamId Team)
{
    /// <summary>What vests first comes first.</summary>
    public static IComparer<Place> InOrder { get; } =
        Comparer<Place>.Create((a, b) => a.VestsAt.CompareTo(b.VestsAt) is var order and not 0 ? order : string.CompareOrdinal(a.Team.Value, b.Team.Value));
}
