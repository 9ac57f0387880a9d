namespace Leaderboard.Recoveries;

/// <summary>
/// Lets many go together, or one alone, in the order they came; for one grain, whose turns never overlap, so that no lock
/// is needed. What is decided on a sum goes alone; what only adds up goes together.
/// </summary>
internal sealed class TurnGate
{
    private readonly Queue<(bool Alone, TaskCompletionSource Go)> _waiting = new();
    private int _together;
    private bool _alone;

    public bool IsIdle => _together == 0 && !_alone && _waiting.Count == 0;

    public Task EnterTogetherAsync()
    {
        if (!_alone && _waiting.Count == 0)
        {
            _together++;
            return Task.CompletedTask;
        }

        return WaitAsync(alone: false);
    }

    public Task EnterAloneAsync()
    {
        if (IsIdle)
        {
            _alone = true;
            return Task.CompletedTask;
        }

        return WaitAsync(alone: true);
    }

    public void LeaveTogether()
    {
        _together--;
        Admit();
    }

    public void LeaveAlone()
    {
        _alone = false;
        Admit();
    }

    private Task WaitAsync(bool alone)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((alone, go));
        return go.Task;
    }

    private void Admit()
    {
        while (!_alone && _waiting.TryPeek(out var next) && (!next.Alone || _together == 0))
        {
            _waiting.Dequeue();
            if (next.Alone)
                _alone = true;
            else
                _together++;
            next.Go.SetResult();
        }
    }
}
