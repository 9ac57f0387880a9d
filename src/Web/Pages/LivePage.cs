namespace Leaderboard.Web.Pages;

/// <summary>A page that renews itself: what its script listens to, and where it finds the page as it is then.</summary>
/// <param name="Path">Address of the page.</param>
/// <param name="Own">Id of the row that matters most: when it moves, the page follows at once, and else in a while. Null: every row does.</param>
/// <param name="Watches">What is asked of the hub.</param>
internal sealed record LivePage(string Path, string? Own, IReadOnlyList<Live.WatchRequest> Watches)
{
    /// <summary>The largest view that the hub has.</summary>
    private const int TeamRows = 100;

    /// <param name="path">Address of the page.</param>
    /// <param name="id">Of the collector, who is told of their redemptions, and of what ends soon, too.</param>
    /// <param name="periods">Of the boards, as in addresses.</param>
    public static LivePage OfCollector(string path, CollectorId id, IEnumerable<string> periods) =>
        new(path, id.Value, [.. periods.Select(p => Amounts(p) with { Ids = [id.Value] }), new Live.WatchRequest { Redemptions = true }]);

    /// <param name="path">Address of the page.</param>
    /// <param name="id">Of the collector, whose redemptions are watched, too.</param>
    public static LivePage OfShop(string path, CollectorId id) => new(path, id.Value, [Amounts("day") with { Ids = [id.Value] }, new Live.WatchRequest { Redemptions = true }]);

    /// <param name="path">Address of the page.</param>
    /// <param name="team">Whose members are watched.</param>
    /// <param name="period">Of the board, as in addresses.</param>
    public static LivePage OfTeam(string path, TeamId team, string period) => new(path, null, [Amounts(period) with { Team = team.Value, Limit = TeamRows }]);

    /// <param name="path">Address of the page.</param>
    /// <param name="id">Of a contest that is scheduled.</param>
    public static LivePage OfContest(string path, string id) => new(path, null, [new Live.WatchRequest { Contest = id }]);

    /// <param name="path">Address of the page.</param>
    public static LivePage OfRedemptions(string path) => new(path, null, [new Live.WatchRequest { Redemptions = true }]);

    private static Live.WatchRequest Amounts(string period) => new() { Subject = "collectors", Measure = "amount", Period = period };
}
