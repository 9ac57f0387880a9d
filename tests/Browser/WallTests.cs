using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Leaderboard.Browser.Floor))]

namespace Leaderboard.Browser;

public sealed class WallTests(Floor floor)
{
    /// <summary>Legible at a quarter of the size: ten pixels there.</summary>
    private const double MinFontShareOfHeight = 40.0 / 1080;

    public static TheoryData<int, int, string> Screens => new()
    {
        { 1366, 768, "zh-CN" }, { 1366, 768, "en" }, { 1920, 1080, "zh-CN" }, { 1920, 1080, "en" }, { 3840, 2160, "zh-CN" }, { 3840, 2160, "en" },
    };

    [Theory, MemberData(nameof(Screens))]
    public async Task Ten_rows_are_read_from_afar(int width, int height, string locale)
    {
        var page = await floor.OpenAsync("/wall", width, height, locale);
        await Expect(page.Locator("#rows .row")).ToHaveCountAsync(10);
        var rows = await page.EvaluateAsync<RowLook[]>(
            """
            [...document.querySelectorAll('#rows .row')].map(row => {
              const part = name => row.querySelector(name), box = part('.name').getBoundingClientRect();
              const range = document.createRange(); range.selectNodeContents(part('.name'));
              return { height: row.getBoundingClientRect().height, bottom: row.getBoundingClientRect().bottom,
                fonts: ['.rank', '.name', '.value'].map(n => parseFloat(getComputedStyle(part(n)).fontSize)),
                text: part('.name').textContent, nameRight: range.getBoundingClientRect().right, valueLeft: part('.value').getBoundingClientRect().left,
                cut: part('.name').scrollWidth > part('.name').clientWidth + 1 || getComputedStyle(part('.name')).textOverflow === 'ellipsis' };
            })
            """);
        Assert.True(rows.Sum(r => r.Height) >= 0.4 * height, "Rows fill less than 40 % of the height.");
        Assert.All(rows, r => Assert.True(r.Fonts.Min() >= MinFontShareOfHeight * height - 0.5, $"{r.Text}: {string.Join(", ", r.Fonts)} px at {height}"));
        Assert.All(rows, r => Assert.True(!r.Cut && r.NameRight < r.ValueLeft, $"{r.Text} is cut or runs into its value."));
        Assert.All(rows, r => Assert.True(r.Bottom <= height, $"{r.Text} is below the screen."));
        Assert.Equal([Floor.LongChinese, Floor.LongLatin], rows.Take(2).Select(r => r.Text));
    }

    [Fact]
    public async Task A_receipt_moves_its_row_up_and_the_total_along()
    {
        await using var server = await WallServer.StartAsync();
        await server.PutRosterAsync(new { teams = Array.Empty<object>(), collectors = new[] { new { id = "a", name = "Anna" }, new { id = "b", name = "Bo" } } });
        await server.PostAsync("r-1", "a", 100);
        await server.PostAsync("r-2", "b", 50);
        var page = await floor.OpenAsync("/wall", 1920, 1080, "en", server: server);
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Anna", "Bo"]);
        await server.PostAsync("r-3", "b", 70);
        await Expect(page.Locator("#rows .row .name")).ToHaveTextAsync(["Bo", "Anna"]);
        await Expect(page.Locator("#rows .row .value").First).ToHaveTextAsync("¥120.00");
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥220.00");
    }

    [Fact]
    public async Task The_wall_says_how_old_its_figures_are_and_outlives_a_restart_of_the_server()
    {
        await using var server = await WallServer.StartAsync();
        await server.PutRosterAsync(new { teams = Array.Empty<object>(), collectors = new[] { new { id = "a", name = "Anna" } } });
        await server.PostAsync("r-1", "a", 100);
        var page = await floor.OpenAsync("/wall", 1920, 1080, "en", server: server);
        await Expect(page.Locator("#rows .row .value")).ToHaveTextAsync("¥100.00");
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        await server.StopAsync();
        await Expect(page.Locator("#state")).ToContainTextAsync("No signal for", new() { Timeout = 25_000 });
        await Expect(page.Locator("#stage")).ToHaveClassAsync(new Regex("stale", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("#rows .row .value")).ToHaveTextAsync("¥100.00");

        await server.StartAgainAsync();
        await server.PostAsync("r-2", "a", 11);
        await Expect(page.Locator("#rows .row .value")).ToHaveTextAsync("¥111.00", new() { Timeout = 20_000 });
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task A_connected_wall_whose_link_is_taken_back_says_so_within_seconds()
    {
        await using var server = await WallServer.StartAsync();
        await server.PutRosterAsync(new { teams = Array.Empty<object>(), collectors = new[] { new { id = "a", name = "Anna" } } });
        await server.PostAsync("r-1", "a", 100);
        var page = await floor.OpenAsync("/wall", 1920, 1080, "en", server: server);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Live");

        await server.RevokeDisplaysAsync();
        await Expect(page.Locator("h1:not(#contest-name)")).ToHaveTextAsync("This display is not linked", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task Without_a_link_the_wall_says_what_to_do()
    {
        var page = await floor.OpenAsync("/wall", 1366, 768, "en", linked: false);
        await Expect(page.Locator("h1")).ToHaveTextAsync("This display is not linked");
        var chinese = await floor.OpenAsync("/wall", 1366, 768, "zh-CN", linked: false);
        await Expect(chinese.Locator("h1")).ToHaveTextAsync("此大屏尚未关联");
    }

    [Theory]
    [InlineData("/", "zh-CN", 1440), InlineData("/", "en", 390), InlineData("/wall", "zh-CN", 1920), InlineData("/wall", "en", 1920), InlineData("/wall", "zh-CN", 390)]
    public async Task Pages_are_accessible(string path, string locale, int width)
    {
        var page = await floor.OpenAsync(path, width, width == 390 ? 844 : 1080, locale);
        if (path == "/wall")
            await Expect(page.Locator("#rows .row")).ToHaveCountAsync(10);
        Assert.Empty(await page.ViolationsAsync());
    }

    [Theory, InlineData("/"), InlineData("/wall"), InlineData("/docs")]
    public async Task Nothing_on_a_page_is_blocked_or_fails(string path)
    {
        var page = await floor.OpenAsync("/nothing-here", 1440, 900, "en");
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(floor.Server.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                faults.Add("asks " + request.Url);
        };
        await page.GotoAsync(new Uri(floor.Server.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Load });
        if (path == "/wall")
            await Expect(page.Locator("#rows .row")).ToHaveCountAsync(10);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Chinese_is_drawn_and_not_boxes()
    {
        var page = await floor.OpenAsync("/wall", 1920, 1080, "zh-CN");
        var differ = await page.EvaluateAsync<bool>(
            """
            () => {
              const draw = text => {
                const canvas = document.createElement('canvas'); canvas.width = canvas.height = 64;
                const ink = canvas.getContext('2d'); ink.font = '48px ' + getComputedStyle(document.body).fontFamily; ink.fillText(text, 4, 52);
                return canvas.toDataURL();
              };
              return draw('龙') !== draw('虎') && draw('龙') !== draw('\u{E000}');
            }
            """);
        Assert.True(differ);
    }

    private sealed record RowLook
    {
        public double Height { get; init; }

        public double Bottom { get; init; }

        public double[] Fonts { get; init; } = [];

        public string Text { get; init; } = "";

        public double NameRight { get; init; }

        public double ValueLeft { get; init; }

        public bool Cut { get; init; }
    }
}
