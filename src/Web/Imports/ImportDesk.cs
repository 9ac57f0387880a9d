using System.Security.Claims;
using Leaderboard.Imports;
using Leaderboard.Web.Access;
using Leaderboard.Web.Audit;

namespace Leaderboard.Web.Imports;

/// <summary>Takes files in, and gives orders about them: for the API and the pages alike.</summary>
internal sealed class ImportDesk(IGrainFactory grains, ImportFiles files, ImportRuns runs, AccessGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Rows shown while the columns are being named.</summary>
    private const int SampleRows = 3;

    /// <summary>The newest imports that somebody may have to do with, newest first.</summary>
    public async Task<IReadOnlyList<ImportView>> ListAsync(ClaimsPrincipal user) => [.. (await grains.Imports().List()).Where(i => guard.MayImport(user, i.File.Kind))];

    /// <summary>Null when there is no such import, or none that somebody may have to do with.</summary>
    public async Task<ImportView?> FindAsync(ClaimsPrincipal user, string id) =>
        Api.Field.IsId(id) && await grains.Import(id).Get() is { } import && guard.MayImport(user, import.File.Kind) ? import : null;

    /// <summary>Stores a file and looks at its header. Throws <see cref="SheetRefusedException"/> for one that is of no use; nothing is kept of it then.</summary>
    /// <param name="file">As it comes.</param>
    /// <param name="about">What is known of it; size and format are found out.</param>
    /// <param name="named">Columns that its sender names, the others being guessed; null: somebody will look at them first.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The import, which waits, and how its columns are to be read.</returns>
    public async Task<(ImportView Import, IReadOnlyList<ImportColumn> Columns)> ReceiveAsync(Stream file, NewImport about, IReadOnlyList<ImportColumn>? named, CancellationToken cancel)
    {
        var id = ImportId.New(time.Now());
        try
        {
            var (size, format) = await files.SaveAsync(id, file, cancel);
            IReadOnlyList<ImportColumn> columns;
            await using (var sheet = await Sheet.OpenAsync(files, id, format, cancel))
            {
                columns = Named(sheet, about.Kind, named ?? [], await RememberedAsync(about));

                // Which column is what can still be said; what cannot be a header is refused at once.
                if (ImportFields.Refusal(about.Kind, sheet.Header, columns) is { } refusal && (named is not null || refusal.Code != ImportFields.MissingColumn))
                    throw new SheetRefusedException(refusal);
            }

            return (await grains.Import(id).Create(about with { SizeBytes = size, Format = format }), columns);
        }
        catch
        {
            await files.DeleteAsync(id, ImportPart.File);
            throw;
        }
    }

    /// <summary>The columns of a file that waits, which field each is taken for, and its first rows.</summary>
    public async Task<SheetPreview> PreviewAsync(ImportView import, CancellationToken cancel)
    {
        await using var sheet = await Sheet.OpenAsync(files, import.Id, import.File.Format, cancel);
        var rows = new List<string[]>();
        while (rows.Count < SampleRows && await sheet.NextAsync() is { } line)
            rows.Add(line.Cells);
        return new SheetPreview(sheet.Header, await ColumnsAsync(import, sheet), rows);
    }

    /// <summary>Sets an import going. The refusal says why not; an import that is going or over is left as it is.</summary>
    /// <param name="http">Of who orders it: what changes something is written down.</param>
    /// <param name="import">That waits.</param>
    /// <param name="columns">What each is; null: as they were read before, or are guessed.</param>
    /// <param name="isDryRun">Whether it is only to be judged.</param>
    public async Task<(ImportView? Started, SheetRefusal? Refusal)> StartAsync(HttpContext http, ImportView import, IReadOnlyList<ImportColumn>? columns, bool isDryRun)
    {
        await using var sheet = await Sheet.OpenAsync(files, import.Id, import.File.Format, http.RequestAborted);
        var named = columns ?? await ColumnsAsync(import, sheet);
        if (ImportFields.Refusal(import.File.Kind, sheet.Header, named) is { } refusal)
            return (null, refusal);
        var started = await grains.Import(import.Id).Start(new ImportOrder { IsDryRun = isDryRun, Columns = [.. named], By = ActorOf(http) });
        if (started is not null && !isDryRun)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.StartImport, import.Id, After: new { Kind = import.File.Kind.ToString(), import.File.FileName, import.File.Source }));
        runs.Wake();
        return (started, null);
    }

    /// <summary>Begins to take back what an import brought in; asked again, the same. Null when it cannot be.</summary>
    public async Task<ImportView?> TakeBackAsync(HttpContext http, ImportView import)
    {
        var id = import.TakenBackBy ?? ImportId.New(time.Now());
        if (await grains.Import(import.Id).TakeBack(id) is not { TakenBackBy: { } by })
            return null;
        await grains.Import(by).Create(new NewImport
        {
            Kind = ImportKind.Reversals,
            Source = import.File.Source,
            FileName = import.File.FileName,
            SizeBytes = import.Counts.Accepted,
            Format = "ids",
            SentBy = ImportsApi.SentBy(http.User),
            TakesBack = import.Id,
        });
        var started = await grains.Import(by).Start(
            new ImportOrder { IsDryRun = false, Columns = [new ImportColumn { Field = TakeBackRows.Field, Column = TakeBackRows.Field }], By = ActorOf(http) });
        if (started is not null)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.TakeBackImport, import.Id, After: new { By = by, import.Counts.Accepted }));
        runs.Wake();
        return started ?? await grains.Import(by).Get();
    }

    private static ImportActor ActorOf(HttpContext http)
    {
        var (id, name, address, isPerson) = AuditActor.Of(http);
        return new ImportActor { Id = id, Name = name, Address = address, IsPerson = isPerson };
    }

    private async Task<IReadOnlyList<ImportColumn>> ColumnsAsync(ImportView import, Sheet sheet) =>
        import.Columns.Length > 0 ? import.Columns : Named(sheet, import.File.Kind, [], await RememberedAsync(import.File));

    private static IReadOnlyList<ImportColumn> Named(Sheet sheet, ImportKind kind, IReadOnlyList<ImportColumn> named, IReadOnlyList<ImportColumn> remembered)
    {
        var free = sheet.Header.Where(c => named.All(n => n.Column != c)).ToList();
        return [.. named, .. ImportFields.Guess(kind, free, remembered).Where(g => named.All(n => n.Field != g.Field))];
    }

    /// <summary>How the columns of the last file of the same source were read; nothing when there was none.</summary>
    private async Task<IReadOnlyList<ImportColumn>> RememberedAsync(NewImport file) => file.Source.Length == 0
        ? []
        : (await grains.Imports().List()).FirstOrDefault(i => i.Columns.Length > 0 && i.File.TakesBack is null && i.File.Kind == file.Kind && i.File.Source == file.Source)?.Columns ?? [];
}

/// <param name="Columns">Of the file.</param>
/// <param name="Named">Which field is in which column.</param>
/// <param name="Rows">The first ones.</param>
internal sealed record SheetPreview(IReadOnlyList<string> Columns, IReadOnlyList<ImportColumn> Named, IReadOnlyList<string[]> Rows);
