namespace Leaderboard.Access;

/// <summary>What a key may do.</summary>
[Flags]
public enum KeyScopes
{
    None = 0,
    Read = 1,
    Ingest = 2,
    Admin = 4,

    /// <summary>A wall: sees pages and live boards, nothing else.</summary>
    Display = 8,
}

/// <summary>The keys of programs and wall displays. Secrets are stored as digests only.</summary>
[Alias("lb.IApiKeysGrain"), GrainInterfaceType("lb.api-keys")]
public interface IApiKeysGrain : IGrainWithStringKey
{
    /// <summary>Stores a new key under the digest of its secret. Answers after it is durable.</summary>
    [Alias("Add")]
    Task<KeyView> Add(string name, KeyScopes scopes, Digest secretHash);

    /// <summary>Every key that was ever added, newest first.</summary>
    [Alias("List")]
    Task<KeyView[]> List();

    /// <summary>False when there is no such key. Revoking twice is the same as once.</summary>
    [Alias("Revoke")]
    Task<bool> Revoke(string keyId);

    /// <summary>The key with this digest; null when unknown or revoked.</summary>
    [Alias("Check")]
    Task<KeyView?> Check(Digest secretHash);
}

/// <summary>A key without its secret.</summary>
[GenerateSerializer, Immutable, Alias("lb.KeyView")]
public sealed record KeyView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required KeyScopes Scopes { get; init; }

    [Id(3)] public required Moment CreatedAt { get; init; }

    [Id(4)] public Moment? RevokedAt { get; init; }
}
