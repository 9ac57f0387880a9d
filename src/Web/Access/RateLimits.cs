using System.Threading.RateLimiting;

namespace Leaderboard.Web.Access;

/// <summary>How often one address may try to sign in. A floor behind one address comes in at nine o'clock; a guesser needs far more.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    private const int SignInsPerWindow = 300;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerWindow, Window = Window }));
    });
}
