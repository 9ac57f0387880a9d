using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

public sealed class CellFormatsTests
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    [Theory]
    [InlineData("1285", "1285")]
    [InlineData("1,285.00", "1285.00")]
    [InlineData("12,345,678.9", "12345678.9")]
    [InlineData("¥1,285.00", "1285.00")]
    [InlineData("￥ 1285", "1285")]
    [InlineData("CNY 1285", "1285")]
    [InlineData("1285元", "1285")]
    [InlineData("１，２８５．５", "1285.5")]
    [InlineData("-5", "-5")]
    [InlineData("1,28", null)]
    [InlineData("1,2850", null)]
    [InlineData("1,285,00", null)]
    public void Amounts_are_read_when_they_can_be_read_in_one_way_only(string cell, string? plain) => Assert.Equal(plain, CellFormats.Amount(cell));

    [Theory]
    [InlineData("2026/11/2 10:15", "2026-11-02T10:15:00+08:00")]
    [InlineData("2026-11-02 10:15:30", "2026-11-02T10:15:30+08:00")]
    [InlineData("2026-11-02T10:15:30", "2026-11-02T10:15:30+08:00")]
    [InlineData("2026-11-02T10:15:30.250", "2026-11-02T10:15:30.250+08:00")]
    [InlineData("2026-11-02T02:15:30Z", "2026-11-02T10:15:30+08:00")]
    [InlineData("2026年11月2日 10:15", "2026-11-02T10:15:00+08:00")]
    [InlineData("2026年11月2日", "2026-11-02T00:00:00+08:00")]
    [InlineData("2026.11.2", "2026-11-02T00:00:00+08:00")]
    [InlineData("20261102", "2026-11-02T00:00:00+08:00")]
    [InlineData("20261102101530", "2026-11-02T10:15:30+08:00")]
    [InlineData("11/2/2026", null)]
    [InlineData("2026-13-02", null)]
    [InlineData("yesterday", null)]
    public void Times_without_an_offset_are_the_institutions(string cell, string? time) =>
        Assert.Equal(time, new CellFormats(Calendar).Time(cell) is { } moment ? Calendar.Format(moment) : null);
}
