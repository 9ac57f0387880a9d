using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Leaderboard.Web.Access;

/// <summary>Keys, displays, people, and the rights over them. A route that names no right is closed; what is no route is 404 to anybody.</summary>
internal static class AccessSetup
{
    /// <summary>Finds out who asks: a program by its key, a person by their session, a display by its cookie.</summary>
    private const string AnyScheme = "Any";

    public static IServiceCollection AddAccess(this IServiceCollection services, bool isDemo)
    {
        services.AddSingleton<KeyChecker>().AddSingleton<OperatorSessions>()
            .AddSingleton(new DemoDoors(isDemo)).AddSingleton<AccessGuard>().AddSingleton<KeyDesk>()
            .AddSingleton<IAuthorizationHandler, RightsHandler>();
        services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, any => any.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthentication>(OperatorAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()

            // Who may come in is judged by the right alone: in the demo some are everybody's, signed in or not.
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(c => c.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        return services;
    }

    /// <summary>A display without a link says so; nobody signs in on a wall.</summary>
    private const string WallPath = "/wall";

    /// <summary>
    /// Whoever has both a session and a display's cookie is a person. Who has neither is led to the sign-in on pages, and
    /// told that a key is wanted elsewhere.
    /// </summary>
    private static string SchemeOf(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0)
            return KeyAuthentication.SchemeName;
        if (http.Request.Cookies.ContainsKey(PeopleSetup.SessionCookie))
            return IdentityConstants.ApplicationScheme;
        return http.Request.Cookies.ContainsKey(KeyAuthentication.DisplayCookie) || KeyAuthentication.IsForPrograms(http.Request) || http.Request.Path == WallPath
            ? KeyAuthentication.SchemeName
            : IdentityConstants.ApplicationScheme;
    }
}
