using System.Security.Claims;
using System.Threading.RateLimiting;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Leaderboard.Web.Access;

/// <summary>
/// Writes down, in this one place, what somebody was refused who tried to change something and cannot have met it by an honest click. Named are the
/// method, the route, the code and the actor's id, all of them ours: nothing of what was sent, so that nobody writes lines of their own.
/// </summary>
internal sealed partial class RefusalLog(RequestDelegate next, ILogger<RefusalLog> logger) : IDisposable
{
    /// <summary>Of one actor: what is beyond it is a loop, and counted by the metrics still.</summary>
    public const int MaxPerMinute = 60;

    private const string Unknown = "nobody";

    private static readonly object Noted = new();

    private readonly PartitionedRateLimiter<string> _perActor = PartitionedRateLimiter.Create<string, string>(actor => RateLimitPartition.GetFixedWindowLimiter(
        actor, _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Has the request written down once it is answered.</summary>
    /// <param name="http">Of what was refused.</param>
    /// <param name="code">Why, as the API names it; never what somebody sent.</param>
    public static void Note(HttpContext http, string code) => http.Items[Noted] = code;

    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);

        // A page that says what went wrong is run after the one that was refused, in the same request.
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            return;
        var actor = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Unknown;
        if (CodeOf(http) is not { } code || !_perActor.AttemptAcquire(actor).IsAcquired)
            return;
        LogRefused(http.Request.Method, "/" + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/'), code, actor);
    }

    public void Dispose() => _perActor.Dispose();

    /// <summary>Null: nothing was refused, or it is what happens every day.</summary>
    private static string? CodeOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status302Found or StatusCodes.Status401Unauthorized => IsSessionOver(http) ? "sessionOver" : null,
        _ when http.Items[Noted] is string noted => noted,
        StatusCodes.Status413PayloadTooLarge => "bodyTooLarge",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status400BadRequest => IsTooLarge(http) ? "bodyTooLarge" : "tokenRequired",
        _ => null,
    };

    /// <summary>Whoever comes with neither session nor key is a stranger, and nothing is lost on them.</summary>
    private static bool IsSessionOver(HttpContext http) =>
        http.User.Identity?.IsAuthenticated != true && http.Request.Cookies.ContainsKey(PeopleSetup.SessionCookie) && http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;

    /// <summary>A form that cannot be read to its end has no token either.</summary>
    private static bool IsTooLarge(HttpContext http) => http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} was refused to {ActorId}: {Code}.")]
    private partial void LogRefused(string method, string route, string code, string actorId);
}
