using Leaderboard.Imports;
using Leaderboard.Web.Access;
using Leaderboard.Web.Imports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>One import: which column is what, what it would change, how far it is, what was refused, and taking it back.</summary>
[Requires(Right.Import)]
internal sealed class ImportModel(ImportDesk desk, IGrainFactory grains) : PageModel
{
    /// <summary>As many as one reads; all are in the file to download.</summary>
    private const int MaxErrorsShown = 100;

    private ImportView? _import;

    public ImportView Import => _import ?? throw new InvalidOperationException("Not read yet.");

    /// <summary>While columns can still be named; null afterwards.</summary>
    public SheetPreview? Preview { get; private set; }

    public IReadOnlyList<ImportError> Errors { get; private set; } = [];

    public SheetRefusal? Refusal { get; private set; }

    public bool CouldBeTakenBack => Import is { State: ImportState.Completed or ImportState.Failed, TakenBackBy: null, File: { Kind: ImportKind.Recoveries, TakesBack: null }, Counts.Accepted: > 0 };

    private CancellationToken Cancel => HttpContext.RequestAborted;

    /// <summary>The column that a field is read from; empty for none.</summary>
    public string ColumnOf(string field) => Preview?.Named.FirstOrDefault(c => c.Field == field)?.Column ?? "";

    /// <summary>What the first rows have in a column.</summary>
    public string SampleOf(string column) => Preview is null ? "" : string.Join(" · ", Preview.Rows
        .Select(r => Preview.Columns.IndexOf(column) is var at and >= 0 && at < r.Length ? r[at] : "")
        .Where(v => v.Length > 0));

    public async Task<IActionResult> OnGetAsync(string id) => await ReadAsync(id) ? Page() : NotFound();

    public Task<IActionResult> OnPostCheckAsync(string id, [FromForm] Dictionary<string, string?> columns) => StartAsync(
        id, [.. columns.Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => new ImportColumn { Field = c.Key, Column = c.Value ?? "" })], isDryRun: true);

    /// <summary>As it was checked.</summary>
    public Task<IActionResult> OnPostRunAsync(string id) => StartAsync(id, null, isDryRun: false);

    public async Task<IActionResult> OnPostTakeBackAsync(string id)
    {
        if (!await ReadAsync(id))
            return NotFound();
        return await desk.TakeBackAsync(HttpContext, Import) is { } takesBack ? RedirectToPage(new { id = takesBack.Id }) : RedirectToPage(new { id });
    }

    private async Task<IActionResult> StartAsync(string id, IReadOnlyList<ImportColumn>? columns, bool isDryRun)
    {
        if (!await ReadAsync(id))
            return NotFound();
        if (Import.State is ImportState.Uploaded or ImportState.Checked)
        {
            (_, Refusal) = await desk.StartAsync(HttpContext, Import, columns, isDryRun);
            if (Refusal is not null)
            {
                Preview = Preview is null ? null : Preview with { Named = columns ?? Preview.Named };
                return Page();
            }
        }

        return RedirectToPage(new { id });
    }

    private async Task<bool> ReadAsync(string id)
    {
        if (await desk.FindAsync(User, id) is not { } import)
            return false;
        _import = import;
        Errors = [.. (await grains.Import(id).Errors()).Take(MaxErrorsShown)];
        if (import.State is ImportState.Uploaded or ImportState.Checked)
            Preview = await desk.PreviewAsync(import, Cancel);
        return true;
    }
}
