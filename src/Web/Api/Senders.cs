using System.Security.Claims;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Api;

/// <summary>Who sent an entry, as an id: what a day is reconciled by.</summary>
internal static class Senders
{
    /// <summary>A person, by hand.</summary>
    public const string Page = "page";

    /// <summary>A file whose source was not named.</summary>
    public const string File = "file";

    private const int MaxLength = 64;

    /// <summary>Of a request: a key's name, or its id when nothing of the name is left.</summary>
    public static string Of(ClaimsPrincipal user) => Caller.Of(user) is not null ? Page
        : IdOf(user.FindFirstValue(ClaimTypes.Name) ?? "") is { Length: > 0 } id ? id
        : user.FindFirstValue(ClaimTypes.NameIdentifier) ?? Page;

    /// <summary>Of the rows of a file.</summary>
    /// <param name="source">Where it comes from; may be empty.</param>
    public static string OfFile(string source) => IdOf(source) is { Length: > 0 } id ? id : File;

    /// <summary>A name in small letters, what an id cannot have as hyphens; empty when nothing is left.</summary>
    public static string IdOf(string name)
    {
        Span<char> id = stackalloc char[MaxLength];
        var length = 0;
        foreach (var character in name)
        {
            var isPlain = char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ':' or '-';
            if (length == MaxLength)
                break;
            if (isPlain)
                id[length++] = char.ToLowerInvariant(character);
            else if (length > 0 && id[length - 1] != '-')
                id[length++] = '-';
        }

        return id[..length].TrimEnd('-').ToString();
    }
}
