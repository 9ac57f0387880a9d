using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Access;

/// <summary>Keeps all keys as one document: they are few, and every check needs them at hand.</summary>
[GrainType("lb.api-keys")]
internal sealed class ApiKeysGrain(DocumentStore documents, TimeProvider time) : DocumentGrain<ApiKeysGrain.KeyRing>(documents, DocumentKind), IApiKeysGrain
{
    private const string DocumentKind = "keys";

    private KeyRing Ring => Stored ?? KeyRing.Empty;

    protected override string DocumentId => DocumentKind;

    public async Task<KeyView> Add(string name, KeyScopes scopes, Digest secretHash)
    {
        var key = new StoredKey
        {
            Id = "k-" + Guid.CreateVersion7().ToString("N"),
            Name = name,
            Scopes = scopes,
            SecretHash = secretHash.ToString(),
            CreatedAtMicros = time.Now().UnixMicroseconds,
        };
        await SaveAsync(Ring with { Keys = [key, .. Ring.Keys] });
        return key.ToView();
    }

    public Task<KeyView[]> List() => Task.FromResult(Ring.Keys.Select(k => k.ToView()).ToArray());

    public async Task<bool> Revoke(string keyId)
    {
        var key = Ring.Keys.FirstOrDefault(k => string.Equals(k.Id, keyId, StringComparison.Ordinal));
        if (key is null)
            return false;
        if (key.RevokedAtMicros is null)
        {
            var revoked = key with { RevokedAtMicros = time.Now().UnixMicroseconds };
            await SaveAsync(Ring with { Keys = [.. Ring.Keys.Select(k => k == key ? revoked : k)] });
        }

        return true;
    }

    public Task<KeyView?> Check(Digest secretHash)
    {
        var hash = secretHash.ToString();
        var key = Ring.Keys.FirstOrDefault(k => k.RevokedAtMicros is null && string.Equals(k.SecretHash, hash, StringComparison.Ordinal));
        return Task.FromResult(key?.ToView());
    }

    internal sealed record KeyRing
    {
        public static KeyRing Empty { get; } = new();

        public IReadOnlyList<StoredKey> Keys { get; init; } = [];
    }

    internal sealed record StoredKey
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required KeyScopes Scopes { get; init; }

        public required string SecretHash { get; init; }

        public required long CreatedAtMicros { get; init; }

        public long? RevokedAtMicros { get; init; }

        public KeyView ToView() => new()
        {
            Id = Id,
            Name = Name,
            Scopes = Scopes,
            CreatedAt = new Moment(CreatedAtMicros),
            RevokedAt = RevokedAtMicros is { } at ? new Moment(at) : null,
        };
    }
}
