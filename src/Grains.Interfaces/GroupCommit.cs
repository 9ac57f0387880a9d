namespace Leaderboard;

/// <summary>
/// Gathers what many callers add while the lot before is being written, and hands it to one handler at a time. A caller
/// goes on when its item's lot is done, or fails with it.
/// </summary>
/// <param name="maxWeight">A lot is closed when its items weigh this much; a single item may weigh more.</param>
/// <param name="weigh">Weight of an item, 0 or more.</param>
/// <param name="write">Writes a lot, in the order in which its items were added.</param>
public sealed class GroupCommit<T>(int maxWeight, Func<T, int> weigh, Func<IReadOnlyList<T>, Task> write) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private List<(T Item, TaskCompletionSource Done)> _waiting = [];
    private Task _running = Task.CompletedTask;
    private bool _closed;

    /// <summary>Ends when the item's lot is written; fails as that does.</summary>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _waiting.Add((item, done));
            if (_running.IsCompleted)
                _running = Task.Run(WriteLotsAsync);
        }

        return done.Task;
    }

    /// <summary>Takes nothing more, and waits for what was added.</summary>
    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_lock)
        {
            _closed = true;
            running = _running;
        }

        await running;
    }

    private async Task WriteLotsAsync()
    {
        while (true)
        {
            List<(T Item, TaskCompletionSource Done)> lot;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _running = Task.CompletedTask;
                    return;
                }

                lot = TakeLot();
            }

            try
            {
                await write([.. lot.Select(w => w.Item)]);
                foreach (var (_, done) in lot)
                    done.TrySetResult();
            }
#pragma warning disable CA1031 // Whatever it was, every caller of this lot must hear it, and the next lot must still be written.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                foreach (var (_, done) in lot)
                    done.TrySetException(failure);
            }
        }
    }

    private List<(T Item, TaskCompletionSource Done)> TakeLot()
    {
        var count = 0;
        for (var weight = 0; count < _waiting.Count && weight < maxWeight; count++)
            weight += weigh(_waiting[count].Item);
        if (count == _waiting.Count)
        {
            var all = _waiting;
            _waiting = [];
            return all;
        }

        var lot = _waiting.GetRange(0, count);
        _waiting.RemoveRange(0, count);
        return lot;
    }
}
