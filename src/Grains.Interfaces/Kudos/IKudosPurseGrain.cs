namespace Leaderboard.Kudos;

/// <summary>
/// The thanks that one collector may give in a month. They move no points and no money: they are words from one to another. Every change is durable before it
/// is answered.
/// </summary>
[Alias("lb.IKudosPurseGrain"), GrainInterfaceType("lb.kudos-purse")]
public interface IKudosPurseGrain : IGrainWithStringKey
{
    /// <summary>The longest text, in characters.</summary>
    const int MaxLength = 140;

    /// <summary>Gives one away. The same again changes nothing.</summary>
    /// <param name="id">The caller's, of this one.</param>
    /// <param name="to">A colleague.</param>
    /// <param name="text">1 to <see cref="MaxLength"/> characters.</param>
    [Alias("Give")]
    Task<KudosOutcome> Give(string id, CollectorId to, string text);

    [Alias("Get")]
    Task<KudosPurse> Get();
}

/// <summary>Thanks by who got them; holds no state.</summary>
[Alias("lb.IKudosGrain"), GrainInterfaceType("lb.kudos")]
public interface IKudosGrain : IGrainWithStringKey
{
    /// <summary>The last first.</summary>
    /// <param name="to">Who got them.</param>
    /// <param name="limit">1 to 100.</param>
    [Alias("Latest")]
    Task<KudosView[]> Latest(CollectorId to, int limit);
}

/// <summary>What became of giving.</summary>
public enum KudosOutcome
{
    Done = 1,

    /// <summary>All of this month are given.</summary>
    NoneLeft = 2,

    /// <summary>Nobody on the roster, or not there any more, or the giver.</summary>
    NoColleague = 3,

    /// <summary>Another was given under the id.</summary>
    Conflict = 4,
}

/// <summary>What somebody has to give, and has given.</summary>
[GenerateSerializer, Immutable, Alias("lb.KudosPurse")]
public sealed record KudosPurse
{
    /// <summary>In a local month of the institution; 0: nobody gives any.</summary>
    [Id(0)]
    public required int PerMonth { get; init; }

    /// <summary>Of this month.</summary>
    [Id(1)]
    public required int Left { get; init; }

    /// <summary>Of this month, the last first.</summary>
    [Id(2)]
    public required KudosView[] Given { get; init; }
}

/// <summary>One thanks.</summary>
[GenerateSerializer, Immutable, Alias("lb.KudosView")]
public sealed record KudosView
{
    [Id(0)]
    public required CollectorId From { get; init; }

    [Id(1)]
    public required CollectorId To { get; init; }

    [Id(2)]
    public required string Text { get; init; }

    [Id(3)]
    public required Moment At { get; init; }
}
