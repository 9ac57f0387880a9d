using Leaderboard.Domain.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Rewards;

/// <summary>The picture of a reward: a document of its own, so that lists do not read it.</summary>
internal sealed partial class RewardGrain
{
    public const string PictureKind = "reward-picture";

    public async Task<RewardView?> PutPicture(RewardPicture? picture, string by)
    {
        await _putting.WaitAsync();
        try
        {
            if (Book.Record is not { } record)
                return null;
            var next = record.Pictured(picture?.Hash, by);
            if (ReferenceEquals(next, record))
                await Book.SettleAsync();
            else
                await Book.ChangeAsync(next, [DocumentChange.Of(PictureKind, Id, record.PictureVersion, new StoredPicture(picture?.Hash, picture?.Bytes ?? []))]);
            return next.ToView();
        }
        finally
        {
            _putting.Release();
        }
    }
}
