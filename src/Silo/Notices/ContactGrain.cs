using Leaderboard.Domain.Notices;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>Keeps how one collector is reached as a document.</summary>
[GrainType("lb.contact")]
internal sealed class ContactGrain(DocumentStore documents) : DocumentGrain<ContactRecord>(documents, ContactGrain.DocumentKind), IContactGrain
{
    public const string DocumentKind = "contact";

    public async Task<bool> Put(Contact contact)
    {
        if (ContactRecord.Of(contact) is not { } next)
            return false;
        if (next != Stored)
            await SaveAsync(next);
        return true;
    }

    public Task Forget(string personId) => Stored?.Person == personId ? SaveAsync(ContactRecord.Nobody) : Task.CompletedTask;

    public Task<Contact?> Get() => Task.FromResult(Stored is { Person.Length: > 0 } known ? known.ToView() : null);
}
