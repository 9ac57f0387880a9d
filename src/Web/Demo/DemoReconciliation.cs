using System.Globalization;
using System.Text;
using System.Text.Json;
using Leaderboard.Web.Load;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>Two weeks against the simulated bank: the older days are closed, and yesterday's file of the branch is not what came in. What is said stays.</summary>
internal static class DemoReconciliation
{
    private const int Days = 14;

    /// <summary>Days back that are left open.</summary>
    private const int OpenDays = 2;

    public static async Task SetAsync(DemoBank bank, DemoReceipts receipts, LocalDate today, CancellationToken cancel)
    {
        for (var back = Days; back >= 1; back--)
        {
            var day = today.PlusDays(-back);
            var path = "reconciliations/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var view = await bank.Night.GetAsync<JsonElement>(path, cancel);
            if (view.GetProperty("close").ValueKind != JsonValueKind.Null)
                continue;
            foreach (var source in view.GetProperty("sources").EnumerateArray().Where(s => s.GetProperty("bank").ValueKind == JsonValueKind.Null))
            {
                var name = source.GetProperty("source").GetString();
                if (name == DemoBank.CoreName || (name == DemoBank.BranchName && back > 1))
                    await bank.Night.PutAsync($"{path}/{name}", source.GetProperty("ours"), cancel);
                else if (name == DemoBank.BranchName)
                    await bank.Branch.PutFileAsync($"{path}/{name}/rows", FileOf([.. receipts.OfDay(day, Instant.MaxValue).Where(DemoBank.IsOfBranch)]), cancel);
            }

            if (back > OpenDays && (await bank.Night.GetAsync<JsonElement>(path, cancel)).GetProperty("state").GetString() == "agrees")
                await bank.Night.PostAsync<object, JsonElement>(path + "/close", new { }, cancel);
        }
    }

    /// <summary>Without the first receipt, with another amount for the second, and with one that never came.</summary>
    private static string FileOf(IReadOnlyList<RecoveryBody> receipts)
    {
        var file = new StringBuilder("流水号,金额\n");
        foreach (var (i, receipt) in receipts.Index().Skip(1))
            file.Append(CultureInfo.InvariantCulture, $"{receipt.Id},{(i == 1 ? receipt.Amount[..^1] + (receipt.Amount[^1] == '5' ? '6' : '5') : receipt.Amount)}\n");
        return file.Append("counter-lost-1,860.00\n").ToString();
    }
}
