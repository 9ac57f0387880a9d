using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>Whatever went wrong, for people: what it means and what to do. Programs get problems instead.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    private static readonly string[] Known = ["401", "403", "404", "413", "429"];

    /// <summary>Picks the words: <c>display</c> for a wall without a link, a known status, or <c>500</c>.</summary>
    public string Kind { get; private set; } = "500";

    /// <summary>A display asks again by itself: linked, or the server back, it shows its board without a hand laid on it.</summary>
    public bool RetriesByItself => Kind is "display" or "500";

    /// <summary>Any method: an error keeps the method of the request that met it.</summary>
    public void OnGet() => Choose();

    public void OnPost() => Choose();

    private void Choose()
    {
        var status = Request.Query["status"].ToString();
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        var atWall = failed.Equals("/wall", StringComparison.OrdinalIgnoreCase);
        Kind = atWall && status is "401" or "403" ? "display" : Array.Find(Known, k => string.Equals(k, status, StringComparison.Ordinal)) ?? "500";
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
            Response.StatusCode = StatusCodes.Status500InternalServerError;
        else if (Response.StatusCode == StatusCodes.Status200OK && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600)
            Response.StatusCode = code;
    }
}
