using System.Text.Json.Serialization;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>A collector's points, and every entry they are the sum of.</summary>
internal static class LedgerApi
{
    private const int MaxEntries = 1000;

    public static void MapLedger(this RouteGroupBuilder api)
    {
        api.MapGet("/collectors/{id}/points", PointsAsync).Requires(Right.ReadCollector, collector: "id")
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A collector's points");
        api.MapGet("/collectors/{id}/ledger", LedgerAsync).Requires(Right.ReadCollector, collector: "id").WithExamples(answer: ApiExamples.Ledger)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery(("after", DocumentParts.Number(0, 0, null), "Only entries numbered after this one."), ("limit", DocumentParts.Number(100, 1, MaxEntries), "Entries at most."))
            .WithSummary("A collector's entries, each with what explains its points; their points sum to the balance");
    }

    private static async Task<Results<Ok<PointsAnswer>, ProblemHttpResult>> PointsAsync(string id, IGrainFactory grains, BoardJson json) =>
        Field.IsId(id) && await grains.Collector(new CollectorId(id)).GetPoints() is { } points ? TypedResults.Ok(PointsAnswer.Of(points, json)) : NoSuch(id);

    private static async Task<Results<Ok<LedgerAnswer>, ProblemHttpResult>> LedgerAsync(
        string id, HttpRequest http, IGrainFactory grains, AccessGuard guard, BoardJson json, InstitutionSettings settings)
    {
        var after = BoardRequests.Number(http.Query, "after", 0L, 0, long.MaxValue);
        var limit = BoardRequests.Number(http.Query, "limit", 100, 1, MaxEntries);
        if (!Field.IsId(id) || await grains.Collector(new CollectorId(id)).ReadLedger(after, limit) is not { } entries)
            return NoSuch(id);
        var mayKnow = await guard.MayAsync(http.HttpContext.User, Right.SeeConduct, new CollectorId(id));
        return TypedResults.Ok(new LedgerAnswer(Array.ConvertAll(entries, e => LedgerRow.Of(e, json, settings) with { Excluded = mayKnow ? e.Rate?.Excluded : null })));
    }

    private static ProblemHttpResult NoSuch(string id) => ApiProblem.NotFound($"There is no collector {id}.");
}

/// <param name="Available">Vested − held, never shown below 0.</param>
/// <param name="Vesting">When the provisional points vest.</param>
/// <param name="Expiring">What will expire and is announced by now, the soonest first.</param>
internal sealed record PointsAnswer(
    decimal Balance, decimal Vested, decimal Provisional, decimal Held, decimal Available, decimal Lifetime, VestingAnswer[] Vesting, ExpiringAnswer[] Expiring)
{
    public static PointsAnswer Of(PointsBalance p, BoardJson json) => new(
        MinorUnits.ToMajor(p.BalanceHundredths, 2),
        MinorUnits.ToMajor(p.VestedHundredths, 2),
        MinorUnits.ToMajor(p.ProvisionalHundredths, 2),
        MinorUnits.ToMajor(p.HeldHundredths, 2),
        MinorUnits.ToMajor(Math.Max(0, p.VestedHundredths - p.HeldHundredths), 2),
        MinorUnits.ToMajor(p.LifetimeHundredths, 2),
        Array.ConvertAll(p.Vesting, v => new VestingAnswer(json.Format(v.At), MinorUnits.ToMajor(v.PointsHundredths, 2))),
        Array.ConvertAll(p.Expiring, e => new ExpiringAnswer(e.LastDay, MinorUnits.ToMajor(e.PointsHundredths, 2))));
}

/// <param name="LastDay">Until its end they can be spent.</param>
internal sealed record ExpiringAnswer(DateOnly LastDay, decimal Points);

internal sealed record VestingAnswer(string At, decimal Points);

internal sealed record LedgerAnswer(LedgerRow[] Entries);

/// <summary>One entry. Points follow from amount × kind factor × bucket factor ÷ 100 × points per 100, a reversal's from the running total reversed.</summary>
/// <param name="Held">Points held for an open redemption; such an entry has no points.</param>
/// <param name="Source">The sender's id of the recovery that gave the points, or whose points are taken back; for a streak or a badge what it was earned for, such as <c>streak:2026-11-20</c>.</param>
/// <param name="At">When it happened; a reversal counts on boards at <paramref name="ReceivedAt"/> of its recovery.</param>
/// <param name="Bucket">Null when the account is not known.</param>
/// <param name="ReversedBefore">For a reversal: what had been taken back of its recovery before.</param>
/// <param name="Earned">For a cap: what the receipts of the day added up to.</param>
/// <param name="Kept">For a cap: what the limits leave of it.</param>
internal sealed record LedgerRow(
    long Seq,
    string Id,
    string Kind,
    decimal Points,
    decimal Held,
    string Source,
    string Scheme,
    string At,
    decimal Amount,
    decimal Effective,
    string? RecoveryKind,
    string? Channel,
    string? Bucket,
    decimal? KindFactor,
    decimal? BucketFactor,
    decimal? PointsPer100,
    decimal? ReversedBefore,
    decimal? Earned,
    decimal? Kept,
    string ReceivedAt,
    string VestsAt)
{
    /// <summary>Flag of the account for which it earns nothing, as <c>hardship</c>: why points are 0. For the collector, managers and compliance; none for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Excluded { get; init; }

    public static LedgerRow Of(LedgerEntry entry, BoardJson json, InstitutionSettings settings) => new(
        entry.Seq,
        entry.Id.SenderId,
        BoardRequests.NameOf(entry.Kind),
        MinorUnits.ToMajor(entry.PointsHundredths, 2),
        MinorUnits.ToMajor(entry.HeldHundredths, 2),
        entry.Merit?.Key ?? (entry.Source ?? entry.Id).SenderId,
        entry.Scheme,
        json.Format(entry.OccurredAt),
        MinorUnits.ToMajor(entry.AmountMinor, settings.CurrencyDecimals),
        MinorUnits.ToMajor(entry.EffectiveMinor, settings.CurrencyDecimals),
        entry.Rate is { } rate ? BoardRequests.NameOf(rate.Kind) : null,
        entry.Rate is { } by ? BoardRequests.NameOf(by.Channel) : null,
        entry.Rate?.Bucket,
        entry.Rate is { } kind ? MinorUnits.ToMajor(kind.KindFactor, 2) : null,
        entry.Rate is { } bucket ? MinorUnits.ToMajor(bucket.BucketFactor, 2) : null,
        entry.Rate is { } per ? MinorUnits.ToMajor(per.PointsPer100, 2) : null,
        entry.Kind == EntryKind.Reversal ? MinorUnits.ToMajor(entry.ReversedBeforeMinor, settings.CurrencyDecimals) : null,
        entry.Limited is { } earned ? MinorUnits.ToMajor(earned.EarnedHundredths, 2) : null,
        entry.Limited is { } kept ? MinorUnits.ToMajor(kept.KeptHundredths, 2) : null,
        json.Format(entry.ReceivedAt),
        json.Format(entry.VestsAt));
}
