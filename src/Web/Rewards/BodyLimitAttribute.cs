using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Leaderboard.Web.Rewards;

/// <summary>Refuses a form that says that it is larger before anybody reads it, and writes that down. One that does not say so is read as far as the server reads any.</summary>
/// <param name="bytes">At most, of a whole form.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed partial class BodyLimitAttribute(long bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before whatever reads the form.</summary>
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!(http.Request.ContentLength > bytes))
            return;
        LogRefused(http.RequestServices.GetRequiredService<ILogger<BodyLimitAttribute>>(), http.Request.Path, http.Request.ContentLength.Value);
        context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} refused a form of {Bytes} bytes.")]
    private static partial void LogRefused(ILogger logger, string path, long bytes);
}
