using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Displays;

/// <summary>Keeps what one wall display shows as a document.</summary>
[GrainType("lb.display")]
internal sealed class DisplayGrain(DocumentStore documents) : DocumentGrain<DisplaySettings>(documents, "display"), IDisplayGrain
{
    private static readonly DisplaySettings Default = new();

    private DisplaySettings Settings => Stored ?? Default;

    public Task<DisplaySettings> Get() => Task.FromResult(Settings);

    public async Task Put(DisplaySettings settings)
    {
        if (!settings.AreValid)
            throw new ArgumentException("Seconds or contests are out of bounds.", nameof(settings));
        if (settings != Settings)
            await SaveAsync(settings);
    }
}
