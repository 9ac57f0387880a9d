using System.Buffers;
using System.IO.Compression;
using System.Text;
using Leaderboard.Imports;

namespace Leaderboard.Web.Imports;

/// <summary>Puts files into the institution's database and reads them from there, a chunk at a time, so that any node can go on with them.</summary>
internal sealed class ImportFiles(IGrainFactory grains)
{
    /// <summary>Of a file: a night's rows of the largest bank, several times over.</summary>
    public const long MaxBytes = 1L << 30;

    private const int ChunkBytes = 1 << 20;

    /// <summary>What cannot be made smaller, as a workbook, grows when it is packed: the fastest way writes nine bits for a byte, and a header.</summary>
    private const int PackingBytes = (ChunkBytes / 8) + (1 << 12);

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

    /// <param name="importId">Of the import.</param>
    /// <param name="part">That it belongs to.</param>
    /// <param name="number">Of the chunk.</param>
    /// <param name="bytes">At most a mebibyte.</param>
    public async Task WriteAsync(string importId, ImportPart part, long number, ReadOnlyMemory<byte> bytes)
    {
        // Large arrays are not left to the collector: it would come late.
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes + PackingBytes);
        try
        {
            using var packed = new MemoryStream(buffer);
            await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await zip.WriteAsync(bytes);
            await Store.Write(importId, part, number, buffer[..(int)packed.Position]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <param name="importId">Of the import.</param>
    /// <param name="part">Of text.</param>
    /// <param name="number">Of the chunk.</param>
    /// <param name="text">Never in one piece: it may be long.</param>
    /// <param name="isMarked">Begins with a byte order mark, by which spreadsheets know UTF-8.</param>
    public async Task WriteAsync(string importId, ImportPart part, long number, StringBuilder text, bool isMarked = false)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        await using (var writer = new StreamWriter(zip, new UTF8Encoding(encoderShouldEmitUTF8Identifier: isMarked)))
        {
            foreach (var piece in text.GetChunks())
                await writer.WriteAsync(piece);
        }

        await Store.Write(importId, part, number, packed.ToArray());
    }

    public Task DeleteAsync(string importId, ImportPart part) => Store.Delete(importId, part);

    /// <summary>A part from its beginning; empty when there is none.</summary>
    public ImportFileStream Open(string importId, ImportPart part) => new(PackedAsync(importId, part));

    private async IAsyncEnumerable<byte[]> PackedAsync(string importId, ImportPart part)
    {
        foreach (var number in await Store.Chunks(importId, part))
        {
            if (await Store.Read(importId, part, number) is { } packed)
                yield return packed;
        }
    }
}

/// <summary>What is stored in packed chunks, from beginning to end.</summary>
internal sealed class ImportFileStream(IAsyncEnumerable<byte[]> packed) : Stream
{
    private readonly IAsyncEnumerator<byte[]> _packed = packed.GetAsyncEnumerator();
    private Stream _chunk = Null;

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
        var read = 0;
        while (!buffer.IsEmpty && (read = await _chunk.ReadAsync(buffer, cancellationToken)) == 0)
        {
            if (!await _packed.MoveNextAsync())
                return 0;
            await _chunk.DisposeAsync();
            _chunk = new GZipStream(new MemoryStream(_packed.Current), CompressionMode.Decompress);
        }

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
        await _chunk.DisposeAsync();
        await _packed.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>A file that is not taken.</summary>
internal sealed class SheetRefusedException(SheetRefusal refusal) : Exception(refusal.Message)
{
    public SheetRefusal Refusal => refusal;
}
