using System.Text.Json;
using Leaderboard.Web.Load;

namespace Leaderboard.Web.Demo;

/// <summary>Enters benchmarks where there are none: the older, the less is expected. Invented, as all of the floor is.</summary>
internal static class DemoBenchmarks
{
    private static readonly (string Bucket, decimal Percent)[] Lines = [("M1", 40m), ("M2", 25m), ("M3", 15m), ("M4", 10m), ("M5", 8m), ("M6", 6m), ("M6+", 4m)];

    public static async Task SetAsync(ApiClient api, CancellationToken cancel)
    {
        if ((await api.GetAsync<JsonElement>("benchmarks", cancel)).GetProperty("benchmarks").GetArrayLength() == 0)
            await api.PutAsync("benchmarks", new { benchmarks = Lines.Select(l => new { bucket = l.Bucket, percent = l.Percent }) }, cancel);
    }
}
