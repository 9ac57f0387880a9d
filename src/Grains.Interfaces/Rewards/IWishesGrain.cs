namespace Leaderboard.Rewards;

/// <summary>The rewards that one collector saves for. Every change is durable before it is answered.</summary>
[Alias("lb.IWishesGrain"), GrainInterfaceType("lb.wishes")]
public interface IWishesGrain : IGrainWithStringKey
{
    /// <summary>Who wishes for everything wishes for nothing.</summary>
    const int MaxWishes = 10;

    /// <summary>Ids of rewards, in the order in which they were wished for.</summary>
    [Alias("Get")]
    Task<string[]> Get();

    /// <summary>Again changes nothing.</summary>
    /// <param name="reward">Its id.</param>
    /// <param name="isWished">False takes it from the list.</param>
    /// <returns>False where the list is full.</returns>
    [Alias("Put")]
    Task<bool> Put(string reward, bool isWished);
}
