using System.Globalization;
using Leaderboard.Contests;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Schemes;
using Leaderboard.Journal;
using Leaderboard.Recoveries;

namespace Leaderboard.Domain.Recoveries;

/// <summary>Turns posted receipts and reversals into entries under the scheme in force.</summary>
internal static class Pricing
{
    /// <summary>What prices a prize: the rules of its contest.</summary>
    private const string PrizeScheme = "contest";

    /// <param name="daysPastDue">Of the account as known when the receipt came; null without an account, or with none on file.</param>
    /// <param name="vestsAt">When the receipt's points may be spent.</param>
    /// <param name="scheme">In force when it was received.</param>
    public static EntryDraft Recovery(
        PostRecovery recovery, CollectorId collector, TeamId team, int? daysPastDue, Moment vestsAt, PublishedScheme scheme, long minorPerMajor)
    {
        var rate = RateOf(recovery, PointsPlan.BucketOf(daysPastDue), scheme);
        return new EntryDraft
        {
            Id = EntryId.Recovery(recovery.Id),
            Kind = EntryKind.Recovery,
            Collector = collector,
            Team = team,
            Account = recovery.Account,
            AmountMinor = recovery.AmountMinor,
            EffectiveMinor = rate.Effective(recovery.AmountMinor),
            PointsHundredths = rate.Points(recovery.AmountMinor, minorPerMajor),
            Receipts = 1,
            ReceivedAt = recovery.ReceivedAt,
            OccurredAt = recovery.ReceivedAt,
            VestsAt = vestsAt,
            Scheme = scheme.Name,
            RequestHash = recovery.RequestHash,
            Details = rate.ToText(),
        };
    }

    /// <summary>What follows from a rule alone, with its digest: the id says what it is for, so that only the points could differ.</summary>
    public static EntryDraft ByRule(EntryDraft draft)
    {
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(draft.Id.Value);
        digest.Add(draft.PointsHundredths);
        return draft with { RequestHash = digest.ToDigest() };
    }

    /// <summary>A prize: points that may be spent at once, or money that is paid with the wages and stands in the details.</summary>
    public static EntryDraft Award(PostAward award, CollectorId collector)
    {
        var digest = new DigestWriter(stackalloc byte[DigestWriter.ScratchBytes]);
        digest.Add(award.Id.Value);
        digest.Add(award.PointsHundredths);
        digest.Add(award.MoneyMinor);
        return new EntryDraft
        {
            Id = award.Id,
            Kind = EntryKind.Payout,
            Collector = collector,
            Team = award.Team,
            PointsHundredths = award.PointsHundredths,
            ReceivedAt = award.At,
            OccurredAt = award.At,
            VestsAt = award.At,
            Scheme = PrizeScheme,
            RequestHash = digest.ToDigest(),
            Details = string.Create(CultureInfo.InvariantCulture, $$"""{"contest":"{{award.Contest}}","rank":{{award.Rank}},"money":{{award.MoneyMinor}}}"""),
        };
    }

    /// <summary>
    /// Decides a reversal against what is left of its recovery. Points and effective amount taken back are those of the
    /// running total reversed at the recovery's own rate, so that a whole reversal takes back exactly what was given.
    /// </summary>
    /// <returns>The entry, or null when it exceeds what is left.</returns>
    public static EntryDraft? Reversal(PostReversal reversal, RecoveryState recovery, long minorPerMajor)
    {
        var left = recovery.Entry.AmountMinor - recovery.ReversedMinor;
        var amount = reversal.AmountMinor ?? left;
        if (amount <= 0 || amount > left)
            return null;
        var rate = RecoveryDetails.Parse(recovery.Entry.Details);
        var before = recovery.ReversedMinor;
        var after = before + amount;
        return new EntryDraft
        {
            Id = EntryId.Reversal(reversal.Id),
            Kind = EntryKind.Reversal,
            Collector = recovery.Entry.Collector,
            Team = recovery.Entry.Team,
            Account = recovery.Entry.Account,
            AmountMinor = -amount,
            EffectiveMinor = rate.Effective(before) - rate.Effective(after),
            PointsHundredths = rate.Points(before, minorPerMajor) - rate.Points(after, minorPerMajor),
            Receipts = after == recovery.Entry.AmountMinor ? -1 : 0,
            ReceivedAt = recovery.Entry.ReceivedAt,
            OccurredAt = reversal.ReversedAt,
            VestsAt = recovery.Entry.VestsAt,
            Source = recovery.Entry.Id,
            Scheme = recovery.Entry.Scheme,
            RequestHash = reversal.RequestHash,
            Details = DetailsOf(reversal),
        };
    }

    private static RecoveryDetails RateOf(PostRecovery recovery, Bucket bucket, PublishedScheme scheme) => new(
        recovery.Kind,
        recovery.Channel,
        bucket,
        scheme.Rules.Kinds.FactorOf(recovery.Kind),
        scheme.Rules.Buckets.FactorOf(bucket),
        recovery.Sender,
        recovery.Replaces,
        PointsPer100: scheme.Rules.PointsPer100);

    private static string DetailsOf(PostReversal reversal) =>
        $$"""{"reason":"{{reversal.Reason.ToString().ToLowerInvariant()}}"{{RecoveryDetails.Member("from", reversal.Sender)}}{{RecoveryDetails.Member("correction", WordOf(reversal.Correction))}}}""";

    private static string? WordOf(Correction correction) => correction switch
    {
        Correction.None => null,
        Correction.Replaced => "replaced",
        Correction.TakenBack => "takenBack",
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "No such correction."),
    };
}

/// <summary>A recovery with what has been taken back of it so far (minor units, 0 or more).</summary>
internal sealed record RecoveryState(EntryDraft Entry, long ReversedMinor);
