using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>Keeps what one collector saves for.</summary>
[GrainType("lb.wishes")]
internal sealed class WishesGrain(DocumentStore documents) : DocumentGrain<WishesRecord>(documents, WishesGrain.DocumentKind), IWishesGrain
{
    public const string DocumentKind = "wishes";

    private static readonly WishesRecord None = new([]);

    private WishesRecord Wishes => Stored ?? None;

    public Task<string[]> Get() => Task.FromResult(Wishes.Rewards.ToArray());

    public async Task<bool> Put(string reward, bool isWished)
    {
        if (Wishes.With(reward, isWished) is not { } next)
            return false;
        if (!ReferenceEquals(next, Wishes))
            await SaveAsync(next);
        return true;
    }
}
