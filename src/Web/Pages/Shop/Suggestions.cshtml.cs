using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Shop;

/// <summary>What people would like to have in the shop: theirs to say and to vote on, the managers' to answer.</summary>
[Requires(Right.SeeRewards)]
internal sealed class SuggestionsModel(IGrainFactory grains, ShopReader reader, SuggestionDesk desk, AccessGuard guard, LocalTimes times, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>Of those that are open.</summary>
    private const int PageRows = 50;

    private Dictionary<CollectorId, string> _names = [];

    /// <summary>Who may suggest and vote; null: the visitor looks, or answers.</summary>
    public CollectorView? Buyer { get; private set; }

    public bool MayAnswer => guard.ReachOf(User, Right.KeepRewards) == Reach.All;

    /// <summary>By votes; a page of them.</summary>
    public IReadOnlyList<SuggestionView> Open { get; private set; } = [];

    /// <summary>Which of them are on the page.</summary>
    public PageOfRows Rows { get; private set; } = PageOfRows.At(0, PageRows);

    /// <summary>Of the first open one.</summary>
    [FromQuery]
    public int From { get; set; }

    /// <summary>The last answered first.</summary>
    public IReadOnlyList<SuggestionView> Answered { get; private set; } = [];

    /// <summary>What was done, or why not; null for nothing.</summary>
    public string? Said { get; private set; }

    public bool WasRefused { get; private set; }

    /// <summary>The page in one sentence. What is wanted most stands on the first.</summary>
    public string News => Open switch
    {
        [] => words["suggestions.none"],
        _ when Rows.From > 0 => words["suggestions.hero.page", Rows.From + 1, Rows.Last, Rows.Total],
        [{ Votes: > 1 } first, ..] => words["suggestions.hero", first.Text, first.Votes],
        [var first, ..] => words["suggestions.hero.one", first.Text],
    };

    /// <summary>Made here, once for each form: sent twice, it is one suggestion.</summary>
    public static string NewId() => "i-" + Guid.CreateVersion7().ToString("N");

    public string When(SuggestionView suggestion) => times.Day(suggestion.At);

    /// <summary>Whose idea it is: for who answers alone.</summary>
    public string? NameOf(SuggestionView suggestion) => MayAnswer ? _names.GetValueOrDefault(suggestion.By) : null;

    /// <summary>For addresses, which lead to the first page where they say nothing.</summary>
    public static int? FromOf(int from) => from > 0 ? from : null;

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] string? text)
    {
        if (await reader.BuyerAsync(User) is not { } buyer)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || SuggestionDesk.Clean(text, ISuggestionGrain.MaxLength) is not { } clean)
            return await SayAsync(words["suggestions.said.text", ISuggestionGrain.MaxLength], isRefused: true);
        return await grains.Suggester(buyer.Id).Suggest(id!, clean) == SuggestionOutcome.Done
            ? await SayAsync(words["suggestions.said.made"], isRefused: false)
            : await SayAsync(words["suggestions.said.many", ISuggesterGrain.MaxOpen], isRefused: true);
    }

    public async Task<IActionResult> OnPostVoteAsync([FromForm] string? id, [FromForm] bool isFor)
    {
        if (await reader.BuyerAsync(User) is not { } buyer)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (!Field.IsId(id) || await grains.Suggestion(id!).Vote(buyer.Id, isFor) != SuggestionOutcome.Done)
            return await SayAsync(words["suggestions.said.over"], isRefused: true);
        return RedirectToPage(null, null, new { from = FromOf(From) }, "idea-" + id);
    }

    public async Task<IActionResult> OnPostAnswerAsync([FromForm] string? id, [FromForm] SuggestionState state, [FromForm] string? note)
    {
        if (!MayAnswer)
            return StatusCode(StatusCodes.Status403Forbidden);
        var clean = SuggestionDesk.Clean(note, SuggestionDesk.MaxNoteLength);
        if (!Field.IsId(id) || !Enum.IsDefined(state) || (clean is null && !string.IsNullOrWhiteSpace(note)))
            return await SayAsync(words["suggestions.said.text", SuggestionDesk.MaxNoteLength], isRefused: true);
        return await desk.AnswerAsync(HttpContext, id!, state, clean)
            ? await SayAsync(words["suggestions.said.answered"], isRefused: false)
            : await SayAsync(words["suggestions.said.over"], isRefused: true);
    }

    private async Task<PageResult> SayAsync(string said, bool isRefused)
    {
        (Said, WasRefused) = (said, isRefused);
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Buyer = await reader.BuyerAsync(User);
        var all = await ReadAsync(From);
        if (all.Open.Length == 0 && all.TotalOpen > 0)
            all = await ReadAsync(all.TotalOpen - 1); // Beyond the end, where there may have been some before they were answered: the last page.
        (Open, Answered) = (all.Open, all.Answered);
        if (MayAnswer)
            _names = (await grains.Roster().Collectors()).ToDictionary(c => c.Id, c => c.Name);
    }

    private async Task<SuggestionList> ReadAsync(int row)
    {
        var rows = PageOfRows.At(row, PageRows);
        var read = await grains.Suggestions().List(Buyer?.Id, rows.From, PageRows);
        Rows = rows with { Total = read.TotalOpen };
        return read;
    }
}
