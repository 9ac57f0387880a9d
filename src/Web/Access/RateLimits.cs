using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Leaderboard.Web.Api;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Access;

/// <summary>How often one address may try to sign in, and one key may ask.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";

    /// <summary>Requests a second of one key at one web node; 0: any number.</summary>
    public const string KeySetting = "Leaderboard:MaxRequestsPerSecondPerKey";

    /// <summary>A tenth of it fills a node with receipts in batches; more is a loop that has run wild.</summary>
    private const int DefaultPerKey = 5_000;

    /// <summary>Visits of the sign-in a minute from one address.</summary>
    public const string SignInSetting = "Leaderboard:MaxSignInsPerMinute";

    /// <summary>A floor behind one address comes in at nine o'clock; a guesser needs far more.</summary>
    private const int DefaultSignIns = 300;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var perKey = configuration.GetValue(KeySetting, DefaultPerKey);
        var signIns = Math.Max(1, configuration.GetValue(SignInSetting, DefaultSignIns));
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (context, _) => await RefuseAsync(context.HttpContext);
            if (perKey > 0)
                limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => OfKey(http, perKey));
            limits.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = signIns, Window = Window }));
        });
    }

    /// <summary>People and walls are held by what they can click and by the limits of their lines.</summary>
    private static RateLimitPartition<string> OfKey(HttpContext http, int perSecond) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Caller.Of(http.User) is null
            ? RateLimitPartition.GetTokenBucketLimiter(id, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = Math.Max(1, perSecond / (int)(TimeSpan.FromSeconds(1) / Refill)),
                ReplenishmentPeriod = Refill,
            })
            : RateLimitPartition.GetNoLimiter("");

    private static Task RefuseAsync(HttpContext http)
    {
        var wait = KeyAuthentication.IsForPrograms(http.Request) ? TimeSpan.FromSeconds(1) : Window;
        http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return KeyAuthentication.IsForPrograms(http.Request)
            ? ApiProblem.Of(StatusCodes.Status429TooManyRequests, "tooManyRequests", "This key asks too often. Ask again after the time in Retry-After.").AnswerAsync(http)
            : Task.CompletedTask;
    }
}
