using Leaderboard.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages;

/// <summary>What the wall shows: the board of the address, or today's collectors by amount; and beside it the scenes of its display.</summary>
[Requires(Right.Look)]
internal sealed class WallModel(IGrainFactory grains, WallScenes scenes) : PageModel
{
    /// <summary>A wall shows what is readable from across the floor.</summary>
    public const int Rows = 10;

    private static readonly string[] Subjects = ["collectors", "teams"];
    private static readonly string[] Measures = ["amount", "effective", "points", "count", "rate", "attainment", "index"];
    private static readonly string[] Periods = ["day", "week", "month", "quarter", "year", "all"];

    public string Subject { get; private set; } = Subjects[0];

    public string Measure { get; private set; } = Measures[0];

    public string Period { get; private set; } = Periods[0];

    /// <summary>Id of the team the board is narrowed to; empty for the whole floor.</summary>
    public string Team { get; private set; } = "";

    /// <summary>What the second chart compares: the teams, or the collectors when the teams are the board itself.</summary>
    public string Others => string.Equals(Subject, Subjects[0], StringComparison.Ordinal) ? Subjects[1] : Subjects[0];

    public WallPlan Plan { get; private set; } = new(0, []);

    public async Task OnGetAsync()
    {
        Plan = await scenes.ReadAsync(Request);
        Subject = Choice("subject", Subjects);
        Measure = Choice("measure", Measures);
        Period = Choice("period", Periods);
        Team = Api.Field.IsId(Request.Query["team"].ToString()) ? Request.Query["team"].ToString() : "";
    }

    /// <summary>Whether anybody is on the roster: an empty wall says other words to an empty installation than before the first receipt of a day.</summary>
    public async Task<JsonResult> OnGetRosterAsync() => new((await grains.Roster().Collectors()).Length > 0);

    /// <summary>What is to be shown by now: an open wall asks again, and follows without being loaded anew.</summary>
    public async Task<ContentResult> OnGetScenesAsync() => Content(PageWords.Data(await scenes.ReadAsync(Request)).Value ?? "", "application/json");

    private string Choice(string name, string[] among) =>
        Array.Find(among, a => string.Equals(a, Request.Query[name], StringComparison.Ordinal)) ?? among[0];
}
