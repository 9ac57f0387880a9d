namespace Leaderboard.Rewards;

/// <summary>
/// One reward of the catalogue and its stock. What is promised to a redemption is set aside before, and handed out or put back after; never more than
/// there is. Every change is durable before it is answered.
/// </summary>
[Alias("lb.IRewardGrain"), GrainInterfaceType("lb.reward")]
public interface IRewardGrain : IGrainWithStringKey
{
    /// <summary>Makes or changes the reward. The same again changes nothing.</summary>
    /// <param name="terms">As they are to be.</param>
    /// <param name="by">Who does.</param>
    /// <param name="keepsStock">Whether the stock of one that is there stays as it is then, whatever the terms say: items may have been taken since they were read.</param>
    [Alias("Put")]
    Task<RewardView> Put(RewardTerms terms, string by, bool keepsStock = false);

    /// <summary>Null when there is none.</summary>
    [Alias("Get")]
    Task<RewardView?> Get();

    /// <summary>Sets items aside under the caller's id, once however often it is called.</summary>
    /// <param name="drawId">The caller's.</param>
    /// <param name="quantity">1 or more.</param>
    [Alias("Reserve")]
    Task<StockOutcome> Reserve(string drawId, int quantity);

    /// <summary>What was set aside under the id is handed out. Again changes nothing.</summary>
    [Alias("Take")]
    Task<StockOutcome> Take(string drawId);

    /// <summary>
    /// What was set aside under the id is there for others again; what never was is no fault, and is not set aside any more. Again changes nothing.
    /// </summary>
    [Alias("Release")]
    Task<StockOutcome> Release(string drawId);

    /// <summary>What was handed out under the id came back. Again changes nothing.</summary>
    /// <param name="drawId">The caller's.</param>
    /// <param name="toShelf">Whether others can have it; false for what is broken or used up.</param>
    [Alias("Return")]
    Task<StockOutcome> Return(string drawId, bool toShelf);

    /// <summary>The key of the reward's marks, sealed by who makes them; null when there is no such reward.</summary>
    /// <param name="candidate">Kept, and answered, when there is none yet.</param>
    [Alias("CodeKey")]
    Task<string?> CodeKey(string candidate);

    /// <summary>Puts codes in. A code whose mark is there already is not put in again.</summary>
    /// <param name="codes">1–100, of different marks.</param>
    /// <param name="by">Who does.</param>
    [Alias("AddCodes")]
    Task<CodesAnswer> AddCodes(SealedCode[] codes, string by);

    /// <summary>Takes out the codes that nobody was given; as many stay as are set aside. One that is put in again is there again.</summary>
    /// <param name="by">Who does.</param>
    /// <returns>How many; 0 when there are none, or there is no such reward.</returns>
    [Alias("TakeOutCodes")]
    Task<int> TakeOutCodes(string by);

    /// <summary>Gives it another picture; the same again changes nothing. Null when there is no such reward.</summary>
    /// <param name="picture">Null: none any more.</param>
    /// <param name="by">Who does.</param>
    [Alias("PutPicture")]
    Task<RewardView?> PutPicture(RewardPicture? picture, string by);

    /// <summary>The codes that are given under the id, sealed as they were put in; empty for none.</summary>
    [Alias("Codes")]
    Task<string[]> Codes(string drawId);
}

/// <summary>The catalogue; holds no state.</summary>
[Alias("lb.IRewardsGrain"), GrainInterfaceType("lb.rewards")]
public interface IRewardsGrain : IGrainWithStringKey
{
    /// <summary>By id.</summary>
    [Alias("List")]
    Task<RewardView[]> List();

    /// <summary>The picture of a reward; null for none.</summary>
    [Alias("Picture")]
    Task<RewardPicture?> Picture(string id);
}

/// <summary>What a reward looks like.</summary>
[GenerateSerializer, Immutable, Alias("lb.RewardPicture")]
public sealed record RewardPicture
{
    /// <summary>Another for every other picture.</summary>
    [Id(0)] public required string Hash { get; init; }

    /// <summary>A small picture, as it is served.</summary>
    [Id(1)] public required byte[] Bytes { get; init; }
}

/// <summary>What became of a call about stock.</summary>
public enum StockOutcome
{
    Done = 1,
    NoSuchReward = 2,

    /// <summary>Less is there than is asked for.</summary>
    OutOfStock = 3,

    /// <summary>It is not offered now.</summary>
    Inactive = 4,

    /// <summary>The id was used for another quantity, or has ended otherwise.</summary>
    Conflict = 5,
}

/// <summary>What a reward is.</summary>
[GenerateSerializer, Immutable, Alias("lb.RewardTerms")]
public sealed record RewardTerms
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>Of one, in hundredths of a point, more than 0.</summary>
    [Id(1)] public required long PriceHundredths { get; init; }

    /// <summary>How many are there, with those that are set aside, 0 or more; null: as many as are asked for.</summary>
    [Id(2)] public int? Stock { get; init; }

    /// <summary>What one costs the institution, minor units, 0 or more.</summary>
    [Id(3)] public long ValueMinor { get; init; }

    /// <summary>The envelope that pays for it; null: none.</summary>
    [Id(4)] public string? Budget { get; init; }

    /// <summary>Whether it can be had; false: a draft, or withdrawn.</summary>
    [Id(5)] public bool IsActive { get; init; } = true;

    [Id(6)] public RewardKind Kind { get; init; } = RewardKind.Goods;

    /// <summary>What else there is to know; null for nothing.</summary>
    [Id(7)] public string? Description { get; init; }

    /// <summary>From when on it can be asked for, inclusive; null: from ever.</summary>
    [Id(8)] public Moment? From { get; init; }

    /// <summary>Until when, exclusive; null: for ever.</summary>
    [Id(9)] public Moment? To { get; init; }

    /// <summary>Ids of the teams whose people may have it, as <see cref="JoinTeams"/> writes them: one text, so that the same terms are equal. Null: everybody.</summary>
    [Id(10)] public string? Teams { get; init; }

    /// <summary>When so many can be promised, or fewer, they are few; null: never.</summary>
    [Id(11)] public int? LowStockAt { get; init; }

    public bool IsOfferedAt(Moment now) => IsActive && !(now < From) && !(now >= To);

    public bool IsFor(TeamId team) => Teams is null || TeamIds().Contains(team.Value, StringComparer.Ordinal);

    /// <summary>In order; none: everybody.</summary>
    public string[] TeamIds() => Teams?.Split(TeamSeparator) ?? [];

    /// <summary>Each once, in order, with a blank between, which no id has; null for none.</summary>
    public static string? JoinTeams(IEnumerable<string> ids) =>
        string.Join(TeamSeparator, ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;

    private const char TeamSeparator = ' ';
}

/// <summary>What sort of thing a reward is. The camelCase name is the API's; the numbers are stored and never reused.</summary>
public enum RewardKind
{
    Goods = 1,
    Service = 2,

    /// <summary>Time off.</summary>
    Leave = 3,

    /// <summary>A place in a training.</summary>
    Training = 4,

    /// <summary>Money, paid with the wages.</summary>
    Cash = 5,
}

/// <summary>A reward as it stands.</summary>
[GenerateSerializer, Immutable, Alias("lb.RewardView")]
public sealed record RewardView
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>With the stock as it is now.</summary>
    [Id(1)] public required RewardTerms Terms { get; init; }

    /// <summary>Items set aside for redemptions that are open.</summary>
    [Id(2)] public required int Reserved { get; init; }

    /// <summary>How many of its codes were given; null: it is not had by code. Those that are left are its stock.</summary>
    [Id(3)] public int? CodesGiven { get; init; }

    /// <summary>The hash of its picture; null: it has none.</summary>
    [Id(4)] public string? Picture { get; init; }

    /// <summary>Whether each is a code of its own.</summary>
    public bool IsByCode => CodesGiven is not null;

    /// <summary>What can be promised now, 0 or more; null: as many as are asked for.</summary>
    public int? Available => Terms.Stock is { } stock ? Math.Max(0, stock - Reserved) : null;

    /// <summary>Few are left, or none.</summary>
    public bool IsLow => Available <= Terms.LowStockAt;
}
