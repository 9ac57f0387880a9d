using System.Security.Claims;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Audit;

/// <summary>Who does something, as the audit names them.</summary>
/// <param name="Id">Of a person or of a program's key; empty for somebody who was not let in.</param>
/// <param name="Address">Where they are; empty when unknown.</param>
internal sealed record AuditActor(string Id, string Name, string Address, bool IsPerson)
{
    public static AuditActor Of(HttpContext http) => new(
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
        http.User.FindFirstValue(ClaimTypes.Name) ?? "",
        http.Connection.RemoteIpAddress?.ToString() ?? "",
        Caller.Of(http.User) is not null);
}
