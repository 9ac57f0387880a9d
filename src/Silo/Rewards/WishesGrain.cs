using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Keeps what one collector saves for.</summary>
[GrainType("lb.wishes")]
internal sealed class WishesGrain(DocumentStore documents) : Grain, IWishesGrain
{
    public const string DocumentKind = "wishes";

    private WishesRecord _record = new([]);
    private long _version;

    private string Id => GrainKeys.IdOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (version, record) = await documents.ReadAsync<WishesRecord>(DocumentKind, Id);
        (_version, _record) = (version, record ?? _record);
    }

    public Task<string[]> Get() => Task.FromResult(_record.Rewards.ToArray());

    public async Task<bool> Put(string reward, bool isWished)
    {
        if (_record.With(reward, isWished) is not { } next)
            return false;
        if (ReferenceEquals(next, _record))
            return true;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, Id, _version, next);
            _record = next;
            return true;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
