using System.Globalization;
using Leaderboard.Web.Display;
using Leaderboard.Web.Pages.Boards;
using Leaderboard.Web.Pages.Contests;
using Leaderboard.Web.Pages.Me;
using Leaderboard.Web.Pages.Roster;
using Leaderboard.Web.Pages.Schemes;
using Leaderboard.Web.Pages.Shop;
using Leaderboard.Web.Pages.Teams;

namespace Leaderboard.Web.Pages;

/// <summary>What pages of figures are written with, in the language of the request.</summary>
internal static class FiguresSetup
{
    public static IServiceCollection AddFigures(this IServiceCollection services) => services
        .AddScoped(s => new Figures(s.GetRequiredService<InstitutionSettings>(), CultureInfo.CurrentUICulture))
        .AddScoped(s => new LocalTimes(s.GetRequiredService<InstitutionSettings>(), CultureInfo.CurrentUICulture))
        .AddScoped<RosterDoors>()
        .AddScoped<StandingLines>()
        .AddScoped<BoardFile>()
        .AddScoped<PlaceReader>()
        .AddScoped<ContestWords>()
        .AddScoped<SchemeWords>()
        .AddScoped<ContestCourses>()
        .AddScoped<ContestEnds>()
        .AddScoped<Redemptions.ApprovalRows>()
        .AddScoped<Redemptions.ApprovalSearch>()
        .AddScoped<OwnTargets>()
        .AddScoped<LatestReceipts>()
        .AddScoped<ReceiptLines>()
        .AddScoped<MeritLines>()
        .AddScoped<Statements.StatementSheets>()
        .AddScoped<Trends>()
        .AddScoped<RequestLines>()
        .AddScoped<OwnNotices>()
        .AddScoped<ShopReader>();
}
