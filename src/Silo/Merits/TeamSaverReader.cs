using Leaderboard.Boards;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Targets;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Leaderboard.Targets;

namespace Leaderboard.Merits;

/// <summary>Who brought a team to its target, in this month and in the last. Read when it is looked at; it earns no points.</summary>
internal sealed class TeamSaverReader(Database database, DocumentStore documents, SchemeDirectory schemes, InstitutionCalendar calendar)
{
    /// <summary>The months in which the collector did.</summary>
    public async Task<IReadOnlyList<Merit>> OfAsync(CollectorId collector, Func<Moment, TeamId> teamAt, Moment now)
    {
        var month = calendar.Window(BoardPeriod.Month, now);
        var saved = new List<Merit>();
        foreach (var window in new[] { month, calendar.Before(month) })
        {
            var (from, to) = (window.From ?? now, window.To ?? now);
            foreach (var team in new[] { teamAt(from), teamAt(to.Plus(-TimeSpan.FromMicroseconds(1))) }.Distinct().Where(t => t != TeamId.None))
            {
                if (await SaverOfAsync(team, window.Key, from, to) is { } saver && saver.Collector == collector)
                    saved.Add(new Merit(MeritKind.TeamSaver, $"team-saver:{team}:{window.Key}", calendar.DayOf(saver.ReceivedAt), 0, schemes.Book.At(saver.ReceivedAt).Name));
            }
        }

        return saved;
    }

    private async Task<TeamReceipt?> SaverOfAsync(TeamId team, string windowKey, Moment from, Moment to)
    {
        var (_, sheet) = await documents.ReadAsync<TargetSheet>(TargetsGrain.DocumentKind, $"{team}/{windowKey}");
        if (sheet?.ToChanges() is not { Length: > 0 } targets)
            return null;

        // A team without a target of its own is measured by those of its members who have one, and by what those recovered.
        var own = Array.Find(targets, t => t.Collector is null);
        var members = targets.Select(t => t.Collector).OfType<CollectorId>().ToHashSet();
        var receipts = await ReceiptsAsync(team, from, to);
        return TeamSaving.SaverOf(own is null ? receipts.Where(r => members.Contains(r.Collector)) : receipts, own?.AmountMinor ?? targets.Sum(t => t.AmountMinor ?? 0));
    }

    private Task<List<TeamReceipt>> ReceiptsAsync(TeamId team, Moment from, Moment to) => database.QueryAsync(
        "team-receipts",
        c =>
        {
            Database.Bind(c, "team", team.Value);
            Database.Bind(c, "from", from.UnixMicroseconds);
            Database.Bind(c, "to", to.UnixMicroseconds);
        },
        r => new TeamReceipt(new CollectorId(r.GetString(1)), new Moment(r.GetInt64(2)), r.GetInt64(3), r.GetInt32(4) == 1));
}
