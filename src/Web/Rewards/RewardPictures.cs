using Leaderboard.Rewards;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Rewards;

/// <summary>Gives rewards their pictures, and writes down who did.</summary>
internal sealed partial class RewardPictures(IGrainFactory grains, PictureReader reader, AuditLog audit, ILogger<RewardPictures> log)
{
    /// <summary>Why it was refused; null: it is kept.</summary>
    /// <param name="http">Who sends it.</param>
    /// <param name="rewardId">Whose picture it is.</param>
    /// <param name="file">The picture.</param>
    /// <param name="said">How many bytes it is said to have; null: nobody says.</param>
    public async Task<PictureFault?> PutAsync(HttpContext http, string rewardId, Stream file, long? said)
    {
        var (picture, fault) = await reader.ReadAsync(file, said, http.RequestAborted);
        if (fault is { } why)
            LogRefused(log, rewardId, why);
        else
            await ChangeAsync(http, rewardId, picture);
        return fault;
    }

    public Task RemoveAsync(HttpContext http, string rewardId) => ChangeAsync(http, rewardId, null);

    private async Task ChangeAsync(HttpContext http, string rewardId, RewardPicture? picture)
    {
        var before = await grains.Reward(rewardId).Get();
        var after = await grains.Reward(rewardId).PutPicture(picture, Caller.By(http.User));
        if (after?.Picture != before?.Picture)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutPicture, rewardId, Before: Written(before), After: Written(after)));
    }

    private static object? Written(RewardView? reward) => reward?.Picture is { } hash ? new { Picture = hash } : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A picture for the reward {Reward} was refused: {Fault}.")]
    private static partial void LogRefused(ILogger logger, string reward, PictureFault fault);
}
