using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Leaderboard.Benchmarks;

/// <summary>
/// A whole HTTP request of receipts, made once: for each sending only the ids are written anew, so that the generator of the
/// load costs next to nothing beside what it measures. The same number gives the same request.
/// </summary>
internal sealed class ReceiptRequest
{
    private const int IdLength = 32;
    private static readonly string Placeholder = new('0', IdLength);

    private readonly byte[] _bytes;
    private readonly int[] _ids;

    /// <param name="path">Of the request; <c>recoveries</c> bodies are arrays, as the API wants them.</param>
    public ReceiptRequest(Uri address, bool isArray, int receipts, int collectors, Random random)
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var entries = string.Join(',', Enumerable.Range(0, receipts).Select(_ => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{Placeholder}}","collectorId":"c-{{random.Next(collectors)}}","amount":{{random.Next(1, 100_000)}}.{{random.Next(10, 100)}},"kind":"cash","channel":"transfer","receivedAt":"{{now}}"}""")));
        var body = isArray ? $"[{entries}]" : entries;
        _bytes = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {Product.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        var bytes = Encoding.ASCII.GetString(_bytes);
        _ids = new int[receipts];
        for (int i = 0, from = 0; i < receipts; i++, from = _ids[i - 1] + IdLength)
            _ids[i] = bytes.IndexOf(Placeholder, from, StringComparison.Ordinal);
    }

    public int Receipts => _ids.Length;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Numbered(long number)
    {
        Span<byte> id = stackalloc byte[IdLength / 2];
        for (var i = 0; i < _ids.Length; i++)
        {
            var seed = Mix((ulong)number * 1000 + (ulong)i);
            BinaryPrimitives.WriteUInt64LittleEndian(id, seed);
            BinaryPrimitives.WriteUInt64LittleEndian(id[8..], Mix(seed));
            Convert.TryToHexStringLower(id, _bytes.AsSpan(_ids[i], IdLength), out _);
        }

        return _bytes;
    }

    /// <summary>One step of SplitMix64: distinct numbers become distinct, random-looking ones.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
