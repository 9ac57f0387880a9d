namespace Leaderboard.Testing;

/// <summary>The one place where a test waits for something outside its process to become true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is yes. Throws <see cref="TimeoutException"/> when patience ends.</summary>
    /// <param name="what">What is waited for, as the end of "did not happen: …".</param>
    public static async Task TrueAsync(string what, TimeSpan patience, Func<Task<bool>> ask, CancellationToken cancel = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(patience);
        while (!await ask())
        {
            try
            {
                await Task.Delay(Between, end.Token);
            }
            catch (OperationCanceledException ended) when (!cancel.IsCancellationRequested)
            {
                throw new TimeoutException($"Within {patience} did not happen: {what}.", ended);
            }
        }
    }
}
