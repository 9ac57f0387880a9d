using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Demo;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Leaderboard.Web.People;

/// <summary>People and how they sign in.</summary>
internal static class PeopleSetup
{
    public const string SessionCookie = "session";
    public const string SignInPath = "/sign-in";
    private const int MinPasswordLength = 10;

    /// <summary>Tries before a lock, and how long it lasts: too slow for guessing, short enough for who mistyped.</summary>
    private const int MaxFailedSignIns = 5;

    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);

    /// <summary>Without a visit; each visit begins it anew.</summary>
    private static readonly TimeSpan SessionLife = TimeSpan.FromDays(14);

    /// <param name="services">Of the program.</param>
    /// <param name="useDatabase">Names the database of people.</param>
    /// <param name="outside">The institution's own sign-in, where there is one.</param>
    public static IServiceCollection AddPeople(this IServiceCollection services, Action<DbContextOptionsBuilder> useDatabase, OutsideOptions outside)
    {
        services.AddSingleton(outside);
        services.AddPooledDbContextFactory<PeopleDatabase>(people =>
        {
            useDatabase(people);

            // That mail and telephone are left out is meant.
            people.ConfigureWarnings(w => w.Ignore(CoreEventId.MappedPropertyIgnoredWarning));
        });
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<PeopleDatabase>>().CreateDbContext());
        services.AddIdentityCore<Person>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

                // Length is what helps; rules about letters and digits lead to Password1!.
                identity.Password.RequiredLength = MinPasswordLength;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = MaxFailedSignIns;
                identity.Lockout.DefaultLockoutTimeSpan = Lockout;
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<PeopleDatabase>()
            .AddSignInManager();
        var authentication = services.AddAuthentication();
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(Configure));
        if (outside.Authority.Length > 0)
            authentication.AddOpenIdConnect(OutsideOptions.SchemeName, outside.DisplayName, connect => Configure(connect, outside));
        return services
            .AddScoped<PeopleBook>().AddScoped<DelegationBook>()
            .AddScoped<DemoPeople>().AddSingleton<Tour>().AddSingleton<SampleFile>()
            .AddSingleton<SessionBook>()
            .AddSingleton<AuditLog>()
            .AddSingleton<SessionCookies>();
    }

    private static void Configure(OpenIdConnectOptions connect, OutsideOptions outside)
    {
        connect.SignInScheme = IdentityConstants.ExternalScheme;
        (connect.Authority, connect.ClientId, connect.ClientSecret) = (outside.Authority, outside.ClientId, outside.ClientSecret);
        connect.RequireHttpsMetadata = !outside.AllowHttp;
        connect.ResponseType = OpenIdConnectResponseType.Code;
        connect.UsePkce = true;

        connect.CallbackPath = OutsideOptions.CallbackPath;
        connect.Events.OnRemoteFailure = failed =>
        {
            // Cancelled there, or too late: the page says what to do.
            failed.Response.Redirect("/sign-in/outside");
            failed.HandleResponse();
            return Task.CompletedTask;
        };

        // Back by an ordinary redirect, to which a browser sends our cookies without their being open to other sites.
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.NonceCookie.SameSite = connect.CorrelationCookie.SameSite = SameSiteMode.Lax;
        connect.NonceCookie.SecurePolicy = connect.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // Claims as the provider names them.
        connect.MapInboundClaims = false;
        connect.GetClaimsFromUserInfoEndpoint = true;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = SessionCookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = SessionLife;
        cookie.LoginPath = SignInPath;
        cookie.EventsType = typeof(SessionCookies);
    }
}
