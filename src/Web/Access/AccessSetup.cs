using System.Globalization;
using System.Security.Claims;
using Leaderboard.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Leaderboard.Web.Access;

/// <summary>Keys, displays, and the policies over them. A route that names no policy is closed; what is no route is 404 to anybody.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, bool isDemo)
    {
        services.AddSingleton<KeyChecker>().AddSingleton<OperatorSessions>();
        services.AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthentication>(OperatorAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Look, p => Require(p, KeyScopes.Read | KeyScopes.Display, open: isDemo))
            .AddPolicy(Policies.Read, p => Require(p, KeyScopes.Read, open: isDemo))
            .AddPolicy(Policies.Ingest, p => Require(p, KeyScopes.Ingest, open: false))
            .AddPolicy(Policies.Admin, p => Require(p, KeyScopes.None, open: false))
            .AddPolicy(Policies.Operate, p => Require(p.AddAuthenticationSchemes(OperatorAuthentication.SchemeName), KeyScopes.None, open: false))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(c => c.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        return services;
    }

    private static void Require(AuthorizationPolicyBuilder policy, KeyScopes anyOf, bool open)
    {
        if (open)
            policy.RequireAssertion(_ => true);
        else
            policy.RequireAuthenticatedUser().RequireAssertion(c => (ScopesOf(c.User) & (anyOf | KeyScopes.Admin)) != KeyScopes.None);
    }

    private static KeyScopes ScopesOf(ClaimsPrincipal user) =>
        user.FindFirstValue(Policies.ScopesClaim) is { } claim ? (KeyScopes)int.Parse(claim, CultureInfo.InvariantCulture) : KeyScopes.None;
}
