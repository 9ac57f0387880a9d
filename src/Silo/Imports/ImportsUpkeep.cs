using Leaderboard.Domain.Imports;
using Leaderboard.Hosting;
using Leaderboard.Storage;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Imports;

/// <summary>
/// Deletes files that nobody imports, and what is kept of imports that were over long ago. Every silo tries: each import
/// decides for itself, and what is gone need not go again.
/// </summary>
internal sealed class ImportsUpkeep(
    IGrainFactory grains, DocumentStore documents, Database database, ImportRetention keep, TimeProvider time, ILogger<ImportsUpkeep> logger) : Upkeep(Every, time, logger)
{
    /// <summary>Against the days that things are kept this is at once.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task TendAsync(CancellationToken cancel)
    {
        var now = Time.Now();
        foreach (var import in await documents.ListAsync<ImportRecord>(ImportGrain.DocumentKind))
        {
            if (import.CleanedUp(keep, now) is not null && !cancel.IsCancellationRequested)
                await grains.Import(import.Id).CleanUp();
        }

        foreach (var stray in await database.QueryAsync("stray-imports", null, r => r.GetString(0), cancel))
        {
            if (ImportId.MadeAt(stray)?.Plus(keep.Unstarted) <= now)
                await Task.WhenAll(Enum.GetValues<ImportPart>().Select(part => grains.ImportFiles().Delete(stray, part)));
        }
    }
}
