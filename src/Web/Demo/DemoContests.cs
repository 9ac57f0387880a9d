using System.Globalization;
using System.Text.Json;
using Leaderboard.Web.Load;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>
/// Contests of the simulated floor: collectors and teams that run for two weeks, one that settles, and one that has ended with late
/// receipts and is certified. Named by their Monday; what is there stays.
/// </summary>
internal static class DemoContests
{
    /// <summary>What a team of ten recovers in about ten working days.</summary>
    private const decimal TeamTarget = 2_400_000m;

    private static readonly object[] Places = [Prize(1, 1, 500), Prize(2, 2, 200), Prize(3, 3, 100)];

    public static async Task SetAsync(DemoBank bank, LocalDate today, DateTimeZone zone, Func<Instant> now, CancellationToken cancel)
    {
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var (from, to) = (Start(monday.PlusDays(-7)), Start(monday.PlusDays(7)));
        await ScheduleAsync(bank, "sprint", monday, Contest("双周冲刺赛", "collectors", "best", from, to, 3, null, Places), cancel);
        await ScheduleAsync(bank, "target", monday, Contest("团队目标赛", "teams", "allWhoReach", from, to, 3, TeamTarget, [new { pool = 3_000, split = new { equal = 0.5, byValue = 0.5, measure = "effective" } }]), cancel);
        var end = Written(now());
        await ScheduleAsync(bank, "settling", monday, Contest("周末加油赛", "teams", "best", from, end, 3, null, []), cancel);
        if (await ScheduleAsync(bank, "dash", monday, Contest("雷霆快赛", "collectors", "best", from, end, 0, null, Places), cancel))
            await EndAsync(bank, "dash-" + Day(monday), today, Written(now().Minus(Duration.FromHours(1))), cancel);

        string Start(LocalDate day) => Written(zone.AtStartOfDay(day).ToInstant());

        string Written(Instant at) => at.InZone(zone).ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>A receipt that comes in late puts somebody in front; what comes after certifying is a restatement.</summary>
    private static async Task EndAsync(DemoBank bank, string id, LocalDate today, string receivedAt, CancellationToken cancel)
    {
        var first = (await bank.Night.GetAsync<JsonElement>($"contests/{id}/standings?limit=5", cancel)).GetProperty("standings");
        var (gap, third) = (first[2].GetProperty("gapToNext").GetDecimal(), first[2].GetProperty("id").GetString() ?? "");
        await bank.Core.PostAsync("recoveries", [Late("late", third, gap + 1_280, receivedAt, today)], cancel);
        await bank.Night.PostAsync<object, JsonElement>($"contests/{id}/certify", new { }, cancel);
        await bank.Core.PostAsync("recoveries", [Late("later", first[4].GetProperty("id").GetString() ?? "", 860, receivedAt, today)], cancel);
    }

    private static RecoveryBody Late(string name, string collector, decimal amount, string receivedAt, LocalDate today) => new(
        FormattableString.Invariant($"demo-{name}-{Day(today)}"), collector, amount.ToString(CultureInfo.InvariantCulture), receivedAt, "cash", "transfer", DemoFloor.AccountId(collector, 0));

    /// <summary>False when it was there.</summary>
    private static async Task<bool> ScheduleAsync(DemoBank bank, string name, LocalDate monday, Dictionary<string, object?> contest, CancellationToken cancel)
    {
        contest["id"] = $"{name}-{Day(monday)}";
        var known = await bank.Night.GetAsync<JsonElement>("contests", cancel);
        if (known.EnumerateArray().Any(c => c.GetProperty("id").ValueEquals((string)contest["id"]!)))
            return false;
        await bank.Night.PostAsync<object, JsonElement>("contests", contest, cancel);
        await bank.Night.PostAsync<object, JsonElement>($"contests/{contest["id"]}/schedule", new { }, cancel);
        return true;
    }

    private static Dictionary<string, object?> Contest(string name, string subject, string format, string from, string to, int settleDays, decimal? target, object[] prizes) => new(StringComparer.Ordinal)
    {
        ["name"] = name,
        ["subject"] = subject,
        ["measure"] = "amount",
        ["format"] = format,
        ["startsAt"] = from,
        ["endsAt"] = to,
        ["settleDays"] = settleDays,
        ["target"] = target,
        ["prizes"] = prizes,
    };

    private static object Prize(int from, int to, int points) => new { fromRank = from, toRank = to, points };

    private static string Day(LocalDate day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
