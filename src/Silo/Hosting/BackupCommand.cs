using System.Globalization;
using Leaderboard.Storage;
using Microsoft.Extensions.Configuration;

namespace Leaderboard.Hosting;

/// <summary>
/// <c>backup --to &lt;folder&gt;</c>: copies the configured embedded installation while its program runs, and walks the copy's hash
/// chain. 0 when whole, 4 when broken, 1 without <c>--to</c>.
/// </summary>
public static class BackupCommand
{
    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        if (configuration["to"] is not { Length: > 0 } to)
        {
            await errors.WriteLineAsync("backup needs --to, a folder that does not exist yet.");
            return 1;
        }

        var report = await SqliteBackup.RunAsync(SiloSetup.ReadOptions(configuration), to, cancel);
        if (report.FirstBroken is { } broken)
        {
            await errors.WriteLineAsync($"BROKEN at {broken}. What was copied lies beside '{to}', with .part behind its name.");
            return 4;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Entries} entries in '{to}', every hash fits."));
        return 0;
    }
}
