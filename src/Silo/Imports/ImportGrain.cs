using Leaderboard.Domain.Imports;
using Leaderboard.Storage;

namespace Leaderboard.Imports;

/// <summary>Keeps one import as a document, its first errors as another, and in memory who is at work on it.</summary>
[GrainType("lb.import")]
internal sealed class ImportGrain(DocumentStore documents, ImportRetention keep, TimeProvider time) : Grain, IImportGrain
{
    public const string DocumentKind = "import";
    private const string ErrorsKind = "import-errors";

    /// <summary>Silence after which the work is anybody's: many times what a step takes.</summary>
    private static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(20);

    private string _id = "";
    private ImportRecord? _record;
    private long _version;
    private ImportErrorList _errors = ImportErrorList.Empty;
    private long _errorsVersion;
    private string? _worker;
    private long _workedAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<ImportRecord>(DocumentKind, _id);
        var (version, errors) = await documents.ReadAsync<ImportErrorList>(ErrorsKind, _id);
        (_errorsVersion, _errors) = (version, errors ?? ImportErrorList.Empty);
    }

    public async Task<ImportView> Create(NewImport import)
    {
        if (_record is null)
            await SaveAsync(new ImportRecord { Id = _id, File = import, CreatedAtMicros = time.Now().UnixMicroseconds });
        return View() ?? throw new InvalidOperationException("It was just made.");
    }

    public Task<ImportView?> Get() => Task.FromResult(View());

    public Task<ImportError[]> Errors() => Task.FromResult(_errors.Errors.ToArray());

    public async Task<ImportView?> Start(ImportOrder order)
    {
        if (_record?.Started(order, time.Now()) is not { } next)
            return null;
        if (_errors.Errors.Count > 0)
            await SaveAsync(ImportErrorList.Empty);
        await SaveAsync(next);
        _worker = null;
        return View();
    }

    public Task<ImportView?> Claim(string worker)
    {
        if (View() is not { IsGoing: true } view || (_worker is not null && _worker != worker && time.GetElapsedTime(_workedAt) < ClaimLife))
            return Task.FromResult<ImportView?>(null);
        (_worker, _workedAt) = (worker, time.GetTimestamp());
        return Task.FromResult<ImportView?>(view);
    }

    public Task Release(string worker)
    {
        if (_worker == worker)
            _worker = null;
        return Task.CompletedTask;
    }

    public async Task<bool> Advance(ImportAdvance advance)
    {
        // After a silo was lost nobody is known to be at work: whoever comes with the next step was.
        if ((_worker is not null && _worker != advance.Worker) || _record?.Advanced(advance, time.Now()) is not { } next)
            return false;
        (_worker, _workedAt) = (advance.Worker, time.GetTimestamp());
        if (_errors.With(advance.Errors) is var errors && errors != _errors)
            await SaveAsync(errors);
        await SaveAsync(next);
        return true;
    }

    public async Task<ImportView?> TakeBack(string byImportId)
    {
        if (_record?.TakenBack(byImportId) is not { } next)
            return null;
        if (next != _record)
            await SaveAsync(next);
        return View();
    }

    public async Task CleanUp()
    {
        if (_record?.CleanedUp(keep, time.Now()) is not { } next || await IsBeingTakenBackAsync())
            return;
        foreach (var part in Enum.GetValues<ImportPart>())
            await GrainFactory.ImportFiles().Delete(_id, part);
        await SaveAsync(next);
    }

    /// <summary>Whoever takes it back still reads what it brought in.</summary>
    private async Task<bool> IsBeingTakenBackAsync() =>
        _record?.TakenBackBy is { } by && await GrainFactory.Import(by).Get() is not { State: ImportState.Completed or ImportState.Failed or ImportState.Expired };

    private ImportView? View() => _record?.ToView(keep);

    private async Task SaveAsync(ImportRecord next)
    {
        _version = await SaveAsync(DocumentKind, _version, next);
        _record = next;
    }

    private async Task SaveAsync(ImportErrorList next)
    {
        _errorsVersion = await SaveAsync(ErrorsKind, _errorsVersion, next);
        _errors = next;
    }

    private async Task<long> SaveAsync<T>(string kind, long version, T document)
        where T : class
    {
        try
        {
            return await documents.SaveAsync(kind, _id, version, document);
        }
        catch
        {
            // What is stored may be newer than what is remembered.
            DeactivateOnIdle();
            throw;
        }
    }
}
