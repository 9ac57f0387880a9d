using Orleans.Runtime;

namespace Leaderboard.Web.Api;

/// <summary>
/// Calls that may be made twice, because the ids of their entries make it safe. One that was lost with the silo it went to, or
/// may have been on its way through a silo that has just gone, is made once more, to where the grain is then.
/// </summary>
internal sealed class RepeatedCalls : IClusterConnectionStatusObserver
{
    private CancellationTokenSource _loss = new();

    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        var loss = Volatile.Read(ref _loss).Token;
        var first = call();
        try
        {
            return await first.WaitAsync(loss);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException or OperationCanceledException)
        {
            return first.IsFaulted || first.IsCanceled ? await call() : await EitherAsync(first, call());
        }
    }

    /// <summary>Nobody waits for the timeout of what was sent through the silo that went; what went another way is answered as it comes.</summary>
    void IClusterConnectionStatusObserver.NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways && currentNumberOfGateways > 0)
            Interlocked.Exchange(ref _loss, new CancellationTokenSource()).CancelAsync().Ignore();
    }

    /// <summary>With no silo left there is nobody to ask again.</summary>
    void IClusterConnectionStatusObserver.NotifyClusterConnectionLost()
    {
    }

    /// <summary>The first answer; a failure only when both have failed.</summary>
    private static async Task<T> EitherAsync<T>(Task<T> one, Task<T> other)
    {
        var (early, late) = await Task.WhenAny(one, other) == one ? (one, other) : (other, one);
        late.Ignore();
        return early.IsCompletedSuccessfully ? await early : await late;
    }
}
