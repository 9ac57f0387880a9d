using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Conduct;
using Leaderboard.Contests;
using Leaderboard.Domain.Budgets;
using Leaderboard.Domain.Conduct;
using Leaderboard.Domain.Rewards;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>What whoever decides about redemptions has to know of them.</summary>
internal sealed class CaseReader(Database database, DocumentStore documents, RedemptionPolicy policy, InstitutionCalendar calendar)
{
    private static readonly TimeSpan Exposure = TimeSpan.FromDays(90);

    /// <param name="open">Redemptions that wait.</param>
    /// <param name="points">Of their collectors.</param>
    /// <param name="now">When.</param>
    public async Task<RedemptionCase[]> CasesAsync(IReadOnlyList<RedemptionRecord> open, IReadOnlyDictionary<string, PointsBalance> points, Moment now)
    {
        string[] people = [.. points.Keys];
        var reversed = await ReversedAsync(people, now.Plus(-Exposure));
        var given = await GivenAsync(people, calendar.Window(BoardPeriod.Year, now).From ?? Moment.MinValue);
        var onHold = (await documents.ReadManyAsync<ConductRecord>(ConductGrain.DocumentKind, people)).Where(c => c.Document.Holds.Any(h => h.IsInForce(now))).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        string[] envelopes = [.. open.Select(r => r.Budget).OfType<string>().Distinct(StringComparer.Ordinal)];
        var budgets = (await documents.ReadManyAsync<BudgetRecord>(BudgetGrain.DocumentKind, envelopes)).ToDictionary(b => b.Id, b => b.Document, StringComparer.Ordinal);
        return
        [
            .. open.Where(r => points.ContainsKey(r.Collector)).Select(r => new RedemptionCase
            {
                Redemption = r.ToView(policy),
                Points = points[r.Collector],
                ReversedHundredths = reversed.GetValueOrDefault(r.Collector),
                GivenCount = given.GetValueOrDefault(r.Collector).Count,
                GivenMinor = given.GetValueOrDefault(r.Collector).ValueMinor,
                IsOnHold = onHold.Contains(r.Collector),
                BudgetLeft = budgets.GetValueOrDefault(r.Budget ?? "")?.Left,
                BudgetUnit = budgets.GetValueOrDefault(r.Budget ?? "")?.Terms.Unit ?? PrizeUnit.Money,
            }),
        ];
    }

    private async Task<Dictionary<string, long>> ReversedAsync(string[] people, Moment since) => (await database.QueryAsync(
        "reversed-points",
        c =>
        {
            database.BindTexts(c, "collectors", people);
            Database.Bind(c, "since", since.UnixMicroseconds);
        },
        r => (Collector: r.GetString(0), Points: r.GetInt64(1)))).ToDictionary(r => r.Collector, r => r.Points, StringComparer.Ordinal);

    private async Task<Dictionary<string, (int Count, long ValueMinor)>> GivenAsync(string[] people, Moment since) => (await database.QueryAsync(
        "redemptions-given",
        c =>
        {
            database.BindTexts(c, "collectors", people);
            Database.Bind(c, "since", since.UnixMicroseconds);
        },
        r => (Collector: r.GetString(0), Count: (int)r.GetInt64(1), Value: r.GetInt64(2)))).ToDictionary(r => r.Collector, r => (r.Count, r.Value), StringComparer.Ordinal);
}
