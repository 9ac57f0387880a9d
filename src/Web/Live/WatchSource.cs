using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Live;

/// <summary>Where a view comes from: which board is listened to, and what is shown when it has moved.</summary>
internal abstract class WatchSource(IGrainFactory grains)
{
    public IGrainFactory Grains => grains;

    /// <summary>The window that counts now.</summary>
    public abstract ValueTask<BoardWindow> WindowAsync();

    /// <summary>What is shown of a page of the board.</summary>
    public abstract ValueTask<BoardAnswer> ShownAsync(BoardPage page, BoardWindow window);
}

/// <summary>A board of the present window: its page is what is shown.</summary>
internal sealed class BoardSource(WatchName name, IGrainFactory grains, BoardRequests requests, BoardJson json) : WatchSource(grains)
{
    private BoardRequest Request => requests.Now(name.Subject, name.Measure, name.Period, name.Team);

    public override ValueTask<BoardWindow> WindowAsync() => ValueTask.FromResult(Request.Window);

    public override ValueTask<BoardAnswer> ShownAsync(BoardPage page, BoardWindow window) => ValueTask.FromResult(json.Page(page, Request with { Window = window }));
}

/// <summary>A contest: the board of its time says that something has moved, the contest who stands where.</summary>
internal sealed class ContestSource(string id, IGrainFactory grains, ContestJson json) : WatchSource(grains)
{
    private const int Rows = 100;
    private const int MaxRows = 1000;

    /// <summary>Frozen by now.</summary>
    private ContestRules? _rules;

    public override async ValueTask<BoardWindow> WindowAsync()
    {
        var rules = await RulesAsync();
        return new BoardWindow { Key = InstitutionCalendar.CustomKey(rules.StartsAt, rules.EndsAt), Period = BoardPeriod.All, From = rules.StartsAt, To = rules.EndsAt };
    }

    public override async ValueTask<BoardAnswer> ShownAsync(BoardPage page, BoardWindow window)
    {
        var leagues = (await RulesAsync()).LeaguesMinor.Length;
        var standings = await Grains.Contest(id).Standings(0, leagues > 0 ? MaxRows : Rows) ?? throw new InvalidOperationException($"The contest {id} is gone.");

        // The first of each league: a screen that shows some must not show those of the first alone.
        if (leagues > 0)
            standings = standings with { Standings = [.. standings.Standings.GroupBy(s => s.League).SelectMany(league => league.Take(Rows / leagues))] };
        return json.Of(standings with { Epoch = page.Epoch, Revision = page.Revision, LastPostedAt = page.LastPostedAt }, await RulesAsync());
    }

    private async ValueTask<ContestRules> RulesAsync() =>
        _rules ??= (await Grains.Contest(id).Get())?.Rules ?? throw new InvalidOperationException($"The contest {id} is gone.");
}
