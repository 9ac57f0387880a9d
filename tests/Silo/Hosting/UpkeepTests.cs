using Leaderboard.Hosting;
using Leaderboard.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Leaderboard.Silo.Hosting;

/// <summary>What a silo looks after goes on, whatever becomes of one tick.</summary>
public sealed class UpkeepTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // A call that somebody gives up is no stop: a background service that ends by it would take its silo along.
    [Fact]
    public async Task A_tick_whose_call_was_given_up_is_followed_by_the_next()
    {
        var time = new FakeTimeProvider();
        using var upkeep = new GivenUp(time);
        await upkeep.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync("it ticks again", TimeSpan.FromSeconds(30), () => Task.FromResult(upkeep.HasTickedAgain(time)), TestContext.Current.CancellationToken);

        Assert.False(upkeep.ExecuteTask!.IsCompleted);
        await upkeep.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class GivenUp(TimeProvider time) : Upkeep(Every, time, NullLogger.Instance)
    {
        private volatile int _ticks;

        public bool HasTickedAgain(FakeTimeProvider time)
        {
            time.Advance(Every);
            return _ticks >= 3;
        }

        protected override Task TendAsync(CancellationToken cancel)
        {
            _ticks++;
            throw new TaskCanceledException("Somebody gave it up.");
        }
    }
}
