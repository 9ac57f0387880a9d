using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Leaderboard;

/// <summary>
/// Gathers canonical bytes and digests them: values in a fixed order, texts as UTF-8 behind their length, absent texts as
/// length -1, integers little-endian. Most contents fit into the scratch space, on the stack.
/// </summary>
public ref struct DigestWriter(Span<byte> scratch)
{
    /// <summary>Enough for every field of an entry within its limits, but for long notes; what is longer goes to the heap.</summary>
    public const int ScratchBytes = 1024;

    private Span<byte> _buffer = scratch;
    private int _length;

    public void Add(string? text)
    {
        var bytes = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        Add((long)bytes);
        if (bytes > 0)
            Encoding.UTF8.GetBytes(text, Reserve(bytes));
    }

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    public void Add(long? value)
    {
        Add(value is null ? 0L : 1L);
        Add(value ?? 0);
    }

    public void Add(Digest value) => value.CopyTo(Reserve(Digest.SizeBytes));

    public readonly Digest ToDigest()
    {
        Span<byte> hash = stackalloc byte[Digest.SizeBytes];
        SHA256.HashData(_buffer[.._length], hash);
        return new Digest(hash);
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            var larger = new byte[Math.Max(_buffer.Length * 2, _length + bytes)];
            _buffer[.._length].CopyTo(larger);
            _buffer = larger;
        }

        var span = _buffer.Slice(_length, bytes);
        _length += bytes;
        return span;
    }
}
