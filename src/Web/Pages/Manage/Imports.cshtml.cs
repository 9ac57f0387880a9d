using System.Globalization;
using Leaderboard.Imports;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.Imports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>Files that were sent in, and the place to send another.</summary>
[Requires(Right.Import), RequestSizeLimit(ImportFiles.MaxBytes), RequestFormLimits(MultipartBodyLengthLimit = ImportFiles.MaxBytes)]
internal sealed class ImportsModel(ImportDesk desk, AccessGuard guard, InstitutionCalendar calendar, TimeProvider time) : PageModel
{
    private const int MaxShown = 50;
    private const int MaxNameLength = 100;

    /// <summary>Why the file was not taken; null when none was sent.</summary>
    public SheetRefusal? Refusal { get; private set; }

    public IReadOnlyList<ImportView> Imports { get; private set; } = [];

    /// <summary>Where files have come from.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>What the visitor may send.</summary>
    public IEnumerable<ImportKind> Kinds => Enum.GetValues<ImportKind>().Where(k => guard.MayImport(User, k));

    /// <summary>What the form says; kept when the file was refused.</summary>
    public ImportKind Kind { get; private set; } = ImportKind.Recoveries;

    public string Source { get; private set; } = "";

    /// <param name="kind">Of the file that is to be sent, where another page says it.</param>
    /// <param name="source">The same, where it comes from.</param>
    public Task OnGetAsync(ImportKind? kind, string? source)
    {
        (Kind, Source) = (kind is { } wanted && Enum.IsDefined(wanted) && guard.MayImport(User, wanted) ? wanted : ImportKind.Recoveries, Cut(source ?? ""));
        return ReadAsync();
    }

    /// <summary>A file with the columns of a kind and two rows, to be filled in.</summary>
    public IActionResult OnGetTemplate(ImportKind kind) => Enum.IsDefined(kind)
        ? File(ImportTemplate.Write(kind, CultureInfo.CurrentUICulture, calendar.DayOf(time.Now())), CsvFiles.ContentType, $"{kind.ToString().ToLowerInvariant()}.csv")
        : NotFound();

    public async Task<IActionResult> OnPostAsync([FromForm] ImportKind kind, [FromForm] string? source, IFormFile? file)
    {
        (Kind, Source) = (Enum.IsDefined(kind) ? kind : ImportKind.Recoveries, source ?? "");
        if (!guard.MayImport(User, Kind))
            return StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            if (file is null)
                throw new SheetRefusedException(new SheetRefusal("noFile", null, "No file was chosen."));
            await using var content = file.OpenReadStream();
            var about = ImportsApi.About(Kind, Cut(Source), Cut(Path.GetFileName(file.FileName)), User);
            var (import, _) = await desk.ReceiveAsync(content, about, named: null, HttpContext.RequestAborted);
            return RedirectToPage("/Manage/Import", new { id = import.Id });
        }
        catch (SheetRefusedException refused)
        {
            Refusal = refused.Refusal;
            await ReadAsync();
            return Page();
        }
    }

    private static string Cut(string text) => text.Length <= MaxNameLength ? text : text[..MaxNameLength];

    private async Task ReadAsync()
    {
        var all = await desk.ListAsync(User);
        Imports = [.. all.Take(MaxShown)];
        Sources = [.. all.Select(i => i.File.Source).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
