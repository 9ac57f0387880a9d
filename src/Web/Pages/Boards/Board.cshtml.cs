using Leaderboard.Boards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Boards;

/// <summary>Any board, page by page, as the address says; a file of it.</summary>
[Requires(Right.Look)]
internal sealed class BoardModel(
    IGrainFactory grains, BoardRequests requests, StandingLines lines, BoardFile file, Figures figures, LocalTimes times, TimeProvider time) : PageModel
{
    public const int PageRows = 25;

    public static IReadOnlyList<string> Subjects { get; } = ["collectors", "teams", "branches", "regions"];

    public static IReadOnlyList<string> Measures { get; } = ["amount", "effective", "points", "count", "perHead", "rate", "attainment", "index"];

    public static IReadOnlyList<string> Bases { get; } = [.. BoardRequests.BaseNames];

    public static IReadOnlyList<string> Periods { get; } = ["day", "week", "month", "quarter", "year", "all"];

    public static IReadOnlyList<string> Ties { get; } = ["competition", "dense", "first"];

    public BoardAddress Address { get; private set; } = new(Subjects[0], Measures[0], Periods[2]);

    /// <summary>The part of the address that was not understood; null when all was.</summary>
    public string? NotUnderstood { get; private set; }

    /// <summary>Whether the member that was to be jumped to is not on this board.</summary>
    public bool IsMissing { get; private set; }

    public string Dates { get; private set; } = "";

    public string Sum { get; private set; } = "";

    /// <summary>Numerator and denominator of a ratio's sum; null for other measures.</summary>
    public string? Made { get; private set; }

    /// <summary>What a rate is divided by; empty for other measures.</summary>
    public string Base { get; private set; } = "";

    /// <summary>What an index of shrunk books has more above and below; null elsewhere.</summary>
    public string? Shrink { get; private set; }

    public int Total { get; private set; }

    public StandingLine? Leader { get; private set; }

    public IReadOnlyList<StandingLine> Rows { get; private set; } = [];

    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    /// <summary>The reader's own place, when they are on this board; null otherwise.</summary>
    public StandingLine? Mine { get; private set; }

    /// <summary>The period before; null for all time.</summary>
    public BoardAddress? Earlier { get; private set; }

    /// <summary>The period after; null when that has not begun.</summary>
    public BoardAddress? Later { get; private set; }

    public BoardAddress? Previous => Address.Offset == 0 ? null : Address with { Offset = Math.Max(0, Address.Offset - PageRows), Around = null };

    public BoardAddress? Next => Address.Offset + PageRows >= Total ? null : Address with { Offset = Address.Offset + PageRows, Around = null };

    public async Task<IActionResult> OnGetAsync(string? subject, string? measure, string? period)
    {
        Address = AddressOf(subject, measure, period);

        // The form names all of it in the query; an address to hand on has it in the path.
        if (Request.Query.ContainsKey("subject"))
            return LocalRedirect(Address.ToString());
        await ReadAsync(Understand());
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(string? subject, string? measure, string? period)
    {
        Address = AddressOf(subject, measure, period);
        var request = Understand();
        return NotUnderstood is null
            ? File(await file.WriteAsync(request), "text/csv; charset=utf-8", BoardFile.NameOf(Address, request))
            : BadRequest();
    }

    private BoardAddress AddressOf(string? subject, string? measure, string? period) =>
        BoardAddress.Of(subject ?? Subjects[0], measure ?? Measures[0], period ?? Periods[2], Request.Query);

    private BoardRequest Understand()
    {
        try
        {
            var offset = BoardRequests.Number(Request.Query, "offset", 0, 0, int.MaxValue - PageRows);
            Address = Address with { Offset = offset - (offset % PageRows) };
            return requests.Read(Address.Subject, Address.Measure, Address.Period, Request.Query);
        }
        catch (ApiRefusedException refused)
        {
            NotUnderstood = refused.Problem.ProblemDetails.Extensions["field"] as string ?? "";
            Response.StatusCode = StatusCodes.Status400BadRequest;
            Address = new BoardAddress(Subjects[0], Measures[0], Periods[2]);
            return requests.Now(Address.Subject, Address.Measure, Address.Period, team: null);
        }
    }

    private async Task ReadAsync(BoardRequest request)
    {
        var (board, selection) = (grains.Board(request.Window.Key), request.Selection);
        Teams = [.. (await grains.Roster().Teams()).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        if (Address.Around is { } sought)
            await JumpAsync(board, selection, sought);
        var page = await board.Read(selection, Address.Offset, PageRows);
        Rows = await lines.OfAsync(User, selection, page.Standings, Address.Around);
        var leader = Address.Offset == 0 ? Rows : await lines.OfAsync(User, selection, (await board.Read(selection, 0, 1)).Standings);
        Leader = leader.Count > 0 ? leader[0] : null;
        if (OwnId(selection.Subject) is { } own && await board.Find(selection, own) is { } mine)
            Mine = (await lines.OfAsync(User, selection, [mine]))[0];
        (Total, Sum) = (page.Total, figures.Value(page.Sum, selection.Measure));
        Made = figures.Made(page.Ratio?.NumeratorMinor, page.Ratio?.DenominatorMinor);
        Base = page.Ratio?.Base is { } rateBase ? BoardRequests.NameOf(rateBase) : "";
        Shrink = page.Ratio?.ShrinkMinor is > 0 and var shrink ? figures.Amount(shrink) : null;
        Dates = times.Period(request.Window) ?? "";
        Earlier = request.Window.From is { } from ? Address with { At = times.Iso(from.Plus(TimeSpan.FromMicroseconds(-1))), Offset = 0, Around = null } : null;
        Later = request.Window.To is { } to && to <= time.Now() ? Address with { At = times.Iso(to), Offset = 0, Around = null } : null;
    }

    /// <summary>With unique ranks the rank of a row is its place.</summary>
    private async Task JumpAsync(IBoardGrain board, BoardSelection selection, string sought)
    {
        if (await board.Find(selection with { Tie = TieRule.First }, sought) is { } row)
            Address = Address with { Offset = (row.Rank - 1) / PageRows * PageRows };
        else
            (IsMissing, Address) = (true, Address with { Around = null });
    }

    /// <summary>Of the reader on a board of the subject; null when they are none, or several.</summary>
    private string? OwnId(BoardSubject subject) => (subject, Caller.Of(User)) switch
    {
        (BoardSubject.Collectors, { Collector: { } collector }) => collector.Value,
        (BoardSubject.Teams, { Teams: [var team] }) => team.Value,
        _ => null,
    };
}
