using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Leaderboard.Web.Display;

/// <summary>Held against the table that the browser's <c>format.js</c> is held against too.</summary>
public sealed class MoneyTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly JsonElement Table = JsonDocument.Parse(File.ReadAllText(TablePath())).RootElement;

    private static string TablePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "money.json");

    [Fact]
    public void Exact_amounts_read_as_the_table_says() => Check("exact", (row, culture) =>
        new Money(row.GetProperty("currency").GetString()!, row.GetProperty("decimals").GetInt32(), culture).Exact(Value(row)));

    [Fact]
    public void Compact_amounts_are_cut_and_never_rounded_up_to_the_next_unit() => Check("compact", (row, culture) =>
        MoneyOf(row, culture).Compact(Value(row), row.GetProperty("decimals").GetInt32()));

    [Fact]
    public void A_column_has_one_unit_and_one_number_of_decimals() => Check("column", (row, culture) =>
        MoneyOf(row, culture).Compact(Value(row), row.GetProperty("decimals").GetInt32(), row.GetProperty("largest").GetDecimal()));

    [Fact]
    public void Lengths_of_time_are_cut_to_whole_units() => Check("durations", (row, culture) =>
        Durations.Short(TimeSpan.FromMilliseconds(row.GetProperty("seconds").GetDouble() * 1000), culture));

    [Theory]
    [InlineData(3, "3 minutes ago", "3 分钟前")]
    [InlineData(-3, "now", "现在")]
    public void Relative_times_are_words_of_either_language(int minutes, string english, string chinese)
    {
        var now = new Moment(1_800_000_000_000_000);
        var then = now.Plus(TimeSpan.FromMinutes(-minutes));
        Assert.Equal(english, RelativeTime.Ago(then, now, English));
        Assert.Equal(chinese, RelativeTime.Ago(then, now, Chinese));
    }

    private static Money MoneyOf(JsonElement row, CultureInfo culture) => new(row.GetProperty("currency").GetString()!, currencyDecimals: 2, culture);

    private static decimal Value(JsonElement row) => row.GetProperty("value").GetDecimal();

    private static void Check(string part, Func<JsonElement, CultureInfo, string> write)
    {
        var rows = Table.GetProperty(part).EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal(row.GetProperty("zh").GetString(), write(row, Chinese));
            Assert.Equal(row.GetProperty("en").GetString(), write(row, English));
        });
    }
}
