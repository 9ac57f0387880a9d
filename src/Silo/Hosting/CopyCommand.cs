using System.Globalization;
using Leaderboard.Journal;
using Leaderboard.Moving;
using Leaderboard.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Leaderboard.Hosting;

/// <summary>
/// <c>copy --to "Host=…;Database=…"</c>: copies the configured embedded installation to PostgreSQL and verifies both sides.
/// 0 when all is equal, 4 when something differs (named), 3 when it broke off and can be run again, 1 without <c>--to</c>.
/// <c>--lot 20000</c> says how many entries go in one transaction.
/// </summary>
public static class CopyCommand
{
    /// <summary>A second's work or less: what a break costs at most.</summary>
    private const int LotEntries = 20_000;

    private const int MaxLotEntries = 1_000_000;

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken cancel = default)
    {
        if (configuration["to"] is not { Length: > 0 } to)
        {
            await errors.WriteLineAsync("copy needs --to, the connection string of an empty PostgreSQL database; --lot may be given.");
            return 1;
        }

        try
        {
            await using var source = await CopySource.OpenAsync(SiloSetup.ReadOptions(configuration), cancel);
            await using var target = await CopyTarget.OpenAsync(to, source.Installation, cancel);
            var lot = Math.Clamp(configuration.GetValue("lot", LotEntries), 1, MaxLotEntries);
            var before = await new InstallationCopy(source, target, lot, output).RunAsync(cancel);
            var report = await new CopyCheck(source, target).RunAsync(cancel);
            if (report.Differences.Count == 0 && before != CopyState.Whole)
                await target.FinishAsync(cancel);
            return await SayAsync(report, output, errors);
        }
        catch (CopyDifferenceException difference)
        {
            await errors.WriteLineAsync(difference.Message);
            return 4;
        }
        catch (Exception broken) when (broken is NpgsqlException or JournalUnavailableException or IOException or TimeoutException)
        {
            await errors.WriteLineAsync($"The copy broke off: {broken.Message} {broken.InnerException?.Message} Run it again; it goes on where it stopped.");
            return 3;
        }
    }

    private static async Task<int> SayAsync(CopyReport report, TextWriter output, TextWriter errors)
    {
        await output.WriteLineAsync($"{"",-28}{"source",20}{"target",20}");
        foreach (var figure in report.Figures)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-28}{figure.Source,20:N0}{figure.Target,20:N0}"));
        foreach (var difference in report.Differences)
            await errors.WriteLineAsync(difference);
        await output.WriteLineAsync(report.Differences.Count == 0
            ? "Every hash fits on both sides, and heads, rows and boards are equal."
            : "The two sides differ.");
        return report.Differences.Count == 0 ? 0 : 4;
    }
}
