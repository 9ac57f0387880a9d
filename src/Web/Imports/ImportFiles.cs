using System.IO.Compression;
using Leaderboard.Imports;

namespace Leaderboard.Web.Imports;

/// <summary>Puts files into the institution's database and reads them from there, a chunk at a time, so that any node can go on with them.</summary>
internal sealed class ImportFiles(IGrainFactory grains)
{
    /// <summary>Of a file: a night's rows of the largest bank, several times over.</summary>
    public const long MaxBytes = 1L << 30;

    private const int ChunkBytes = 1 << 20;

    private IImportFilesGrain Store => grains.ImportFiles();

    /// <summary>Stores a file as it comes. Throws <see cref="SheetRefusedException"/> for one that is too large or of no use.</summary>
    /// <returns>Its size and format.</returns>
    public async Task<(long SizeBytes, string Format)> SaveAsync(string importId, Stream file, CancellationToken cancel)
    {
        var probe = new TextProbe();
        var buffer = new byte[ChunkBytes];
        var (size, number) = (0L, 0L);
        while (await file.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancel) is var read and > 0)
        {
            probe.Add(buffer.AsSpan(0, read));
            size += read;
            if (size > MaxBytes)
                throw new SheetRefusedException(new SheetRefusal("fileTooLarge", null, $"At most {MaxBytes >> 30} GiB in one file."));
            await WriteAsync(importId, ImportPart.File, number++, buffer.AsMemory(0, read));
        }

        var format = probe.Format();
        if (size == 0)
            throw new SheetRefusedException(new SheetRefusal("emptyFile", null, "The file is empty."));
        if (TextProbe.IsUnsupported(format))
            throw new SheetRefusedException(new SheetRefusal("unsupportedFormat", null, "Old workbooks (.xls) are not read: save it as .xlsx or CSV."));
        return (size, format);
    }

    public async Task WriteAsync(string importId, ImportPart part, long number, ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await zip.WriteAsync(bytes);
        await Store.Write(importId, part, number, packed.ToArray());
    }

    /// <summary>The stored chunks of a part, unpacked, in order.</summary>
    public async IAsyncEnumerable<byte[]> ReadAsync(string importId, ImportPart part)
    {
        foreach (var number in await Store.Chunks(importId, part))
        {
            if (await Store.Read(importId, part, number) is not { } packed)
                continue;
            using var bytes = new MemoryStream();
            await using (var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
                await zip.CopyToAsync(bytes);
            yield return bytes.ToArray();
        }
    }

    public Task DeleteAsync(string importId, ImportPart part) => Store.Delete(importId, part);

    public ImportFileStream Open(string importId) => new(ReadAsync(importId, ImportPart.File));
}

/// <summary>A file that is stored in chunks, from beginning to end.</summary>
internal sealed class ImportFileStream(IAsyncEnumerable<byte[]> chunks) : Stream
{
    private readonly IAsyncEnumerator<byte[]> _chunks = chunks.GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Bytes handed out.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await _chunks.MoveNextAsync())
                return 0;
            _rest = _chunks.Current;
        }

        var read = Math.Min(buffer.Length, _rest.Length);
        _rest[..read].CopyTo(buffer);
        _rest = _rest[read..];
        BytesRead += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It comes from another place: wait for it.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _chunks.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>A file that is not taken.</summary>
internal sealed class SheetRefusedException(SheetRefusal refusal) : Exception(refusal.Message)
{
    public SheetRefusal Refusal => refusal;
}
