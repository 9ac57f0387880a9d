using Leaderboard.Schemes;
using Leaderboard.Web.Access;
using Leaderboard.Web.Api;
using Leaderboard.Web.Schemes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Leaderboard.Web.Pages.Schemes;

/// <summary>Begins with the scheme in force; says what another would change, who would gain and lose, and what it would cost, before it is published.</summary>
[Requires(Right.PublishSchemes)]
internal sealed class NewSchemeModel(IGrainFactory grains, SchemeDesk desk, SchemeWords schemeWords, InstitutionCalendar calendar, TimeProvider time) : PageModel
{
    [BindProperty]
    public string? Id { get; set; }

    /// <summary>Local day.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>By path, as typed.</summary>
    [BindProperty]
    public Dictionary<string, string?> Figures { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Whether what it changes was read.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    public SchemeWords Say => schemeWords;

    public SchemeView InForce { get; private set; } = null!;

    public IReadOnlyList<SchemeFault> Faults { get; private set; } = [];

    /// <summary>As understood; null before, and while anything stands against it.</summary>
    public SchemeRules? Rules { get; private set; }

    public IReadOnlyList<string> Changes => Rules is { } rules ? Say.Changes(InForce.Rules, rules) : [];

    public SchemeTrial? Trial { get; private set; }

    public bool IsUnconfirmed { get; private set; }

    private IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For the form: what is at fault is marked.</summary>
    public string? IsFaulty(string field) => Faults.Any(f => f.Field == field) ? "true" : null;

    public string NameOf(string id) => Names.GetValueOrDefault(id, id);

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Id = InForce.Id;
        From = calendar.DayOf(time.Now()).AddDays(1);
        foreach (var field in SchemeFields.All)
            Figures[field.Path] = SchemeWords.Typed(field, InForce.Rules);
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await ReadAsync();
        await LookAsync(Understand());
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync()
    {
        await ReadAsync();
        var request = Understand();
        if (!Confirmed)
        {
            await LookAsync(request);
            IsUnconfirmed = Rules is not null;
            return Page();
        }

        var publication = await desk.PublishAsync(HttpContext, request);
        Faults = publication.Faults;
        return publication.Scheme is { } scheme ? Redirect("/manage/schemes?published=" + Uri.EscapeDataString(scheme.Name)) : Page();
    }

    private async Task ReadAsync() => InForce = (await grains.Schemes().List()).First(s => s.State == SchemeState.InForce);

    private async Task LookAsync(SchemeRequest request)
    {
        Faults = await desk.CheckAsync(request);
        if (Faults.Count > 0)
            return;
        Rules = request.Draft.Rules;
        Trial = await desk.TryAsync(Rules);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var team in await grains.Roster().Teams())
            names[team.Id.Value] = team.Name;
        foreach (var collector in await grains.Roster().Collectors())
            names[collector.Id.Value] = collector.Name;
        Names = names;
    }

    /// <summary>What was filled in, read as files are.</summary>
    private SchemeRequest Understand()
    {
        var faults = new List<SchemeFault>();
        if (!Field.IsId(Id))
            faults.Add(SchemeRequests.Fault("id", SchemeObjection.InvalidId));
        if (From is not { Year: >= 1971 and < 9000 })
            faults.Add(SchemeRequests.Fault("effectiveFrom", SchemeObjection.NotDayStart));
        var rules = SchemeFields.Blank;
        foreach (var field in SchemeFields.All)
        {
            if (Figures.GetValueOrDefault(field.Path) is not { } typed || string.IsNullOrWhiteSpace(typed))
            {
                if (field.IsRequired)
                    faults.Add(SchemeRequests.Fault(field.Path, SchemeObjection.NoFigure));
                continue;
            }

            if (CellFormats.Amount(typed) is { } plain && MinorUnits.TryParse(plain, field.Decimals, out var figure))
                rules = SchemeRequests.Set(rules, field, figure, faults);
            else
                faults.Add(SchemeRequests.Fault(field.Path, SchemeObjection.NoFigure));
        }

        var from = From is { Year: >= 1971 and < 9000 } day ? calendar.StartOfDay(day) : Moment.MaxValue;
        return new SchemeRequest(new SchemeDraft { Id = Id ?? "", EffectiveFrom = from, Rules = rules }, faults);
    }
}
