namespace Leaderboard.Domain.Calendar;

public sealed class SteadyTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_that_is_set_back_goes_on_for_the_runtime_and_jumps_for_the_product()
    {
        var wall = new SetClock { Now = Noon };
        var steady = new SteadyTime(wall);
        wall.Now = Noon.AddHours(25);
        Assert.Equal((Noon.AddHours(25), Moment.From(Noon.AddHours(25))), (steady.GetUtcNow(), steady.Now()));

        wall.Now = Noon.AddHours(-2);
        wall.Elapsed = TimeSpan.FromMinutes(1);
        Assert.Equal((Noon.AddHours(25).AddMinutes(1), Moment.From(Noon.AddHours(-2))), (steady.GetUtcNow(), steady.Now()));

        wall.Now = Noon.AddHours(30);
        Assert.Equal(Noon.AddHours(30), steady.GetUtcNow());
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
