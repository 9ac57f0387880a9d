using Leaderboard.Web.Audit;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Identity;

namespace Leaderboard.Web.Pages.Account;

/// <summary>Lets somebody in, and writes it down.</summary>
internal sealed class FrontDoor(SignInManager<Person> signIn, AuditLog audit)
{
    /// <param name="http">Of the request.</param>
    /// <param name="person">Who has shown that they are it.</param>
    /// <param name="isPersistent">Whether the session outlives the browser.</param>
    /// <param name="act">How they came.</param>
    /// <param name="after">What became of them; null for nothing new.</param>
    /// <param name="method">Name of the sign-in elsewhere; null for our own.</param>
    public async Task LetInAsync(HttpContext http, Person person, bool isPersistent, string act, object? after = null, string? method = null)
    {
        await signIn.SignInAsync(person, isPersistent, method);
        await audit.WriteAsync(http, person, new AuditEntry(act, person.Id, After: after));
    }
}
