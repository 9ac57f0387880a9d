using Leaderboard.Rewards;

namespace Leaderboard.Domain.Rewards;

/// <summary>What one collector saves for, as kept.</summary>
/// <param name="Rewards">Their ids, in the order in which they were wished for.</param>
internal sealed record WishesRecord(IReadOnlyList<string> Rewards)
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>This one when nothing changed; null: the list is full.</summary>
    public WishesRecord? With(string reward, bool isWished)
    {
        if (Rewards.Contains(reward, StringComparer.Ordinal) == isWished)
            return this;
        if (!isWished)
            return this with { Rewards = [.. Rewards.Where(r => r != reward)] };
        return Rewards.Count < IWishesGrain.MaxWishes ? this with { Rewards = [.. Rewards, reward] } : null;
    }
}
