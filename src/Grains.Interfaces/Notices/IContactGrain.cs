namespace Leaderboard.Notices;

/// <summary>How one collector is reached outside of the pages, as they say themselves.</summary>
[Alias("lb.IContactGrain"), GrainInterfaceType("lb.contact")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>False, and nothing is changed, where the address is none or nobody writes the language.</summary>
    [Alias("Put")]
    Task<bool> Put(Contact contact);

    /// <summary>What this person entered is kept no more; another's stays.</summary>
    [Alias("Forget")]
    Task Forget(string personId);

    /// <summary>Null: nobody has entered any.</summary>
    [Alias("Get")]
    Task<Contact?> Get();
}

/// <summary>Where mails to a collector go, and whether they want any.</summary>
[GenerateSerializer, Immutable, Alias("lb.Contact")]
public sealed record Contact
{
    /// <summary>Id of the person who entered it.</summary>
    [Id(0)] public required string Person { get; init; }

    /// <summary>At most 254 characters; null for none.</summary>
    [Id(1)] public string? Address { get; init; }

    /// <summary><c>zh-Hans</c> or <c>en</c>; null: the installation's.</summary>
    [Id(2)] public string? Language { get; init; }

    [Id(3)] public required bool WantsMail { get; init; }
}
