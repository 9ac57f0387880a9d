using System.Globalization;
using Leaderboard.Web.Demo;
using Leaderboard.Web.Display;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>The guided tour: its steps, the way to each, and what a step needs. Outside of the demo there is nothing here.</summary>
[AllowAnonymous]
internal sealed class TourPageModel(Tour tour, SampleFile sample) : PageModel
{
    /// <summary>Where the visitor goes on.</summary>
    public TourStep Next { get; private set; } = Tour.Steps[0];

    /// <summary>Whether the visitor has been at the last step and closed it.</summary>
    public bool IsDone { get; private set; }

    public IActionResult OnGet(int? step)
    {
        if (!tour.IsThere)
            return NotFound();
        IsDone = tour.IsDone(Request);
        Next = IsDone ? Next : tour.ReachedBy(Request) ?? Next;
        if (Tour.Find(step) is not { } asked)
            return Page();
        Tour.Go(HttpContext, asked);
        return LocalRedirect(asked.Path);
    }

    /// <summary>What the step of imports is tried with.</summary>
    public async Task<IActionResult> OnGetReceiptsAsync() =>
        tour.IsThere ? File(await sample.WriteAsync(CultureInfo.CurrentUICulture), CsvFiles.ContentType, SampleFile.Name) : NotFound();

    public IActionResult OnPostClose([FromForm] string? back)
    {
        if (!tour.IsThere)
            return NotFound();
        tour.Close(HttpContext);
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
