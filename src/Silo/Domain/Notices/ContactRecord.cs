using Leaderboard.Notices;

namespace Leaderboard.Domain.Notices;

/// <summary>How a collector is reached, as kept.</summary>
internal sealed record ContactRecord
{
    public const int CurrentSchema = 1;

    /// <summary>After one was forgotten.</summary>
    public static ContactRecord Nobody { get; } = new() { Person = "" };

    public int Schema { get; init; } = CurrentSchema;

    public required string Person { get; init; }

    public string? Address { get; init; }

    public string? Language { get; init; }

    public bool WantsMail { get; init; }

    /// <summary>Null where the address is none, or nobody writes the language.</summary>
    public static ContactRecord? Of(Contact contact) =>
        contact.Address is { } address && !MailAddress.IsOne(address) || contact.Language is not (null or NoticeText.Chinese or NoticeText.English)
            ? null
            : new ContactRecord { Person = contact.Person, Address = contact.Address, Language = contact.Language, WantsMail = contact.WantsMail };

    public Contact ToView() => new() { Person = Person, Address = Address, Language = Language, WantsMail = WantsMail };
}
