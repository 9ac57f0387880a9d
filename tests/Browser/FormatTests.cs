using System.Runtime.CompilerServices;

namespace Leaderboard.Browser;

/// <summary>The browser's formats, held against the table that the server's are held against in <c>tests/Web/Display</c>.</summary>
public sealed class FormatTests(Floor floor)
{
    private static string TablePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Web", "Display", "money.json");

    [Fact]
    public async Task Money_and_durations_read_as_on_the_server()
    {
        var page = await floor.OpenAsync("/", 1280, 800, "en");
        var differences = await page.EvaluateAsync<string[]>(
            """
            async text => {
              const { moneyFormat, duration } = await import('/js/format.js');
              const table = JSON.parse(text), differences = [];
              for (const [key, language] of [['zh', 'zh-Hans'], ['en', 'en']]) {
                const check = (rows, write) => {
                  if (rows.length === 0) differences.push('an empty table');
                  for (const row of rows) if (write(row) !== row[key]) differences.push(`${write(row)} instead of ${row[key]}`);
                };
                check(table.exact, r => moneyFormat(r.currency, r.decimals, language).exact(r.value));
                check(table.compact, r => moneyFormat(r.currency, 2, language).compact(r.value, r.decimals));
                check(table.column, r => moneyFormat(r.currency, 2, language).compact(r.value, r.decimals, r.largest));
                check(table.durations, r => duration(r.seconds, language));
              }
              return differences;
            }
            """,
            await File.ReadAllTextAsync(TablePath(), TestContext.Current.CancellationToken));
        Assert.Empty(differences);
    }
}
