namespace Leaderboard.Storage;

/// <summary>
/// A grain that keeps one document, and alone writes it. Unlike Orleans' <see cref="Grain{TGrainState}"/> it can write others in the same transaction, and what it has
/// changes only once that is stored.
/// </summary>
/// <param name="documents">Where it is.</param>
/// <param name="kind">Of the document.</param>
internal abstract class DocumentGrain<T>(DocumentStore documents, string kind) : Grain
    where T : class
{
    private string? _id;

    /// <summary>What the key says behind the institution.</summary>
    protected string Id => _id ??= GrainKeys.IdOf(this.GetPrimaryKeyString());

    protected virtual string DocumentId => Id;

    protected DocumentStore Documents => documents;

    /// <summary>As it was read or stored last; null when there is none.</summary>
    protected T? Stored { get; private set; }

    /// <summary>Of what is stored; 0 when there is none.</summary>
    protected long Version { get; private set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => ReadAsync();

    protected async Task ReadAsync() => (Version, Stored) = await documents.ReadAsync<T>(kind, DocumentId);

    /// <summary>Stores the next, and others with it: all of them, or none. When it fails nobody knows what is stored: the grain goes, and for who calls next it is read.</summary>
    protected async Task SaveAsync(T next, params IReadOnlyList<DocumentChange> others)
    {
        try
        {
            await documents.SaveAllAsync([DocumentChange.Of(kind, DocumentId, Version, next), .. others]);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        (Version, Stored) = (Version + 1, next);
    }
}
