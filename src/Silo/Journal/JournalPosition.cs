using Leaderboard.Storage;

namespace Leaderboard.Journal;

/// <summary>
/// Where the journal ends now, for reads that must see what was acknowledged before them. One question to the database
/// serves all that arrived before it was asked; who comes later shares the next one.
/// </summary>
internal sealed class JournalPosition(JournalReader reader, Installation installation)
{
    private readonly Lock _lock = new();
    private Task<(long[] Seqs, long Revision)>? _asking;
    private Task<(long[] Seqs, long Revision)>? _next;

    public Task<(long[] Seqs, long Revision)> LatestAsync()
    {
        lock (_lock)
        {
            if (_asking is null || _asking.IsCompleted)
                return _asking = AskAsync();
            return _next ??= AfterAsync(_asking);
        }
    }

    private Task<(long[] Seqs, long Revision)> AskAsync() => reader.PositionAsync(installation.Partitions.Count);

    private async Task<(long[] Seqs, long Revision)> AfterAsync(Task before)
    {
        await before.ContinueWith(static _ => { }, TaskScheduler.Default);
        Task<(long[] Seqs, long Revision)> asking;
        lock (_lock)
        {
            _next = null;
            asking = _asking = AskAsync();
        }

        return await asking;
    }
}
