using Leaderboard.Notices;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Notices;

/// <summary>Keeps where mails to who is signed in go, and writes down that it changed; the address itself is nobody else's.</summary>
internal sealed class ContactDesk(IGrainFactory grains, AuditLog audit)
{
    /// <summary>Whether mails are sent at all.</summary>
    public async Task<bool> SendsMailAsync() => (await grains.Notices().Channels()).Contains(NoticeChannelNames.Mail, StringComparer.Ordinal);

    /// <summary>When no mail goes out; null: at no time, or there are none.</summary>
    public Task<QuietTimes?> QuietAsync() => grains.Notices().Quiet();

    /// <summary>Null for who is no collector, or has entered nothing: what another entered for the same collector is not shown.</summary>
    public async Task<Contact?> OfAsync(Caller me) =>
        me.Collector is { } collector && await grains.Contact(collector).Get() is { } contact && contact.Person == me.PersonId ? contact : null;

    /// <param name="http">Of who asks for it.</param>
    /// <param name="me">The same.</param>
    /// <param name="collector">Whom they are.</param>
    /// <param name="form">As it was sent.</param>
    /// <returns>False, and nothing is changed, where the address is none or nobody writes the language.</returns>
    public async Task<bool> PutAsync(HttpContext http, Caller me, CollectorId collector, ContactForm form)
    {
        var before = await OfAsync(me);
        var next = new Contact { Person = me.PersonId, Address = form.Address?.Trim() is { Length: > 0 } address ? address : null, Language = form.Language, WantsMail = form.WantsMail };
        if (!await grains.Contact(collector).Put(next))
            return false;
        if (next != before)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.ChangeContact, me.PersonId, before is null ? null : Written(before, before), Written(next, before)));
        return true;
    }

    private static object Written(Contact contact, Contact? before) =>
        new { HasAddress = contact.Address is not null, IsOtherAddress = contact.Address != before?.Address, contact.Language, contact.WantsMail };
}

/// <summary>What somebody enters about their mails.</summary>
internal sealed record ContactForm
{
    public string? Address { get; init; }

    public string? Language { get; init; }

    public bool WantsMail { get; init; }
}
