using System.Buffers.Binary;

namespace Leaderboard;

/// <summary>A SHA-256 value (32 bytes) that compares by value and needs no array.</summary>
[GenerateSerializer, Immutable, Alias("lb.Digest")]
public readonly record struct Digest
{
    public const int SizeBytes = 32;

    /// <summary>Reads 32 bytes. Throws <see cref="ArgumentException"/> for any other length.</summary>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
            throw new ArgumentException("A digest has 32 bytes.", nameof(bytes));
        Part0 = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        Part1 = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        Part2 = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        Part3 = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    [Id(0)] public ulong Part0 { get; init; }
    [Id(1)] public ulong Part1 { get; init; }
    [Id(2)] public ulong Part2 { get; init; }
    [Id(3)] public ulong Part3 { get; init; }

    public static Digest Zero => default;

    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SizeBytes];
        System.Security.Cryptography.SHA256.HashData(content, hash);
        return new Digest(hash);
    }

    /// <summary>Reads 64 hexadecimal digits. Throws <see cref="FormatException"/> or <see cref="ArgumentException"/> for anything else.</summary>
    public static Digest Parse(string hex) => new(Convert.FromHexString(hex));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Part0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Part1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], Part2);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], Part3);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[SizeBytes];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
