using Leaderboard.Boards;
using Leaderboard.Recoveries;
using Leaderboard.Roster;
using Leaderboard.Targets;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Targets;

namespace Leaderboard.Web.Imports;

/// <summary>Whose target, for which window.</summary>
/// <param name="Collector">Null: the team's own.</param>
internal readonly record struct TargetPlace(TeamId Team, string WindowKey, CollectorId? Collector);

/// <summary>Rows of targets in minor units, each of a team, or of somebody in a team: the one they are in now where none is named.</summary>
internal sealed class TargetRows(
    IGrainFactory grains, TargetDesk desk, EntryParsers parsers, WindowCells windows, InstitutionSettings settings, AuditActor actor, bool isDryRun) : SettingRows<TargetPlace, long>(isDryRun)
{
    private HashSet<TeamId> _teams = [];
    private Dictionary<CollectorId, CollectorView> _collectors = [];

    protected override async Task PrepareAsync()
    {
        _teams = [.. (await grains.Roster().Teams()).Select(t => t.Id)];
        _collectors = (await grains.Roster().Collectors()).ToDictionary(c => c.Id);
    }

    protected override (TargetPlace Key, long Value) Read(SheetRow row)
    {
        var entry = new Entry(row);
        parsers.CheckCurrency(entry);
        var collectorId = Field.OptionalId(entry, "collectorId");
        var teamId = Field.OptionalId(entry, "teamId");
        var window = Window(row, entry);
        var amountMinor = Field.Amount(entry, "target", settings.CurrencyDecimals);
        if (collectorId is null && teamId is null)
            throw Field.Fault(Refusal.InvalidId, "collectorId", "A row names a team, or somebody in it.");
        var collector = collectorId is null ? null : _collectors.GetValueOrDefault(new CollectorId(collectorId));
        if (collectorId is not null && collector is null)
            throw Field.Fault(Refusal.UnknownCollector, "collectorId", "The roster has no such collector.");
        var team = teamId is not null ? new TeamId(teamId) : collector?.Team ?? TeamId.None;
        if (team == TeamId.None)
            throw new RowRefusedException("teamId", "noTeam", "The collector is in no team now.");
        if (!_teams.Contains(team))
            throw new RowRefusedException("teamId", "unknownTeam", "There is no such team.");
        if (collector is not null && !Array.Exists(collector.Teams, s => s.Team == team))
            throw new RowRefusedException("collectorId", "unknownMember", "The collector has never been in the team.");
        return (new TargetPlace(team, window.Key, collector?.Id), amountMinor);
    }

    protected override async Task<IReadOnlyDictionary<TargetPlace, long>> StoredAsync(IReadOnlyCollection<TargetPlace> keys)
    {
        var stored = new Dictionary<TargetPlace, long>();
        foreach (var (team, window) in keys.Select(k => (k.Team, k.WindowKey)).Distinct())
        {
            foreach (var target in await grains.Targets(team, window).List())
                stored[new TargetPlace(team, window, target.Collector)] = target.AmountMinor ?? 0;
        }

        return stored;
    }

    protected override async Task PutAsync(IReadOnlyList<Setting> changes, Action<Setting, RowRefusedException> refuse)
    {
        foreach (var sheet in changes.GroupBy(c => (c.Key.Team, c.Key.WindowKey)))
        {
            var outcome = await desk.SetAsync(actor, sheet.Key.Team, sheet.Key.WindowKey, [.. sheet.Select(c => new TargetChange { Collector = c.Key.Collector, AmountMinor = c.Value })]);
            if (outcome == TargetsOutcome.Done)
                continue;
            foreach (var change in sheet)
                refuse(change, new RowRefusedException("collectorId", "unknownMember", "The roster has changed meanwhile: send the file again."));
        }
    }

    private BoardWindow Window(SheetRow row, in Entry entry)
    {
        var period = Field.Choice(entry, "period", TargetRequests.Periods, default, Refusal.InvalidKind);
        return windows.Read(row.Cell("window") ?? "", period, row.Formats)
            ?? throw Field.Fault(Refusal.InvalidTime, "window", "A month such as 2026-11, a quarter such as 2026-Q4, a week such as 2026-W48, or a day of it.");
    }
}
