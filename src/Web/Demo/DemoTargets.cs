using System.Globalization;
using System.Text.Json;
using Leaderboard.Web.Load;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>Sets the month's targets of all teams but the last, as suggested, and sends a few people away. What is set stays.</summary>
internal static class DemoTargets
{
    private static readonly (int Collector, int From, int To, string Kind)[] Absences = [(12, -2, 2, "leave"), (30, 0, 0, "training"), (25, -1, 1, "leave"), (8, 3, 7, "leave")];

    public static async Task SetAsync(ApiClient api, LocalDate today, CancellationToken cancel)
    {
        string Day(int plus) => today.PlusDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await api.PutAsync("absences", Absences.Select(a => new AbsenceBody($"demo-{Day(a.From)}", DemoFloor.Collectors[a.Collector].Id, Day(a.From), Day(a.To), a.Kind)), cancel);
        foreach (var team in DemoFloor.Teams.SkipLast(1))
        {
            var path = $"teams/{team.Id}/targets/month/{Day(0)}";
            var now = await api.GetAsync<JsonElement>(path, cancel);
            if (now.GetProperty("attainment").ValueKind == JsonValueKind.Null)
                await api.PutAsync(path, new { collectors = Suggested(now) }, cancel);
        }
    }

    private static object[] Suggested(JsonElement team) =>
    [
        .. team.GetProperty("members").EnumerateArray()
            .Select(m => (Id: m.GetProperty("id").GetString(), Amount: m.GetProperty("suggestion").GetProperty("amount")))
            .Where(m => m.Amount.ValueKind == JsonValueKind.Number && m.Amount.GetDecimal() > 0)
            .Select(m => new { id = m.Id, target = m.Amount.GetDecimal() }),
    ];

    private sealed record AbsenceBody(string Id, string CollectorId, string From, string To, string Kind);
}
