using Leaderboard.Boards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

public sealed class WindowCellsTests
{
    private static readonly InstitutionCalendar Calendar = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    [Theory]
    [InlineData("2026-11", "", "month/2026-11")]
    [InlineData("202611", "", "month/2026-11")]
    [InlineData("2026/3", "month", "month/2026-03")]
    [InlineData("2026年11月", "", "month/2026-11")]
    [InlineData("２０２６年３月", "", "month/2026-03")]
    [InlineData("2026-11-01 00:00:00", "", "month/2026-11")]
    [InlineData("2026-11-25", "", "month/2026-11")]
    [InlineData("2026-11-25", "week", "week/2026-11-23")]
    [InlineData("2026-11-25", "quarter", "quarter/2026-4")]
    [InlineData("2026-Q4", "", "quarter/2026-4")]
    [InlineData("2026q1", "quarter", "quarter/2026-1")]
    [InlineData("2026年第四季度", "", "quarter/2026-4")]
    [InlineData("2026年3季度", "", "quarter/2026-3")]
    [InlineData("2026-W48", "", "week/2026-11-23")]
    [InlineData("2026年第48周", "", "week/2026-11-23")]
    [InlineData("2027-W01", "", "week/2027-01-04")]
    [InlineData("2026-11", "week", null)]
    [InlineData("2026-Q4", "month", null)]
    [InlineData("2026-13", "", null)]
    [InlineData("2026-Q5", "", null)]
    [InlineData("2025-W53", "", null)]
    [InlineData("2026-W00", "", null)]
    [InlineData("1971-12", "", null)]
    [InlineData("November 2026", "", null)]
    [InlineData("2026-11-25 10:15", "", null)]
    [InlineData("", "", null)]
    public void A_week_month_or_quarter_is_read_when_it_can_be_read_in_one_way_only(string cell, string period, string? key) =>
        Assert.Equal(key, new WindowCells(Calendar).Read(cell, TargetRequests.Periods.GetValueOrDefault(period), new CellFormats(Calendar))?.Key);
}
