using System.Text;
using System.Text.Json;
using Leaderboard.Boards;
using Leaderboard.Budgets;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Measures;
using Leaderboard.Journal;
using Leaderboard.Operations;
using Leaderboard.Recoveries;
using Leaderboard.Storage;

namespace Leaderboard.Contests;

/// <summary>
/// Keeps one contest. Each step is stored before it is done elsewhere, and done under an id of the contest's own: certifying stores the
/// result with every line before it pays, so that whatever breaks it off, the next call, or the clock, does the rest and nothing twice.
/// </summary>
[GrainType("lb.contest")]
internal sealed class ContestGrain(
    DocumentStore documents, ContestStandings standings, ContestResults results, FaultPoints<ContestPoint> faults, InstitutionCalendar calendar, TimeProvider time)
    : Grain, IContestGrain
{
    public const string DocumentKind = "contest";
    private const int MaxRows = 1000;

    /// <summary>Collectors paid at the same time: their entries share commits.</summary>
    private const int PaidAtOnce = 256;

    private string _id = "";
    private ContestRecord? _record;
    private long _version;

    /// <summary>Under which it draws on its budget.</summary>
    private string DrawId => "contest:" + _id;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        (_version, _record) = await documents.ReadAsync<ContestRecord>(DocumentKind, _id);
    }

    public Task<ContestOutcome> Draft(ContestRules rules, string by) => SaveAsync(_record is null
        ? new ContestRecord { Id = _id, Rules = rules, Step = ContestStep.Draft, CreatedAtMicros = time.Now().UnixMicroseconds, CreatedBy = by }
        : _record.Redrafted(rules));

    public async Task<ContestOutcome> Schedule(string by)
    {
        if (_record is null)
            return ContestOutcome.NoSuchContest;
        if (_record is { Step: ContestStep.Draft, Rules.Budget: { } budget } && PrizeBound.FaultOf(_record.Rules, await GrainFactory.Budget(budget).GetTerms()) is { } fault)
            return fault;
        var outcome = await SaveAsync(_record.Scheduled(by, time.Now(), Digest.Of(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(_record.Rules, DocumentStore.Json)))));
        return outcome == ContestOutcome.Done ? await ReserveAsync() : outcome;
    }

    public async Task<ContestOutcome> Cancel(string by)
    {
        if (_record is null)
            return ContestOutcome.NoSuchContest;
        await ReserveAsync();
        var outcome = await SaveAsync(_record.Cancelled(by));
        return outcome == ContestOutcome.Done ? await ReleaseAsync() : outcome;
    }

    public async Task<ContestOutcome> Certify(string by)
    {
        switch (_record?.Step)
        {
            case null:
                return ContestOutcome.NoSuchContest;
            case ContestStep.Certified:
                return ContestOutcome.Done;
            case ContestStep.Paying:
                break;
            case ContestStep.Scheduled when time.Now() < SettledAt(_record.Rules, calendar):
                return ContestOutcome.TooEarly;
            case ContestStep.Scheduled:
                await SaveAsync(_record.Paying(await results.ReadAsync(_id, _record.Rules, by)));
                break;
            default:
                return ContestOutcome.IllegalMove;
        }

        await PayAsync();
        return ContestOutcome.Done;
    }

    public Task<ContestView?> Get() => Task.FromResult(_record is null ? null : View(_record, time.Now(), calendar));

    public async Task<BoardPage?> Standings(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit is >= 1 and <= MaxRows, true, nameof(limit));
        if (_record is null)
            return null;
        var rows = _record.Result is { } result ? result.Standings : (await standings.ReadAsync(_record.Rules)).ToStored();
        return new BoardPage
        {
            Epoch = "",
            Revision = _version,
            AsOf = _record.Result is { } certified ? new Moment(certified.AtMicros) : time.Now(),
            From = _record.Rules.StartsAt,
            To = _record.Rules.EndsAt,
            Total = rows.Count,
            Sum = standings.RatioOf(_record.Rules, rows) is { } ratio ? Ratios.Value(_record.Rules.Measure, ratio.NumeratorMinor, ratio.DenominatorMinor, ratio.ShrinkMinor ?? 0) : rows.Sum(r => r.Value),
            Ratio = standings.RatioOf(_record.Rules, rows),
            Standings = [.. rows.Skip(offset).Take(limit).Select((r, i) => Row(rows, offset + i))],
        };
    }

    public Task<ContestPayout[]?> Payouts() => Task.FromResult<ContestPayout[]?>(_record switch
    {
        null => null,
        { Step: ContestStep.Certified, Result: { } result } =>
        [
            .. result.Lines.Select(l => new ContestPayout
            {
                Key = l.Key,
                SubjectId = l.SubjectId,
                Team = l.Team is { } team ? new TeamId(team) : null,
                Collector = new CollectorId(l.Collector),
                Rank = l.Rank,
                Unit = l.Unit,
                Value = l.Value,
                At = new Moment(result.AtMicros),
            }),
        ],
        _ => [],
    });

    public Task<ContestPassedOver[]?> PassedOver() => Task.FromResult<ContestPassedOver[]?>(_record switch
    {
        null => null,
        { Step: ContestStep.Certified, Result: { } result } => [.. result.PassedOver.Select(p => new ContestPassedOver { Collector = new CollectorId(p.Collector), Cause = p.Cause })],
        _ => [],
    });

    public async Task<Restatement[]?> Restatements()
    {
        if (_record is null)
            return null;
        return _record.Result is { } result ? Restating.Of(result.Standings, (await standings.ReadAsync(_record.Rules)).ToStored()) : [];
    }

    internal static ContestView View(ContestRecord record, Moment now, InstitutionCalendar calendar) => new()
    {
        Id = record.Id,
        Rules = record.Rules,
        State = record.StateAt(now),
        RulesHash = record is { RulesHash: { } hash, Step: not ContestStep.Reserving } ? Digest.Parse(hash) : null,
        CreatedAt = new Moment(record.CreatedAtMicros),
        CreatedBy = record.CreatedBy,
        ScheduledAt = record.ScheduledAtMicros is { } at ? new Moment(at) : null,
        ScheduledBy = record.ScheduledBy,
        SettledAt = SettledAt(record.Rules, calendar),
        CertifiedAt = record.Step == ContestStep.Certified && record.Result is { } result ? new Moment(result.AtMicros) : null,
        CertifiedBy = record.Step == ContestStep.Certified ? record.Result?.By : null,
        Heads = record.Step == ContestStep.Certified ? [.. record.Result?.Heads ?? []] : [],
    };

    /// <summary>When settling is over: so many local days after the end, at the same time of the day.</summary>
    private static Moment SettledAt(ContestRules rules, InstitutionCalendar calendar) => calendar.PlusDays(rules.EndsAt, rules.SettleDays);

    private static Standing Row(IReadOnlyList<StoredStanding> rows, int at)
    {
        var row = rows[at];
        var above = at;
        while (above > 0 && rows[above].Value <= row.Value && rows[above - 1].League == row.League)
            above--;
        return new Standing
        {
            Rank = row.Rank,
            Tied = row.IsTied,
            Id = row.Id,
            Name = row.Name,
            Alias = row.Alias,
            TeamName = row.TeamName,
            Team = row.Team is { } team ? new TeamId(team) : null,
            Value = row.Value,
            ReachedAt = new Moment(row.ReachedAtMicros),
            GapToNext = Math.Max(0, rows[above].Value - row.Value),
            NumeratorMinor = row.NumeratorMinor,
            DenominatorMinor = row.DenominatorMinor,
            Heads = row.Heads,
            League = row.League,
        };
    }

    /// <summary>The most that prizes can pay is set aside, or the contest is a draft again.</summary>
    private async Task<ContestOutcome> ReserveAsync()
    {
        if (_record is not { Step: ContestStep.Reserving, Rules.Budget: { } budget, Reserve: { } most })
            return ContestOutcome.Done;
        faults.Pass(_id, ContestPoint.ReservingStored);
        var reserved = await GrainFactory.Budget(budget).Reserve(DrawId, most);
        faults.Pass(_id, ContestPoint.Reserved);
        await SaveAsync(reserved == BudgetOutcome.Done ? _record.Reserved() : _record.Unscheduled());
        faults.Pass(_id, ContestPoint.ScheduledStored);
        return reserved switch
        {
            BudgetOutcome.Done => ContestOutcome.Done,
            BudgetOutcome.NoSuchBudget => ContestOutcome.BudgetUnknown,
            _ => ContestOutcome.BudgetExhausted,
        };
    }

    private async Task<ContestOutcome> ReleaseAsync()
    {
        if (_record is not { Step: ContestStep.Releasing, Rules.Budget: { } budget })
            return ContestOutcome.Done;
        faults.Pass(_id, ContestPoint.ReleasingStored);
        await GrainFactory.Budget(budget).Release(DrawId);
        faults.Pass(_id, ContestPoint.Released);
        await SaveAsync(_record.Released());
        faults.Pass(_id, ContestPoint.CancelledStored);
        return ContestOutcome.Done;
    }

    /// <summary>Every line once: what is in the journal under its key is not written again. Then the budget has spent it, and the rest back.</summary>
    private async Task PayAsync()
    {
        if (_record is not { Result: { } result })
            return;
        faults.Pass(_id, ContestPoint.ResultStored);
        await Parallel.ForEachAsync(
            result.Lines.GroupBy(l => l.Collector, StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = PaidAtOnce, TaskScheduler = TaskScheduler.Current },
            async (lines, _) =>
            {
                await GrainFactory.Collector(new CollectorId(lines.Key)).Award([.. lines.Select(l => Award(l, result.AtMicros))]);
                faults.Pass(_id, ContestPoint.CollectorPaid);
            });
        faults.Pass(_id, ContestPoint.AllPaid);
        if (_record.Rules.Budget is { } budget)
        {
            var spent = await GrainFactory.Budget(budget).Commit(DrawId, result.Lines.Sum(l => l.Value));
            if (spent != BudgetOutcome.Done)
                throw new InvalidDataException($"The budget {budget} of the contest {_id} answers {spent}.");
            faults.Pass(_id, ContestPoint.Spent);
        }

        await SaveAsync(_record.Paid());
        faults.Pass(_id, ContestPoint.CertifiedStored);
    }

    private PostAward Award(StoredPayout line, long atMicros) => new()
    {
        Id = EntryId.Payout(line.Key),
        Team = line.Team is { } team ? new TeamId(team) : TeamId.None,
        Contest = _id,
        Rank = line.Rank,
        PointsHundredths = line.Unit == PrizeUnit.Points ? line.Value : 0,
        MoneyMinor = line.Unit == PrizeUnit.Money ? line.Value : 0,
        At = new Moment(atMicros),
    };

    private async Task<ContestOutcome> SaveAsync(ContestRecord? next)
    {
        if (next is null)
            return ContestOutcome.IllegalMove;
        if (ReferenceEquals(next, _record))
            return ContestOutcome.Done;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, next);
            _record = next;
            return ContestOutcome.Done;
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
