using System.Globalization;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Imports;
using Leaderboard.Web.Reconciliation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>One day by source against the bank's: what differs by row, the place to say what the bank has, and the close.</summary>
[Requires(Right.ReadReconciliation), RequestSizeLimit(BankFile.MaxBytes * 2L), RequestFormLimits(MultipartBodyLengthLimit = BankFile.MaxBytes * 2L)]
internal sealed class ReconciledDayModel(
    IGrainFactory grains, ReconciliationDesk desk, ReconciliationRequests requests, AccessGuard guard, DifferencesFile file, InstitutionSettings settings) : PageModel
{
    public const int Rows = 25;

    private DayView? _view;

    public DayView View => _view ?? throw new InvalidOperationException("Not read yet.");

    /// <summary>What to show row by row of each source that has such rows.</summary>
    public IReadOnlyDictionary<string, RowPage> Pages { get; private set; } = new Dictionary<string, RowPage>(StringComparer.Ordinal);

    /// <summary>Sources that sent nothing that day, and of which the bank may still say something.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>Why a file was not taken.</summary>
    public SheetRefusal? Refusal { get; private set; }

    /// <summary>The source whose rows are turned over.</summary>
    [FromQuery(Name = "rows")]
    public string? Turned { get; set; }

    /// <summary>The first row of that source.</summary>
    [FromQuery(Name = "from")]
    public int From { get; set; }

    public bool IsYesterday => View.Day == requests.Today.AddDays(-1);

    public bool MayGive => View.Close is null && guard.ReachOf(User, Right.GiveControls) == Reach.All;

    public bool MayClose => View.Close is null && guard.ReachOf(User, Right.Reconcile) == Reach.All;

    public string Path => ReconciliationModel.PathOf(View);

    public long FirstOf(string source) => Turned == source ? Math.Max(0, From) : 0;

    public async Task<IActionResult> OnGetAsync(string day) => await ReadAsync(day) ? Page() : NotFound();

    /// <summary>Where ours and the bank's rows differ, as a file.</summary>
    public async Task<IActionResult> OnGetDifferencesAsync(string day, string? source) => requests.DayOf(day) is { } at && Field.IsId(source)
        ? File(await file.WriteAsync(at, source ?? ""), CsvFiles.ContentType, $"differences-{WindowNames.Day(at)}-{source}.csv")
        : NotFound();

    public async Task<IActionResult> OnPostControlAsync(
        string day, [FromForm] string? source, [FromForm] string? count, [FromForm] string? sum, [FromForm] string? reversals, [FromForm] string? reversed)
    {
        if (!await ReadAsync(day))
            return NotFound();
        if (!MayGive || !IsKnown(source))
            return StatusCode(StatusCodes.Status403Forbidden);
        var hasReversals = !string.IsNullOrWhiteSpace(reversals) || !string.IsNullOrWhiteSpace(reversed);
        if (TallyOf(count, sum) is not { } received || (hasReversals && TallyOf(reversals, reversed) is null))
            return Say("reconciliation.InvalidFigures", isRefusal: true);
        return await SayAsync(day, await desk.PutControlAsync(HttpContext, View.Day, source ?? "", received, hasReversals ? TallyOf(reversals, reversed) : null));
    }

    public async Task<IActionResult> OnPostRowsAsync(string day, [FromForm] string? source, IFormFile? file)
    {
        if (!await ReadAsync(day))
            return NotFound();
        if (!MayGive || !IsKnown(source))
            return StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            if (file is null)
                throw new SheetRefusedException(new SheetRefusal("noFile", null, "No file was chosen."));
            await using var content = file.OpenReadStream();
            return await SayAsync(day, await desk.PutRowsAsync(HttpContext, View.Day, source ?? "", content));
        }
        catch (SheetRefusedException refused)
        {
            Refusal = refused.Refusal;
            return Page();
        }
    }

    public async Task<IActionResult> OnPostCloseAsync(string day, [FromForm] Dictionary<string, string?> reasons)
    {
        if (!await ReadAsync(day))
            return NotFound();
        if (guard.ReachOf(User, Right.Reconcile) != Reach.All)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (reasons.Values.Any(r => r?.Length > CloseReason.MaxLength))
            return Say("reconciliation.ReasonMissing", isRefusal: true);
        var answer = await desk.CloseAsync(HttpContext, View.Day, reasons.Select(r => new CloseReason { Source = r.Key, Text = r.Value ?? "" }));
        return answer.Outcome == CloseOutcome.Done ? LocalRedirect(Path + "/close") : Say("reconciliation." + answer.Outcome, isRefusal: true);
    }

    private bool IsKnown(string? source) => View.Lines.Any(l => l.Source == source) || Others.Contains(source ?? "", StringComparer.Ordinal);

    /// <summary>As people write it; null for what is no count or no amount.</summary>
    private Tally? TallyOf(string? count, string? sum) =>
        long.TryParse((count ?? "").Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= int.MaxValue
        && CellFormats.Amount((sum ?? "").Trim()) is { } amount && MinorUnits.TryParse(amount, settings.CurrencyDecimals, out var minor) && minor >= 0
            ? new Tally { Count = number, SumMinor = minor }
            : null;

    private async Task<IActionResult> SayAsync(string day, ControlOutcome outcome)
    {
        await ReadAsync(day);
        return outcome == ControlOutcome.Done ? Say("reconciliation.given", isRefusal: false) : Say("reconciliation." + outcome, isRefusal: true);
    }

    private PageResult Say(string word, bool isRefusal)
    {
        (Said, WasRefused) = (word, isRefusal);
        return Page();
    }

    private async Task<bool> ReadAsync(string day)
    {
        if (requests.DayOf(day) is not { } at || at > requests.Today)
            return false;
        var grain = grains.Reconciliation(at);
        _view = await grain.Get();
        var pages = new Dictionary<string, RowPage>(StringComparer.Ordinal);
        foreach (var line in _view.Lines)
        {
            if (line.Bank?.UploadId is not null)
                pages[line.Source] = await grain.Differences(line.Source, FirstOf(line.Source), Rows);
            else if (line.State != Agreement.Agrees && _view.Close is null)
                pages[line.Source] = await grain.Rows(line.Source, FirstOf(line.Source), Rows);
        }

        Pages = pages;
        Others = [.. (await desk.KnownSourcesAsync(at)).Except(_view.Lines.Select(l => l.Source), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return true;
    }
}

/// <summary>One source on the page of its day.</summary>
internal sealed record SourcePart(ReconciledDayModel Page, SourceLine Line)
{
    /// <summary>Differences, or our own rows where the bank named none; null where there is nothing to compare.</summary>
    public RowPage? Rows => Page.Pages.GetValueOrDefault(Line.Source);

    public bool HasBankRows => Line.Bank?.UploadId is not null;
}
