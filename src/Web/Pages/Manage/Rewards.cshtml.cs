using Leaderboard.Budgets;
using Leaderboard.Rewards;
using Leaderboard.Roster;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Budgets;
using Leaderboard.Web.Display;
using Leaderboard.Web.Resources;
using Leaderboard.Web.Rewards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>The catalogue with what is left of each reward; managers put in, change, publish and count.</summary>
[Requires(Right.KeepRewards), BodyLimit(MaxRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MaxRequestBytes, MemoryBufferThreshold = (int)MaxRequestBytes)]
internal sealed class RewardsModel(
    IGrainFactory grains, RewardDesk desk, CodeDesk codes, RewardPictures pictures, RewardChecks checks, BudgetDesk budgets, LocalTimes times, Figures figures, InstitutionCalendar calendar, InstitutionSettings settings, TimeProvider time, IStringLocalizer<Words> words)
    : PageModel
{
    /// <summary>With the other fields of a form. All of it stays in memory: codes are never in a file that is not sealed.</summary>
    private const long MaxRequestBytes = CodeFile.MaxBytes + (1 << 20);

    [BindProperty]
    public RewardForm Form { get; set; } = new();

    /// <summary>Key of a word on what was done, or why not.</summary>
    public string? Said { get; private set; }

    /// <summary>Field of the API that is at fault; null: none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Figures in what is said.</summary>
    public object[] With { get; private set; } = [];

    /// <summary>Id of the reward into which codes were to be put; null: none.</summary>
    public string? CodesOf { get; private set; }

    /// <summary>What became of a picture that was sent; null: none was.</summary>
    public PictureSaid? Picture { get; private set; }

    /// <summary>Of which few are left first, then by name.</summary>
    public IReadOnlyList<RewardView> Rewards { get; private set; } = [];

    public int InShop => Rewards.Count(r => r.Terms.IsOfferedAt(time.Now()));

    /// <summary>By name.</summary>
    public IReadOnlyList<TeamView> Teams { get; private set; } = [];

    public IReadOnlyList<BudgetView> Budgets { get; private set; } = [];

    /// <summary>Key of a word on whether it is in the shop.</summary>
    public string StateOf(RewardView reward) => reward.Terms switch
    {
        { IsActive: false } => "rewards.state.draft",
        { From: { } from } when time.Now() < from => "rewards.state.later",
        { To: { } to } when time.Now() >= to => "rewards.state.over",
        _ => "rewards.state.offered",
    };

    /// <summary>What it is, for whom, when, and who pays: in one line.</summary>
    public string LineOf(RewardView reward) => string.Join(" · ", new[]
    {
        words["reward.kind." + BoardRequests.NameOf(reward.Terms.Kind)].Value,
        reward.Terms.Teams is null ? words["rewards.everybody"].Value : string.Join(words["contests.and"], reward.Terms.TeamIds().Select(NameOf)),
        WhenOf(reward.Terms),
        reward.Terms.ValueMinor > 0 ? words["rewards.costs", figures.Amount(reward.Terms.ValueMinor)].Value : "",
        reward.Terms.Budget is { } budget ? words["rewards.paid", Budgets.FirstOrDefault(b => b.Id == budget)?.Terms.Name ?? budget].Value : "",
    }.Where(t => t.Length > 0));

    public string Count(int? count) => count is { } some ? Figures.Count(some) : words["rewards.unlimited"];

    /// <summary>As it was sent where it is at fault, else as it stands.</summary>
    public RewardForm FormOf(RewardView reward) => IsAtFault(reward.Id) ? Form : RewardForm.Of(reward, calendar, settings);

    public bool IsAtFault(string? id) => Fault is not null && CodesOf is null && string.Equals(Form.Id, id, StringComparison.Ordinal);

    public Task OnGetAsync() => ReadAsync();

    /// <summary>Puts a new one in, or changes one.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        ModelState.Clear();
        RewardView? before = null;
        if (Form.Id is not null && (before = await FindAsync(Form.Id)) is null)
            return NotFound();
        (var terms, Fault) = Form.Read(before?.Terms, calendar, settings);
        return terms is null ? await RefuseAsync("invalidField") : await PutAsync(Form.Id ?? "rw-" + Guid.CreateVersion7().ToString("N"), terms, keepsStock: true);
    }

    public async Task<IActionResult> OnPostStockAsync([FromForm] string? id, [FromForm] string? stock)
    {
        if (await FindAsync(id) is not { } reward)
            return NotFound();
        if (RewardForm.TryCount(stock, out var count))
            return await PutAsync(reward.Id, reward.Terms with { Stock = count }, keepsStock: false);
        (Form, Fault) = (RewardForm.Of(reward, calendar, settings), "stock");
        return await RefuseAsync("invalidField");
    }

    public async Task<IActionResult> OnPostOfferAsync([FromForm] string? id, [FromForm] bool active) =>
        await FindAsync(id) is { } reward ? await PutAsync(reward.Id, reward.Terms with { IsActive = active }, keepsStock: true) : NotFound();

    /// <summary>Codes from a file, or pasted where there is none: all that are new are put in, or none where a line cannot be read.</summary>
    public async Task<IActionResult> OnPostCodesAsync([FromForm] string? id, IFormFile? file, [FromForm] string? lines)
    {
        if (await FindAsync(id) is not { } reward)
            return NotFound();
        CodesOf = reward.Id;
        var read = await ReadCodesAsync(file, lines);
        if (read.Fault is { } fault)
            return await RefuseCodesAsync(fault, read.Line);
        var put = await codes.AddAsync(HttpContext, reward.Id, read.Codes);
        if (put.IsUnreadable)
            return await RefuseCodesAsync("keys");
        if (put.Outcome != CodesOutcome.Done)
            return await RefuseCodesAsync(BoardRequests.NameOf(put.Outcome));
        With = [Figures.Count(put.Added), Figures.Count(put.Known), Figures.Count(put.Repeated)];
        return await SayAsync("rewards.said.codes");
    }

    /// <summary>Codes that nobody was given.</summary>
    public async Task<IActionResult> OnPostTakeOutAsync([FromForm] string? id)
    {
        if (await FindAsync(id) is not { IsByCode: true } reward)
            return NotFound();
        var count = await codes.TakeOutAsync(HttpContext, reward.Id);
        With = [Figures.Count(count)];
        return await SayAsync(count > 0 ? "rewards.said.codesOut" : "rewards.said.noCodesOut");
    }

    public async Task<IActionResult> OnPostPictureAsync([FromForm] string? id, IFormFile? file)
    {
        if (await FindAsync(id) is not { } reward)
            return NotFound();
        await using var stream = file?.OpenReadStream() ?? Stream.Null;
        var fault = await pictures.PutAsync(HttpContext, reward.Id, stream, file?.Length);
        Picture = new PictureSaid(reward.Id, fault is { } why ? "rewards.fault.picture." + BoardRequests.NameOf(why) : "rewards.said.picture", fault is not null);
        return await SayAsync(null);
    }

    public async Task<IActionResult> OnPostRemovePictureAsync([FromForm] string? id)
    {
        if (await FindAsync(id) is not { } reward)
            return NotFound();
        await pictures.RemoveAsync(HttpContext, reward.Id);
        Picture = new PictureSaid(reward.Id, "rewards.said.picture.none", IsFault: false);
        return await SayAsync(null);
    }

    private async Task<CodeFile> ReadCodesAsync(IFormFile? file, string? lines)
    {
        if (file is null or { Length: 0 })
            return await CodeFile.ReadAsync(new StringReader(lines ?? ""), HttpContext.RequestAborted);
        if (file.Length > CodeFile.MaxBytes)
            return new CodeFile([], "tooMany");
        await using var stream = file.OpenReadStream();
        return await CodeFile.ReadAsync(stream, HttpContext.RequestAborted);
    }

    private Task<PageResult> RefuseCodesAsync(string why, long line = 0)
    {
        (Fault, With) = ("codes." + why, [line, CodeFile.MaxCodes, CodeFile.MaxLength]);
        return RefuseAsync("invalidField");
    }

    private Task<PageResult> RefuseAsync(string code)
    {
        RefusalLog.Note(HttpContext, code);
        return SayAsync(null);
    }

    private async Task<RewardView?> FindAsync(string? id) => Field.IsId(id) ? await grains.Reward(id!).Get() : null;

    private async Task<IActionResult> PutAsync(string id, RewardTerms terms, bool keepsStock)
    {
        if (await checks.FaultAsync(id, terms) is { } fault)
        {
            Fault = fault.Field;
            return await RefuseAsync(BoardRequests.NameOf(fault.Refusal));
        }

        await desk.PutAsync(HttpContext, id, terms, keepsStock);
        return await SayAsync(terms.IsActive ? "rewards.said.offered" : "rewards.said.draft");
    }

    private async Task<PageResult> SayAsync(string? word)
    {
        Said = word;
        await ReadAsync();
        return Page();
    }

    private async Task ReadAsync()
    {
        Rewards = [.. (await grains.Rewards().List()).OrderByDescending(r => r.IsLow || r.Available == 0).ThenBy(r => r.Terms.Name, StringComparer.CurrentCulture).ThenBy(r => r.Id, StringComparer.Ordinal)];
        Teams = [.. (await grains.Roster().Teams()).OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        Budgets = await budgets.ListAsync(User);
    }

    private string NameOf(string team) => Teams.FirstOrDefault(t => t.Id.Value == team)?.Name ?? team;

    private string WhenOf(RewardTerms terms) => (terms.From, terms.To) switch
    {
        ({ } from, { } to) => times.Date(from) + " – " + Last(to),
        ({ } from, null) => words["rewards.from", times.Date(from)],
        (null, { } to) => words["rewards.to", Last(to)],
        _ => "",
    };

    private string Last(Moment to) => times.Date(to.Plus(TimeSpan.FromMicroseconds(-1)));
}

/// <summary>Where codes are put into one reward.</summary>
/// <param name="IsOpen">Whether it was just tried.</param>
internal sealed record RewardCodes(RewardView Reward, bool IsOpen);

/// <summary>The picture of one reward, and what became of the last that was sent.</summary>
internal sealed record RewardPictureView(RewardView Reward, PictureSaid? Said);

/// <param name="Reward">Id of the reward whose picture it is.</param>
/// <param name="Word">Key of a word.</param>
/// <param name="IsFault">Whether it says why nothing changed.</param>
internal sealed record PictureSaid(string Reward, string Word, bool IsFault);

/// <summary>The fields of one reward.</summary>
/// <param name="Page">With what there is to choose from.</param>
/// <param name="Form">As they are filled in.</param>
internal sealed record RewardFields(RewardsModel Page, RewardForm Form)
{
    /// <summary>For the attribute of a field at fault; null for others.</summary>
    public string? Invalid(string field) => Page.IsAtFault(Form.Id) && string.Equals(Page.Fault, field, StringComparison.Ordinal) ? "true" : null;
}
