using Leaderboard.Journal;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Leaderboard.Web.Api;

/// <summary>
/// What programs are told of a failure, wherever in the line it came up: an outage is 503, for what could not be made durable
/// may be sent again; anything else is 500 and says nothing of the inside. Pages tell people in their own way.
/// </summary>
internal sealed partial class ApiFailures(ILogger<ApiFailures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var path = httpContext.Request.Path;
        if (!path.StartsWithSegments("/api", StringComparison.Ordinal) && !path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            return false;
        if (exception is BadHttpRequestException bad)
        {
            await ApiProblem.Of(bad.StatusCode, "malformedRequest", bad.Message).AnswerAsync(httpContext);
            return true;
        }

        // Cancelled: a silo gave a call up, or the sender has hung up and hears nothing anyway.
        if (exception is OutageException or TimeoutException or OrleansException or OperationCanceledException)
        {
            LogUnavailable(exception, httpContext.Request.Method, path);
            await ApiProblem.Unavailable(httpContext).AnswerAsync(httpContext);
            return true;
        }

        LogFailure(exception, httpContext.Request.Method, path);
        await ApiProblem.Of(StatusCodes.Status500InternalServerError, "internalError", "Something went wrong here; it was written down.").AnswerAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} answered 503.")]
    private partial void LogUnavailable(Exception outage, string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailure(Exception failure, string method, string path);
}
