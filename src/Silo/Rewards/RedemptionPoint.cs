namespace Leaderboard.Rewards;

/// <summary>Places between two durable writes of a redemption's life. A process may end at each; what comes after goes on from the redemption's document.</summary>
internal enum RedemptionPoint
{
    /// <summary>That it is asked for is stored; nothing is reserved.</summary>
    RequestingStored = 1,

    /// <summary>The points are held.</summary>
    Held,

    /// <summary>The items are set aside.</summary>
    SetAside,

    /// <summary>The budget has what it costs reserved; the redemption does not know it.</summary>
    BudgetReserved,

    RequestedStored,

    /// <summary>That it cannot be had is stored; what was reserved stands.</summary>
    RefusingStored,

    RefusedStored,

    ApprovedStored,

    /// <summary>Open again.</summary>
    ReopenedStored,

    /// <summary>That it was handed over is stored; nothing is spent.</summary>
    FulfillingStored,

    /// <summary>The points are spent.</summary>
    Captured,

    /// <summary>The items are off the shelf; the codes, where there are some, its own.</summary>
    Taken,

    /// <summary>The budget has spent it; the redemption does not know it.</summary>
    BudgetSpent,

    FulfilledStored,

    /// <summary>How it ends is stored; what was reserved stands.</summary>
    EndingStored,

    /// <summary>The points are free.</summary>
    PointsReleased,

    /// <summary>The items are back.</summary>
    StockReleased,

    /// <summary>The budget has it back; the redemption does not know it.</summary>
    BudgetReleased,

    EndedStored,

    /// <summary>That it came back is stored; what was spent is.</summary>
    ReturningStored,

    /// <summary>The points are there again.</summary>
    PointsReturned,

    /// <summary>The items are on the shelf again, or written off.</summary>
    StockReturned,

    /// <summary>The budget has it again; the redemption does not know it.</summary>
    BudgetReturned,

    ReturnedStored,

    /// <summary>That its owner sees the codes is stored; nobody has seen them.</summary>
    ShownStored,

    /// <summary>That somebody is reminded is stored, with the notices of it.</summary>
    RemindedStored,
}
