using System.IO.Hashing;
using System.Text;

namespace Leaderboard.Domain.Journal;

/// <summary>Which partition of the journal a collector's entries go to. Fixed when the database is created.</summary>
internal readonly record struct Partitions(int Count)
{
    public const int Default = 8;

    /// <summary>XxHash3 of the id's UTF-8 bytes modulo the count: 0 ≤ partition &lt; count.</summary>
    public int Of(CollectorId collector)
    {
        Span<byte> bytes = stackalloc byte[256];
        var written = Encoding.UTF8.GetBytes(collector.Value, bytes);
        return (int)(XxHash3.HashToUInt64(bytes[..written]) % (ulong)Count);
    }
}
