using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Leaderboard.Web.Imports;

/// <summary>Tells a row whose id the file has not had before from one that repeats it; for a run that goes on where another stopped.</summary>
internal sealed class FirstTimes
{
    private readonly HashSet<ulong> _seen = [];

    /// <summary>So many rows may have been posted by the run before, which did not live to write it down.</summary>
    public int UnsureRows { get; set; }

    /// <summary>True the first time.</summary>
    public bool Add(string? id) => id is null || _seen.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan())));
}
