using System.Buffers;
using System.Text;
using Leaderboard.Imports;
using Leaderboard.Recoveries;

namespace Leaderboard.Web.Imports;

/// <summary>
/// Goes through one file: reads rows in lots, has a few lots under way at once, and writes down in steps how far it has
/// come. Stopped anywhere, another run goes on from the last step with the same result.
/// </summary>
internal sealed class ImportRun(ImportView import, string worker, ImportFiles files, LotPoster poster, IGrainFactory grains, TimeProvider time, Api.CellFormats formats) : IDisposable
{
    /// <summary>What is in flight survives small collections: with twice as many the rate is a little higher, and memory 15 MiB larger.</summary>
    private const int LotRows = 500;

    /// <summary>One is read while others are on their way through the journal. With four the rate is a third higher, and memory 30 MiB larger.</summary>
    private const int LotsInFlight = 2;

    /// <summary>Bounds what is read twice after a crash, however fast it goes, and what is written down at once: packed, it stays out of the heap of large objects.</summary>
    private const int MaxLotsInStep = 8;

    /// <summary>Rows on their way outlive small collections and die where none looks for long: looked for this often, in the background, the process stays some 50 MiB smaller.</summary>
    private const int StepsPerCollection = 4;

    /// <summary>Errors that the import itself shows; the file has all.</summary>
    private const int MaxErrors = 1000;

    private static readonly TimeSpan StepLength = TimeSpan.FromSeconds(1);

    private readonly List<ImportError> _errors = [];
    private readonly ArrayBufferWriter<byte> _accepted = new();
    private readonly FirstTimes? _resumed = import.Steps > 0 ? new FirstTimes() : null;
    private ErrorSheet? _errorSheet;
    private ImportCounts _counts = import.Counts;
    private long _step = import.Steps;
    private long _steppedAt = time.GetTimestamp();
    private int _lotsInStep;
    private bool _hasRejected;

    private bool IsDryRun => import.State == ImportState.Checking;

    private string IdField => import.File.TakesBack is null ? "id" : TakeBackRows.Field;

    /// <summary>Throws when the database or the silo is away, or it is told to stop: the import is still going then.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Sheet? sheet = null;
        ImportError? failure = null;
        var inFlight = new Queue<Lot>();
        var isBroken = true;
        try
        {
            sheet = await OpenAsync(stop);
            _errorSheet = new ErrorSheet(sheet.Header, import.Columns);
            if (_step == 0 && !await BeginAsync())
                return;
            var layout = SheetLayout.Of(sheet.Header, import.Columns, formats);
            await SkipAsync(sheet, layout);
            while (await ReadLotAsync(sheet, layout) is { Count: > 0 } rows)
            {
                var keys = rows.Select(poster.KeyOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
                while (inFlight.Count == LotsInFlight || inFlight.Any(l => l.Keys.Overlaps(keys)))
                {
                    if (!await GatherAsync(inFlight.Dequeue(), sheet))
                        return;
                }

                stop.ThrowIfCancellationRequested();
                inFlight.Enqueue(new Lot(rows, keys, poster.PostAsync(rows, stop)));
            }

            isBroken = false;
        }
        catch (SheetRefusedException refused)
        {
            failure = new ImportError { Line = 0, Field = refused.Refusal.Subject, Code = refused.Refusal.Code, Message = refused.Refusal.Message };
            isBroken = false;
        }
        finally
        {
            // Nothing of it is still under way when another run begins.
            if (isBroken)
                await Task.WhenAll(inFlight.Select(l => (Task)l.Posted)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (sheet is not null)
                await sheet.DisposeAsync();
        }

        while (inFlight.TryDequeue(out var lot))
        {
            if (!await GatherAsync(lot, sheet))
                return;
        }

        if (await StepAsync(sheet?.BytesRead ?? 0, isOver: true, failure) && !IsDryRun)
            await files.DeleteAsync(import.Id, ImportPart.File);
    }

    public void Dispose() => _errorSheet?.Dispose();

    private async Task<Sheet> OpenAsync(CancellationToken stop)
    {
        if (import.File.TakesBack is { } takenBack)
            return Sheet.OfIds(files, takenBack);
        var sheet = await Sheet.OpenAsync(files, import.Id, import.File.Format, stop);
        if (ImportFields.Refusal(import.File.Kind, sheet.Header, import.Columns) is not { } refusal)
            return sheet;
        await sheet.DisposeAsync();
        throw new SheetRefusedException(refusal);
    }

    /// <summary>After the first step something may have been posted; before it, nothing has.</summary>
    private async Task<bool> BeginAsync()
    {
        await files.DeleteAsync(import.Id, ImportPart.Errors);
        await files.DeleteAsync(import.Id, ImportPart.Accepted);
        _errorSheet?.WriteHeader();
        await WriteErrorsAsync(number: 0);
        return await StepAsync(0);
    }

    private async Task SkipAsync(Sheet sheet, SheetLayout layout)
    {
        for (var n = 0L; n < import.Counts.Read && await sheet.NextAsync() is { } line; n++)
            _resumed?.Add(new SheetRow(line, layout).Cell(IdField));
        if (_resumed is not null)
            _resumed.UnsureRows = (MaxLotsInStep + LotsInFlight) * LotRows;
    }

    private static async Task<List<SheetRow>> ReadLotAsync(Sheet sheet, SheetLayout layout)
    {
        var rows = new List<SheetRow>(LotRows);
        while (rows.Count < LotRows && await sheet.NextAsync() is { } line)
            rows.Add(new SheetRow(line, layout));
        return rows;
    }

    /// <summary>False when another has taken over.</summary>
    private async Task<bool> GatherAsync(Lot lot, Sheet? sheet)
    {
        var (outcomes, wasRepeated) = await lot.Posted;
        if (!IsDryRun && (wasRepeated || _resumed is { UnsureRows: > 0 }))
            await ClaimOwnAsync(lot.Rows, outcomes);
        for (var i = 0; i < outcomes.Length; i++)
            Count(lot.Rows[i], outcomes[i]);
        _lotsInStep++;
        return (_lotsInStep < MaxLotsInStep && time.GetElapsedTime(_steppedAt) < StepLength) || await StepAsync(sheet?.BytesRead ?? 0);
    }

    /// <summary>What an earlier try of the same rows has brought in is answered as a duplicate; it is ours all the same.</summary>
    private async Task ClaimOwnAsync(List<SheetRow> rows, RowOutcome[] outcomes)
    {
        var first = outcomes.Select((_, i) => _resumed?.Add(rows[i].Cell(IdField)) ?? true).ToArray();
        if (_resumed is not null)
            _resumed.UnsureRows -= rows.Count;
        var ids = outcomes.Where(o => o.Status == PostingStatus.Duplicate).Select(o => o.Entry).OfType<EntryId>().Distinct().ToArray();
        if (ids.Length == 0)
            return;
        var own = (await grains.JournalQuery().Find(ids)).Where(e => e.PostedAt >= import.StartedAt).Select(e => e.Id).ToHashSet();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { Status: PostingStatus.Duplicate, Entry: { } entry } && first[i] && own.Remove(entry))
                outcomes[i] = outcomes[i] with { Status = PostingStatus.Accepted };
        }
    }

    private void Count(SheetRow row, RowOutcome outcome)
    {
        var isAccepted = outcome.Status == PostingStatus.Accepted;
        _counts = _counts.Plus(new ImportCounts
        {
            Read = 1,
            Accepted = isAccepted ? 1 : 0,
            Duplicates = outcome.Status == PostingStatus.Duplicate ? 1 : 0,
            Rejected = outcome.Error is null ? 0 : 1,
            AmountMinor = isAccepted ? outcome.AmountMinor : 0,
        });
        if (isAccepted && outcome.Entry is { } entry && import.File.Kind == ImportKind.Recoveries && !IsDryRun)
            Accept(entry.Value.AsSpan(EntryId.Recovery("").Value.Length));
        if (outcome.Error is not { } error)
            return;
        _hasRejected = true;
        _errorSheet?.Write(row, error);
        if (_errors.Count < MaxErrors)
            _errors.Add(error);
    }

    private void Accept(ReadOnlySpan<char> id)
    {
        Encoding.UTF8.GetBytes(id, _accepted);
        _accepted.Write("\n"u8);
    }

    private async Task<bool> StepAsync(long bytesRead, bool isOver = false, ImportError? failure = null)
    {
        var number = _step + 1;
        if (_hasRejected)
            await WriteErrorsAsync(number);
        if (_accepted.WrittenCount > 0)
            await files.WriteAsync(import.Id, ImportPart.Accepted, number, _accepted.WrittenMemory);
        var isOurs = await grains.Import(import.Id).Advance(new ImportAdvance
        {
            Worker = worker,
            Step = number,
            Counts = _counts,
            BytesRead = bytesRead,
            Errors = [.. _errors],
            IsOver = isOver,
            Failure = failure,
        });
        (_step, _steppedAt, _lotsInStep, _hasRejected) = (number, time.GetTimestamp(), 0, false);
        _errors.Clear();
        _accepted.ResetWrittenCount();
        if (number % StepsPerCollection == 0)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        return isOurs;
    }

    private async Task WriteErrorsAsync(long number)
    {
        if (_errorSheet is not { } errors)
            return;
        await files.WriteAsync(import.Id, ImportPart.Errors, number, errors.Written(), isMarked: number == 0);
        errors.Written().Clear();
    }

    private sealed record Lot(List<SheetRow> Rows, HashSet<string> Keys, Task<(RowOutcome[] Outcomes, bool WasRepeated)> Posted);
}
