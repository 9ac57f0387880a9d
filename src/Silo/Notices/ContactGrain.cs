using Leaderboard.Domain.Notices;
using Leaderboard.Storage;

namespace Leaderboard.Notices;

/// <summary>Keeps how one collector is reached as a document.</summary>
[GrainType("lb.contact")]
internal sealed class ContactGrain(DocumentStore documents) : Grain, IContactGrain
{
    public const string DocumentKind = "contact";

    private string _id = "";
    private ContactRecord? _record;
    private long _version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<ContactRecord>(DocumentKind, _id);
    }

    public async Task<bool> Put(Contact contact)
    {
        if (ContactRecord.Of(contact) is not { } next)
            return false;
        await SaveAsync(next);
        return true;
    }

    public Task Forget(string personId) => _record?.Person == personId ? SaveAsync(ContactRecord.Nobody) : Task.CompletedTask;

    public Task<Contact?> Get() => Task.FromResult(_record is { Person.Length: > 0 } known ? known.ToView() : null);

    private async Task SaveAsync(ContactRecord next)
    {
        if (next == _record)
            return;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, next);
            _record = next;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
