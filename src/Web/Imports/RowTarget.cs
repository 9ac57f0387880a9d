using Leaderboard.Accounts;
using Leaderboard.Imports;
using Leaderboard.Recoveries;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Targets;

namespace Leaderboard.Web.Imports;

/// <summary>Where the rows of one run go.</summary>
internal interface IRowTarget
{
    /// <summary>Rows of one key take effect in the order of the file; null: with no other.</summary>
    string? KeyOf(SheetRow row);

    /// <summary>Answers in the order of the rows, after all that is accepted is durable. The same rows again change nothing.</summary>
    Task<RowOutcome[]> PostAsync(IReadOnlyList<SheetRow> rows);
}

/// <summary>Makes the target of a run.</summary>
internal sealed class RowTargets(
    EntryParsers parsers, PostingService service, DryRun dryRun, IGrainFactory grains, RosterService roster, RosterAudit rosterAudit, TargetDesk targets, WindowCells windows,
    InstitutionSettings settings, TimeProvider time)
{
    public IRowTarget Of(ImportView import) => import.File.TakesBack is { } takenBack
        ? new TakeBackRows(parsers, service, takenBack, import.CreatedAt)
        : Of(import.File.Kind, ActorOf(import), Senders.OfFile(import.File.Source), isDryRun: import.State == ImportState.Checking);

    private static AuditActor ActorOf(ImportView import) => import.OrderedBy is { } by
        ? new AuditActor(by.Id, by.Name, by.Address, by.IsPerson)
        : new AuditActor("", import.File.SentBy, "", IsPerson: false);

    private IRowTarget Of(ImportKind kind, AuditActor actor, string sender, bool isDryRun) => kind switch
    {
        ImportKind.Recoveries => new EntryRows<ParsedRecovery>(
            "id", e => parsers.Recovery(e, sender), isDryRun ? dryRun.Recoveries() : service.PostRecoveriesAsync, e => EntryId.Recovery(e.Recovery.Id), e => e.Recovery.AmountMinor),
        ImportKind.Reversals => new EntryRows<PostReversal>(
            "recoveryId", e => parsers.Reversal(e, sender), isDryRun ? dryRun.Reversals() : service.PostReversalsAsync, e => EntryId.Reversal(e.Id), e => e.AmountMinor ?? 0),
        ImportKind.Accounts => new EntryRows<AccountSnapshot>(
            "id", parsers.Account, isDryRun ? dryRun.Accounts() : service.PostAccountsAsync, null, e => e.PrincipalMinor ?? 0),
        ImportKind.Roster => new RosterRows(grains, roster, rosterAudit, actor, time, isDryRun),
        ImportKind.Targets => new TargetRows(grains, targets, parsers, windows, settings, actor, isDryRun),
        ImportKind.Absences => new AbsenceRows(grains, targets, actor, isDryRun),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}

/// <summary>Rows that are entries: each is read as a JSON entry would be, and posted with the others of its lot.</summary>
/// <param name="keyField">Whose value keeps rows in order.</param>
/// <param name="parse">Reads one.</param>
/// <param name="post">Posts, or judges.</param>
/// <param name="entryOf">Its id in the journal; null for what is not kept there.</param>
/// <param name="amountOf">Minor units.</param>
internal sealed class EntryRows<T>(
    string keyField, Func<Entry, T> parse, Func<Parsed<T>[], Task<EntryAnswer[]>> post, Func<T, EntryId>? entryOf, Func<T, long> amountOf) : IRowTarget
    where T : class
{
    public string? KeyOf(SheetRow row) => row.Cell(keyField);

    public async Task<RowOutcome[]> PostAsync(IReadOnlyList<SheetRow> rows)
    {
        var outcomes = new RowOutcome[rows.Count];
        var places = new List<int>(rows.Count);
        var entries = new List<Parsed<T>>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Fault is { } fault)
            {
                outcomes[i] = RowOutcome.Refused(rows[i], fault);
                continue;
            }

            places.Add(i);
            entries.Add(EntryParsers.One(new Entry(rows[i]), parse));
        }

        var answers = entries.Count == 0 ? [] : await post([.. entries]);
        for (var n = 0; n < answers.Length; n++)
        {
            var entry = entries[n].Value;
            outcomes[places[n]] = RowOutcome.Of(rows[places[n]], answers[n], entry is null ? null : entryOf?.Invoke(entry), entry is null ? 0 : amountOf(entry));
        }

        return outcomes;
    }
}
