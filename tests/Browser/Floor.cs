using Leaderboard.Displays;
using Microsoft.Playwright;

namespace Leaderboard.Browser;

/// <summary>A floor with ten people, names as long as they get, and a real Chromium to look at it with. Shared by all tests.</summary>
public sealed class Floor : IAsyncLifetime
{
    public const string LongChinese = "欧阳春晓司马相如诸葛孔明";
    public const string LongLatin = "Maximiliana Featherstone";

    public WallServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "Chromium is not installed.");
        Server = await WallServer.StartAsync();
        string[] names = [LongChinese, LongLatin, "王建国", "李秀英", "Li Wei", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷"];
        await Server.PutRosterAsync(new
        {
            teams = new[] { new { id = "t-1", name = "猛虎队", region = "华北", branch = "北京分行" }, new { id = "t-2", name = "Eagles", region = "华东", branch = "Shanghai" } },
            collectors = names.Select((name, i) => new { id = $"c-{i}", name, teamId = $"t-{(i % 2) + 1}" }),
        });
        for (var i = 0; i < names.Length; i++)
            await Server.PostAsync($"r-{i}", $"c-{i}", 12_345_678.90m - (i * 1_000_000m));
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>A fresh page of a screen and a language; linked as a display unless told otherwise.</summary>
    public async Task<IPage> OpenAsync(string path, int width, int height, string locale, bool linked = true, WallServer? server = null)
    {
        var context = await Contexts.OpenAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        server ??= Server;
        if (linked)
            await page.GotoAsync((await server.LinkAsync()).ToString());
        await page.GotoAsync(new Uri(server.Address, path).ToString());
        return page;
    }
}
