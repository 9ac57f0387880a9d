using System.Security.Claims;
using Leaderboard.Reconciliation;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Reconciliation;

/// <summary>Takes the bank's figures and closes days, for the API and the pages alike, and writes down who did.</summary>
internal sealed class ReconciliationDesk(IGrainFactory grains, BankFile file, AuditLog audit, InstitutionSettings settings)
{
    /// <summary>As many as go in one call.</summary>
    private const int RowsAtOnce = 5_000;

    /// <summary>Sources that the bank may speak of: those that sent something that day, keys and files that are known, and what is entered by hand.</summary>
    public async Task<IReadOnlyCollection<string>> KnownSourcesAsync(DateOnly day)
    {
        var lines = (await grains.Reconciliation(day).Get()).Lines.Select(l => l.Source);
        var keys = (await grains.ApiKeys().List()).Where(k => k.Scopes != Leaderboard.Access.KeyScopes.Display).Select(k => Senders.IdOf(k.Name) is { Length: > 0 } id ? id : k.Id);
        var files = (await grains.Imports().List()).Select(i => Senders.OfFile(i.File.Source));
        return lines.Concat(keys).Concat(files).Append(Senders.Page).Append(Senders.File).ToHashSet(StringComparer.Ordinal);
    }

    public async Task<ControlOutcome> PutControlAsync(HttpContext http, DateOnly day, string source, Tally recoveries, Tally? reversals)
    {
        var outcome = await grains.Reconciliation(day).PutControl(source, new BankControl { Recoveries = recoveries, Reversals = reversals, By = NameOf(http.User) });
        if (outcome == ControlOutcome.Done)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutControl, SubjectOf(day, source), After: new { Recoveries = StateOf(recoveries), Reversals = StateOf(reversals) }));
        return outcome;
    }

    /// <summary>Throws <see cref="Imports.SheetRefusedException"/> for a file that cannot be read; nothing changes then.</summary>
    public async Task<ControlOutcome> PutRowsAsync(HttpContext http, DateOnly day, string source, Stream rowsOfBank)
    {
        var (rows, tellsReversals) = await file.ReadAsync(rowsOfBank, http.RequestAborted);
        var (grain, upload) = (grains.Reconciliation(day), "rows-" + Guid.CreateVersion7().ToString("N"));
        var outcome = default(ControlOutcome);
        try
        {
            foreach (var part in rows.Chunk(RowsAtOnce))
                await grain.AddRows(upload, part);
            outcome = await grain.UseRows(source, new RowsControl { UploadId = upload, TellsReversals = tellsReversals, By = NameOf(http.User) });
        }
        finally
        {
            if (outcome != ControlOutcome.Done)
                await grain.DropRows(upload);
        }

        if (outcome == ControlOutcome.Done)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.PutBankRows, SubjectOf(day, source), After: new { Rows = rows.Count, Upload = upload }));
        return outcome;
    }

    public async Task<CloseAnswer> CloseAsync(HttpContext http, DateOnly day, IEnumerable<CloseReason> reasons)
    {
        var grain = grains.Reconciliation(day);
        var wasOpen = (await grain.Get()).Close is null;
        var answer = await grain.Close(new CloseOrder
        {
            ById = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            ByName = NameOf(http.User),
            Reasons = [.. reasons],
        });
        if (wasOpen && (await grain.Get()).Close is { } close)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.CloseDay, WindowOf(day), After: new { Digest = close.Digest.ToString() }));
        return answer;
    }

    private static string NameOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "";

    private static string WindowOf(DateOnly day) => Display.WindowNames.Day(day);

    private static string SubjectOf(DateOnly day, string source) => $"{WindowOf(day)} {source}";

    private object? StateOf(Tally? tally) => tally is null ? null : new { tally.Count, Sum = MinorUnits.ToMajor(tally.SumMinor, settings.CurrencyDecimals) };
}
