using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Displays;

/// <summary>Keeps what one wall display shows as a document.</summary>
[GrainType("lb.display")]
internal sealed class DisplayGrain(DocumentStore documents) : Grain, IDisplayGrain
{
    private const string DocumentKind = "display";

    private string _id = "";
    private DisplaySettings _settings = new();
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        var (version, settings) = await documents.ReadAsync<DisplaySettings>(DocumentKind, _id);
        (_version, _settings) = (version, settings ?? _settings);
    }

    public Task<DisplaySettings> Get() => Task.FromResult(_settings);

    public async Task Put(DisplaySettings settings)
    {
        if (!settings.AreValid)
            throw new ArgumentException("Seconds or contests are out of bounds.", nameof(settings));
        if (settings == _settings)
            return;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, settings);
            _settings = settings;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
