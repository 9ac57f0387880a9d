using Leaderboard.Boards;
using Leaderboard.Web.Demo;
using Leaderboard.Web.Display;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>The way in: the day's total in large, or the first steps of an empty installation.</summary>
public sealed class IndexModel(IGrainFactory grains, InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time, IServiceProvider services) : PageModel
{
    private const int LeaderCount = 3;

    private DemoPoster? Poster => services.GetService<DemoPoster>();

    public bool IsEmpty { get; private set; }

    public string Today { get; private set; } = "";

    public string Month { get; private set; } = "";

    public IReadOnlyList<(string Name, string Value)> Leaders { get; private set; } = [];

    public bool IsDemoRunning => Poster?.IsRunning == true;

    public string RosterExample => Curl("PUT", "roster", """{"teams":[{"id":"t-1","name":"North"}],"collectors":[{"id":"c-1","name":"Li Wei","teamId":"t-1"}]}""");

    public string ReceiptExample => Curl(
        "POST", "recoveries", $$"""[{"id":"r-1","collectorId":"c-1","amount":1250.00,"receivedAt":"{{calendar.Format(new Moment(time.Now().UnixMicroseconds / 1_000_000 * 1_000_000))}}"}]""");

    public string DisplayExample => Curl("POST", "displays", """{"name":"Floor 3"}""");

    public async Task OnGetAsync()
    {
        IsEmpty = (await grains.Roster().Collectors()).Length == 0;
        if (IsEmpty)
            return;
        var amounts = new BoardSelection { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };
        var today = await grains.Board(calendar.Window(BoardPeriod.Day, time.Now()).Key).Read(amounts, 0, LeaderCount);
        var month = await grains.Board(calendar.Window(BoardPeriod.Month, time.Now()).Key).Read(amounts, 0, 1);
        Today = Money.Exact(today.Sum, settings);
        Month = Money.Exact(month.Sum, settings);
        Leaders = [.. today.Standings.Select(s => (s.Alias ?? s.Name, Money.Exact(s.Value, settings)))];
    }

    public IActionResult OnPostReceipts()
    {
        if (Poster is { } poster)
            poster.IsRunning = !poster.IsRunning;
        return RedirectToPage();
    }

    private string Curl(string method, string path, string body) =>
        $"curl -X {method} {Request.Scheme}://{Request.Host}/api/v1/{path} \\\n  -H \"Authorization: Bearer $KEY\" -H \"Content-Type: application/json\" \\\n  -d '{body}'";
}
