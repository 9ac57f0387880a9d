using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Access;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Shop;
using Leaderboard.Web.People;
using Leaderboard.Web.Resources;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Leaderboard.Web.Pages.Me;

/// <summary>A collector's own page: the place, what the next one takes, and why each point was given.</summary>
[Requires(Right.SeeMe)]
internal sealed class TodayModel(
    IGrainFactory grains, PlaceReader places, OwnTargets targets, ReceiptLines receipts, MeritLines merits, OwnNotices notices, ShopReader shop, Trends trends, SiteAddress site, LocalTimes times, InstitutionCalendar calendar, TimeProvider time, IStringLocalizer<Words> words)
    : PageModel
{
    /// <summary>A busy day; more are on the collector's page.</summary>
    private const int MaxReceipts = 100;

    private const int MaxThanks = 3;
    private const int ThanksDays = 7;

    private static readonly BoardPeriod[] Shown = [BoardPeriod.Day, BoardPeriod.Week, BoardPeriod.Month];

    /// <summary>The collector that the visitor is; null: none, and there is nothing of theirs to show.</summary>
    public CollectorId? Collector { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Today's, this week's and this month's.</summary>
    public IReadOnlyList<PlaceView> Places { get; private set; } = [];

    /// <summary>Those that are set.</summary>
    public IReadOnlyList<OwnTargetView> Targets { get; private set; } = [];

    /// <summary>The day in one sentence, for who does not see it change.</summary>
    public string News => Places switch
    {
        [{ Place: { } place } today, ..] => words["me.say", place, today.Value, today.Gap],
        [var today, ..] => today.Gap,
        _ => "",
    };

    public IReadOnlyList<ReceiptLine> Receipts { get; private set; } = [];

    public PointsView? Points { get; private set; }

    /// <summary>What waits for them, and what ends soon.</summary>
    public IReadOnlyList<OwnNotice> Notices { get; private set; } = [];

    /// <summary>The thanks of the last days, the last first: from whom, and in what words.</summary>
    public IReadOnlyList<(string From, string Text)> Thanks { get; private set; } = [];

    /// <summary>What they save for, and what it takes still.</summary>
    public IReadOnlyList<OfferView> Wishes { get; private set; } = [];

    public MeritsView? Merits { get; private set; }

    public TrendView? Trend { get; private set; }

    public async Task OnGetAsync()
    {
        if (Caller.Of(User)?.Collector is not { } id || await grains.Collector(id).Get() is not { } collector)
            return;
        (Collector, Name) = (id, collector.Name);
        Places = await Task.WhenAll(Shown.Select(p => places.ReadAsync(User, id, p)));
        Targets = await targets.ReadAsync(collector);
        var now = time.Now();
        var grain = grains.Collector(id);
        Receipts = receipts.Of(await grain.Latest(calendar.DayStart(now), calendar.DayStart(now, 1), MaxReceipts), withDay: false);
        var points = await grain.GetPoints();
        Points = PointsView.Of(points, times, calendar);
        Notices = notices.Of(await grains.Redemptions().ListOf(id), points);
        Thanks = await ThanksAsync(id, now);
        if ((await grains.Wishes(id).Get()).Length > 0)
            Wishes = [.. (await shop.ReadAsync(collector, site.Of(Request))).Offers.Where(o => o.IsWished == true)];
        Merits = merits.Of(await grain.GetMerits());
        Trend = await trends.DaysAsync(grain.History);
    }

    private async Task<IReadOnlyList<(string From, string Text)>> ThanksAsync(CollectorId id, Moment now)
    {
        var latest = (await grains.Kudos().Latest(id, MaxThanks)).Where(k => k.At >= calendar.DayStart(now, 1 - ThanksDays)).ToList();
        var givers = await Task.WhenAll(latest.Select(k => grains.Collector(k.From).Get()));
        return [.. latest.Zip(givers).Select(k => (k.Second is null ? k.First.From.Value : KudosModel.NameOf(k.Second), k.First.Text))];
    }
}

/// <summary>The points of a collector, written out.</summary>
/// <param name="Vesting">When the provisional ones vest, and how many.</param>
/// <param name="Expiring">Until when some can be spent, and how many.</param>
internal sealed record PointsView(
    string Balance, string Vested, string Provisional, string Available, IReadOnlyList<(string When, string Points)> Vesting, IReadOnlyList<(string LastDay, string Points)> Expiring)
{
    public static PointsView? Of(PointsBalance? points, LocalTimes times, InstitutionCalendar calendar) => points is null ? null : new PointsView(
        Figures.Points(points.BalanceHundredths),
        Figures.Points(points.VestedHundredths),
        Figures.Points(points.ProvisionalHundredths),
        Figures.Points(Math.Max(0, points.VestedHundredths - points.HeldHundredths)),
        [.. points.Vesting.Select(v => (times.Date(v.At), Figures.Points(v.PointsHundredths)))],
        [.. points.Expiring.Select(e => (times.Date(calendar.StartOfDay(e.LastDay)), Figures.Points(e.PointsHundredths)))]);
}
