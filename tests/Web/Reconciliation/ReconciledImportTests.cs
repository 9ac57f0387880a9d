using System.Text.Json;
using Leaderboard.Web.Imports;

namespace Leaderboard.Web.Reconciliation;

public sealed class ReconciledImportTests(SharedServer shared) : ImportTests(shared)
{
    private const string Day = "2024-07-01";

    [Fact]
    public async Task A_file_counts_for_its_source_until_it_is_taken_back()
    {
        await PutFloorAsync(("t", ["c"]));
        var file = $"id,collectorId,amount,receivedAt\n{Id("r1")},{Id("c")},100.00,{Day}T12:00:00+08:00\n{Id("r2")},{Id("c")},250.00,{Day}T12:00:00+08:00\n";
        var import = Text(await ImportAsync($"kind=recoveries&source=Branch {Id("x")}", file), "importId");
        Assert.Equal("""{"count":2,"sum":350.00}""", (await SourceAsync())?.GetProperty("ours").GetProperty("recoveries").GetRawText());

        var back = await SendAsync(HttpMethod.Post, $"imports/{import}/take-back");
        Assert.Equal("completed", Text(await OverAsync(Text(back.Body, "importId")), "state"));

        Assert.Null(await SourceAsync());
        var today = await GetAsync("reconciliations/" + DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(today.GetProperty("sources").EnumerateArray(), s => Text(s, "source") == $"branch-{Id("x")}");
    }

    private async Task<JsonElement?> SourceAsync()
    {
        var sources = (await GetAsync("reconciliations/" + Day)).GetProperty("sources").EnumerateArray().Where(s => Text(s, "source") == $"branch-{Id("x")}").ToList();
        return sources.Count == 0 ? null : sources[0];
    }
}
