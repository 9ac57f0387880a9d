using Leaderboard.Merits;
using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leaderboard.Web.Api;

/// <summary>A collector's level, streak and badges.</summary>
internal static class MeritsApi
{
    public static void MapMerits(this RouteGroupBuilder api) =>
        api.MapGet("/collectors/{id}/merits", GetAsync).Requires(Right.ReadCollector, collector: "id").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A collector's level, streak and badges, as they follow from the receipts that stand");

    private static async Task<Results<Ok<MeritsAnswer>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains) =>
        Field.IsId(id) && await grains.Collector(new CollectorId(id)).GetMerits() is { } merits ? TypedResults.Ok(MeritsAnswer.Of(merits)) : ApiProblem.NotFound($"There is no collector {id}.");
}

/// <param name="Badges">The latest first.</param>
internal sealed record MeritsAnswer(LevelAnswer Level, StreakAnswer Streak, BadgeAnswer[] Badges)
{
    public static MeritsAnswer Of(CollectorMerits merits) => new(
        new LevelAnswer(merits.Level.Number, Points(merits.Level.LifetimeHundredths), Points(merits.Level.FromHundredths), merits.Level.NextHundredths is { } next ? Points(next) : null),
        new StreakAnswer(merits.Streak.Days, merits.Streak.NextDay, merits.Streak.RewardDays, merits.Streak.RewardDays is null ? null : Points(merits.Streak.RewardHundredths)),
        Array.ConvertAll(merits.Badges, b => new BadgeAnswer(BoardRequests.NameOf(b.Kind), b.Day, Points(b.PointsHundredths), b.Scheme)));

    private static decimal Points(long hundredths) => MinorUnits.ToMajor(hundredths, 2);
}

/// <param name="Number">From 1 to 8.</param>
/// <param name="Lifetime">Points ever earned, less those taken back.</param>
/// <param name="From">Where the level begins.</param>
/// <param name="Next">Where the next begins; null at the last.</param>
internal sealed record LevelAnswer(int Number, decimal Lifetime, decimal From, decimal? Next);

/// <param name="Days">Working days in a row with a receipt that stands.</param>
/// <param name="NextDay">The day on which a receipt is needed to keep it.</param>
/// <param name="RewardDays">Days in a row for which there are points next; null when the scheme gives none.</param>
internal sealed record StreakAnswer(int Days, DateOnly? NextDay, int? RewardDays, decimal? RewardPoints);

/// <param name="Kind"><c>firstReceipt</c>, <c>personalBest</c>, <c>fiveDayStreak</c>, <c>oldDebt</c> or <c>teamSaver</c>.</param>
/// <param name="Points">0: it is shown alone.</param>
/// <param name="Scheme">The version in force on its day.</param>
internal sealed record BadgeAnswer(string Kind, DateOnly Day, decimal Points, string Scheme);
