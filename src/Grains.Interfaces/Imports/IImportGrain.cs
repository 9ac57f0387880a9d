namespace Leaderboard.Imports;

/// <summary>
/// One file that was sent in: what it is, how its columns are read, and how far it has come. The rows themselves go to
/// where any posting goes; ids of entries make it harmless to read a part of a file twice.
/// </summary>
[Alias("lb.IImportGrain"), GrainInterfaceType("lb.import")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Begins a record of a file that has been stored. Answers after it is durable; the same again changes nothing.</summary>
    [Alias("Create")]
    Task<ImportView> Create(NewImport import);

    /// <summary>Null when there is no such import.</summary>
    [Alias("Get")]
    Task<ImportView?> Get();

    /// <summary>The first errors, in the order of the file.</summary>
    [Alias("Errors")]
    Task<ImportError[]> Errors();

    /// <summary>Sets it going, from its first row. Null when there is no such import, or it is going or over already.</summary>
    [Alias("Start")]
    Task<ImportView?> Start(ImportOrder order);

    /// <summary>
    /// Hands the work to whoever asks while it is going and nobody has done anything for it lately; null otherwise. A claim
    /// is kept by <see cref="Advance"/> and <see cref="Release"/>d by its holder.
    /// </summary>
    [Alias("Claim")]
    Task<ImportView?> Claim(string worker);

    [Alias("Release")]
    Task Release(string worker);

    /// <summary>Writes down how far it has come. False when another has the work, or has come further: the asker stops.</summary>
    [Alias("Advance")]
    Task<bool> Advance(ImportAdvance advance);

    /// <summary>Notes by which import this one was taken back. Null when it cannot be: it is not over, took nothing, or was cleaned up.</summary>
    [Alias("TakeBack")]
    Task<ImportView?> TakeBack(string byImportId);

    /// <summary>Deletes what is kept of it when its time is over; nothing happens before. Any number of callers may ask.</summary>
    [Alias("CleanUp")]
    Task CleanUp();
}

/// <summary>Lists imports; holds no state.</summary>
[Alias("lb.IImportsGrain"), GrainInterfaceType("lb.imports")]
public interface IImportsGrain : IGrainWithStringKey
{
    /// <summary>The newest imports, newest first, at most 500.</summary>
    [Alias("List")]
    Task<ImportView[]> List();
}

/// <summary>Keeps the parts of files in the institution's database, where every node finds them; holds no state.</summary>
[Alias("lb.IImportFilesGrain"), GrainInterfaceType("lb.import-files")]
public interface IImportFilesGrain : IGrainWithStringKey
{
    /// <summary>Stores a chunk; one that is there already is replaced. Answers after it is durable.</summary>
    [Alias("Write")]
    Task Write(string importId, ImportPart part, long index, [Immutable] byte[] chunk);

    /// <summary>Null when there is no such chunk.</summary>
    [Alias("Read")]
    Task<byte[]?> Read(string importId, ImportPart part, long index);

    /// <summary>The indexes of a part's chunks, ascending.</summary>
    [Alias("Chunks")]
    Task<long[]> Chunks(string importId, ImportPart part);

    [Alias("Delete")]
    Task Delete(string importId, ImportPart part);
}
