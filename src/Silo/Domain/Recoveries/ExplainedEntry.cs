using System.Text.Json;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Recoveries;

/// <summary>An entry together with what its points follow from.</summary>
/// <param name="SourceDetails">Details of the recovery it takes back; null for what takes nothing back.</param>
/// <param name="ReversedBeforeMinor">What had been taken back of that recovery before, minor units.</param>
/// <param name="PointsBeforeHundredths">The points that had been taken back with it.</param>
internal sealed record ExplainedEntry(JournalEntry Entry, string? SourceDetails, long ReversedBeforeMinor, long PointsBeforeHundredths)
{
    public LedgerEntry ToView()
    {
        var draft = Entry.Draft;
        var priced = draft.Kind switch
        {
            EntryKind.Recovery => draft.Details,
            EntryKind.Reversal => SourceDetails,
            _ => null,
        };
        return new LedgerEntry
        {
            Seq = Entry.Seq,
            Id = draft.Id,
            Kind = draft.Kind,
            Account = draft.Account,
            AmountMinor = draft.AmountMinor,
            EffectiveMinor = draft.EffectiveMinor,
            PointsHundredths = draft.PointsHundredths,
            ReceivedAt = draft.ReceivedAt,
            OccurredAt = draft.OccurredAt,
            VestsAt = draft.VestsAt,
            Source = draft.Source,
            Scheme = draft.Scheme,
            Rate = priced is null ? null : RateOf(RecoveryDetails.Parse(priced)),
            ReversedBeforeMinor = ReversedBeforeMinor,
            PointsBeforeHundredths = PointsBeforeHundredths,
            Reason = draft.Kind == EntryKind.Reversal ? ReasonOf(draft.Details) : null,
            Merit = draft.Kind is EntryKind.Streak or EntryKind.Badge ? MeritEntries.MeritOf(draft) : null,
            HeldHundredths = Holding.HeldOf(draft),
            Limited = draft.Kind == EntryKind.Cap ? DayLimits.SumOf(draft.Details) : null,
        };
    }

    private static ReceiptRate RateOf(RecoveryDetails details) => new()
    {
        Kind = details.Kind,
        Channel = details.Channel,
        Bucket = details.Bucket switch
        {
            Bucket.None => null,
            Bucket.M6Plus => "M6+",
            var bucket => bucket.ToString(),
        },
        KindFactor = details.KindFactor,
        BucketFactor = details.BucketFactor,
        Excluded = details.Excluded,
        PointsPer100 = details.PointsPer100,
    };

    private static ReversalReason? ReasonOf(string details)
    {
        using var json = JsonDocument.Parse(details);
        return json.RootElement.TryGetProperty("reason", out var reason) && Enum.TryParse<ReversalReason>(reason.GetString(), ignoreCase: true, out var known) ? known : null;
    }
}
