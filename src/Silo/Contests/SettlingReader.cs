using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Contests;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>Says where entrants stood when a contest's time ended: by what had been posted until then.</summary>
internal sealed class SettlingReader(Database database, IGrainFactory grains, CrossingReader crossings, EntrantRows entrants, ExclusionReader exclusions, RosterDirectory roster)
{
    /// <summary>Whether it can be told: what is divided by balances and targets goes by those as they are now.</summary>
    public static bool CanTell(ContestRules rules) =>
        !rules.Measure.IsRatio() && rules is { Score.Length: 0, MinimumBookMinor: null, HasOwnTargets: false };

    /// <summary>In their places; empty when nothing had been posted.</summary>
    /// <param name="rules">Of the contest.</param>
    /// <param name="leagues">By entrant, as they are now: a league goes by the balances of the beginning, which settling does not move.</param>
    public async Task<List<StoredStanding>> AtEndAsync(ContestRules rules, IReadOnlyDictionary<string, int?> leagues)
    {
        var projection = new WindowProjection(rules.StartsAt, rules.EndsAt, rules.StartsAt, roster);
        projection.Load(await TotalsAsync(rules));
        var excluded = await exclusions.ReadAsync(rules, rules.StartsAt, rules.EndsAt, (_, _, posted) => posted < rules.EndsAt);
        var rows = entrants.Of(rules, m => Entrants.Views(rules with { Measure = m }).SelectMany(v => projection.Standings(v, 0, int.MaxValue)), excluded)[rules.Measure];
        var crossed = rules.Format == ContestFormat.FirstToTarget ? await crossings.ReadPostedAsync(rules, rules.EndsAt) : [];
        var baseline = rules.Format == ContestFormat.MostImproved ? await BaselineAsync(rules) : [];
        return new ContestTable(
            rules,
            Placing.Of(rules, rows.Values.Select(r => new EntrantResult(
                r.Id,
                r.Value - (baseline.GetValueOrDefault(r.Id)?.Value ?? 0),
                r.ReachedAt,
                crossed.TryGetValue(r.Id, out var at) ? at : null,
                leagues.GetValueOrDefault(r.Id) ?? Leagues.Of(rules.LeaguesMinor, 0)))),
            rows,
            []).ToStored();
    }

    private Task<List<CellTotals>> TotalsAsync(ContestRules rules) => database.QueryAsync(
        "window-totals-posted",
        c =>
        {
            Database.Bind(c, "from", rules.StartsAt.UnixMicroseconds);
            Database.Bind(c, "to", rules.EndsAt.UnixMicroseconds);
            Database.Bind(c, "before", rules.EndsAt.UnixMicroseconds);
        },
        r => new CellTotals(
            new CollectorId(r.GetString(0)),
            new TeamId(r.GetString(1)),
            new Totals(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), new Moment(r.GetInt64(6)), (int)r.GetInt64(5)),
            AtDayStart: null));

    /// <summary>As it is now: what came late to the stretch before has moved nobody in settling.</summary>
    private async Task<Dictionary<string, Standing>> BaselineAsync(ContestRules rules)
    {
        var (from, to) = (rules.StartsAt.Plus(rules.StartsAt - rules.EndsAt), rules.StartsAt);
        var views = rules.MeasuresNeeded().Distinct().SelectMany(m => Entrants.Views(rules with { Measure = m }).Select(v => (Of: m, View: v))).ToArray();
        var statement = await grains.Board(InstitutionCalendar.CustomKey(from, to)).State(Array.ConvertAll(views, v => v.View));
        var excluded = await exclusions.ReadAsync(rules, from, to, (partition, seq, _) => seq <= statement.Seqs[partition]);
        return entrants.Of(rules, m => views.Zip(statement.Boards).Where(b => b.First.Of == m).SelectMany(b => b.Second), excluded)[rules.Measure];
    }
}
