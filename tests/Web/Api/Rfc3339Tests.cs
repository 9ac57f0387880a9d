namespace Leaderboard.Web.Api;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T08:00:00+08:00", 0)]
    [InlineData("1969-12-31T23:00:00-01:00", 0)]
    [InlineData("1970-01-01t00:00:01z", 1_000_000)]
    [InlineData("1970-01-01T00:00:00.5Z", 500_000)]
    [InlineData("1970-01-01T00:00:00.000001Z", 1)]
    [InlineData("1970-01-01T00:00:00.0000019999Z", 1)]
    [InlineData("1970-01-01T05:30:00-05:30", 39_600_000_000)]
    [InlineData("2026-11-02T10:15:00+08:00", 1_793_585_700_000_000)]
    [InlineData("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999)]
    public void A_time_is_read_as_its_instant(string text, long micros)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(micros, time.UnixMicroseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-02")]
    [InlineData("2026-11-02T10:15:00")]
    [InlineData("2026-11-02T10:15Z")]
    [InlineData("2026-11-02 10:15:00Z")]
    [InlineData("2026-11-02T10:15:60Z")]
    [InlineData("2026-11-02T24:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-11-00T00:00:00Z")]
    [InlineData("2026-11-02T10:15:00.Z")]
    [InlineData("2026-11-02T10:15:00,5Z")]
    [InlineData("2026-11-02T10:15:00+0800")]
    [InlineData("2026-11-02T10:15:00+08")]
    [InlineData("2026-11-02T10:15:00+24:00")]
    [InlineData("2026-11-02T10:15:00Z ")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00+08:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("２０２６-11-02T10:15:00Z")]
    [InlineData("2026-11-02T10:15:00.000000000000000000000000000000000000Z")]
    public void What_is_no_time_with_an_offset_is_refused(string text) => Assert.False(Rfc3339.TryParse(text, out _));
}
