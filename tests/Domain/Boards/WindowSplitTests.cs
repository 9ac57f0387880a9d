using Leaderboard.Boards;

namespace Leaderboard.Domain.Boards;

public sealed class WindowSplitTests
{
    private static readonly InstitutionCalendar Shanghai = new(InstitutionSettings.Of("Asia/Shanghai", "CNY"));

    [Theory]
    [InlineData("month/2026-11", "2026-11-01..2026-12-01", "", "")]
    [InlineData("year/2026", "2026-01-01..2027-01-01", "", "")]
    [InlineData("week/2026-11-23", "", "2026-11-23..2026-11-30", "")]
    [InlineData("day/2026-11-23", "", "2026-11-23..2026-11-24", "")]
    [InlineData("2026-10-30..2026-12-03", "2026-11-01..2026-12-01", "2026-10-30..2026-11-01 2026-12-01..2026-12-03", "")]
    [InlineData("2026-10-30T09:30..2026-11-02T18:00", "", "2026-10-31..2026-11-02", "2026-10-30T09:30..2026-10-31 2026-11-02..2026-11-02T18:00")]
    [InlineData("2026-10-30T09:30..2026-12-02T18:00", "2026-11-01..2026-12-01", "2026-10-31..2026-11-01 2026-12-01..2026-12-02", "2026-10-30T09:30..2026-10-31 2026-12-02..2026-12-02T18:00")]
    [InlineData("2026-10-30T09:30..2026-10-30T18:00", "", "", "2026-10-30T09:30..2026-10-30T18:00")]
    [InlineData("2026-10-30T09:30..2026-10-31T18:00", "", "", "2026-10-30T09:30..2026-10-31 2026-10-31..2026-10-31T18:00")]
    public void A_window_is_whole_months_then_whole_days_then_the_rest(string window, string months, string days, string cut)
    {
        var split = WindowSplit.Of(window.Contains('/', StringComparison.Ordinal) ? Shanghai.Window(window) : Custom(window), Shanghai);
        var asked = Stretches(cut);
        Assert.Equal(Stretches(months), split.Months.IsEmpty ? [] : [split.Months]);
        Assert.Equal(Stretches(days), split.Days);
        Assert.Equal(asked.Sum(Length), split.Cut.Sum(Length));
        Assert.Equal(asked.FirstOrDefault().From, split.Cut.Count == 0 ? default : split.Cut[0].From);
    }

    [Fact]
    public void All_time_is_all_months()
    {
        var split = WindowSplit.Of(Shanghai.Window("all"), Shanghai);
        Assert.Equal((new Stretch(Moment.MinValue, Moment.MaxValue), 0, 0), (split.Months, split.Days.Count, split.Cut.Count));
    }

    /// <summary>Every window, however it is cut and wherever its zone's days begin, is covered once.</summary>
    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Santiago")]
    [InlineData("Pacific/Apia")]
    [InlineData("Asia/Kathmandu")]
    public void The_parts_cover_a_window_once(string zone)
    {
        var calendar = new InstitutionCalendar(InstitutionSettings.Of(zone, "CNY"));
        var random = new Random(1);
        var origin = Moment.From(new DateTimeOffset(2011, 11, 1, 0, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 500; i++)
        {
            var from = origin.Plus(TimeSpan.FromMinutes(random.Next(200 * 24 * 60)));
            var to = from.Plus(TimeSpan.FromMinutes(random.Next(1, 100 * 24 * 60)));
            if (i % 3 == 0)
                (from, to) = (calendar.DayStart(from), calendar.DayStart(to, 1));
            var split = WindowSplit.Of(new BoardWindow { Key = "", Period = BoardPeriod.All, From = from, To = to }, calendar);
            Stretch[] parts = [.. split.Cut, .. split.Days, .. split.Months.IsEmpty ? Array.Empty<Stretch>() : [split.Months]];
            parts = [.. parts.OrderBy(p => p.From.UnixMicroseconds)];
            Assert.Equal((from, to), (parts[0].From, parts[^1].To));
            Assert.All(parts.Zip(parts.Skip(1)), p => Assert.Equal(p.First.To, p.Second.From));
            Assert.All(split.Days, d => Assert.Equal((d.From, d.To), (calendar.DayStart(d.From), calendar.DayStart(d.To))));
        }
    }

    private static long Length(Stretch stretch) => stretch.To.UnixMicroseconds - stretch.From.UnixMicroseconds;

    private static BoardWindow Custom(string text)
    {
        var stretch = Stretches(text)[0];
        return new BoardWindow { Key = "", Period = BoardPeriod.All, From = stretch.From, To = stretch.To };
    }

    private static Stretch[] Stretches(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split("..")).Select(t => new Stretch(At(t[0]), At(t[1])))];

    private static Moment At(string local) => Moment.From(
        DateTimeOffset.Parse(local + (local.Contains('T', StringComparison.Ordinal) ? "+08:00" : "T00:00+08:00"), System.Globalization.CultureInfo.InvariantCulture));
}
