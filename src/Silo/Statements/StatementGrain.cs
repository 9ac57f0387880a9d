using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Domain.Statements;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Statements;

/// <summary>Reads one collector's month from the journal until it is signed; then what was signed, and what has come since.</summary>
[GrainType("lb.statement")]
internal sealed class StatementGrain(DocumentStore documents, StatementReader reader, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<StatementRecord>(documents, StatementGrain.DocumentKind), IStatementGrain
{
    public const string DocumentKind = "statement";
    public const string CopyKind = "statement-copy";

    /// <summary>What can be spent from the next month's first instant on is provisional at the end of this.</summary>
    private static readonly TimeSpan LastInstant = TimeSpan.FromMicroseconds(-1);

    private static readonly BoardSelection Amounts = new() { Subject = BoardSubject.Collectors, Measure = BoardMeasure.Amount };

    private string _month = "";
    private CollectorId _collector;
    private BoardWindow? _window;
    private StatementCopy? _copy;

    private StatementRecord Kept => Stored ?? StatementRecord.New;

    private BoardWindow Window => _window ?? throw new InvalidOperationException("It is not active.");

    private DateOnly FirstDay => DateOnly.ParseExact(_month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Moment From => Window.From ?? Moment.MinValue;

    private Moment To => Window.To ?? Moment.MaxValue;

    private bool IsOver => time.Now() >= To;

    /// <summary>What it was signed under; null until it is.</summary>
    private Digest? Under => Kept.Signature is { } signature ? Digest.Parse(signature.Digest) : null;

    private StatementState State => Kept.StateOf(IsOver);

    public static string IdOf(CollectorId collector, DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"{collector}/{month:yyyy-MM}");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_collector, _month) = (new CollectorId(Id[..Id.IndexOf('/', StringComparison.Ordinal)]), Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        _window = calendar.Window("month/" + _month);
        await ReadAsync();
        if (Kept.Signature is not null)
            (_, _copy) = await Documents.ReadAsync<StatementCopy>(CopyKind, Id);
    }

    public async Task<StatementView?> Get()
    {
        if (await GrainFactory.Collector(_collector).Get() is not { } collector)
            return null;
        var (figures, heads) = await ReadAsync(collector);
        var shown = _copy?.Figures ?? figures;
        return new StatementView
        {
            Collector = _collector,
            Month = FirstDay,
            From = From,
            To = To,
            State = State,
            Figures = shown,
            Digest = Under ?? DigestOf(shown),
            Heads = _copy is null ? heads : [.. _copy.Heads],
            SignedAt = Kept.Signature is { } signature ? new Moment(signature.AtMicros) : null,
            SignedBy = Kept.Signature?.By,
            Appeals = [.. Kept.Appeals.Select(a => a.ToView())],
            Since = _copy is null ? [] : StatementSums.Between(shown, figures),
            Late = _copy is null ? [] : StatementSums.Late(shown, figures),
        };
    }

    public async Task<StatementAnswer> Sign(Signatory by, Digest? shown)
    {
        if (_copy is not null)
            return Answer(StatementOutcome.Done, Under);
        if (await GrainFactory.Collector(_collector).Get() is not { } collector)
            return Answer(StatementOutcome.UnknownCollector);
        if (!IsOver)
            return Answer(StatementOutcome.NotOver);
        var (figures, heads) = await ReadAsync(collector);
        var digest = DigestOf(figures);
        if (Kept.Signed(by, digest, time.Now()) is not { } next)
            return Answer(StatementOutcome.IllegalMove);
        if (shown is { } seen && seen != digest)
            return Answer(StatementOutcome.FiguresChanged, digest);
        var copy = new StatementCopy { Figures = figures, Heads = heads };
        await SaveAsync(next, DocumentChange.Of(CopyKind, Id, 0, copy));
        _copy = copy;
        return Answer(StatementOutcome.Done, digest, isNew: true);
    }

    public async Task<StatementAnswer> Appeal(Signatory by, string reason)
    {
        if (await GrainFactory.Collector(_collector).Get() is null)
            return Answer(StatementOutcome.UnknownCollector);
        if (!IsOver)
            return Answer(StatementOutcome.NotOver);
        return Kept.Appealed(by, reason, time.Now()) is { } next ? await MoveAsync(next)
            : Answer(Kept is { Signature: null, IsFull: true } && State == StatementState.Answered ? StatementOutcome.TooMany : StatementOutcome.IllegalMove);
    }

    public async Task<StatementAnswer> Answer(Signatory by, AppealVerdict verdict, string text) =>
        Kept.Answered(by, verdict, text, time.Now()) is { } next ? await MoveAsync(next) : Answer(StatementOutcome.IllegalMove);

    private async Task<StatementAnswer> MoveAsync(StatementRecord next)
    {
        if (ReferenceEquals(next, Kept))
            return Answer(StatementOutcome.Done);
        await SaveAsync(next);
        return Answer(StatementOutcome.Done, isNew: true);
    }

    private StatementAnswer Answer(StatementOutcome outcome, Digest? digest = null, bool isNew = false) => new() { Outcome = outcome, IsNew = isNew, State = State, Digest = digest };

    private Digest DigestOf(StatementFigures figures) => StatementDigest.Of(_collector, _month, figures);

    /// <summary>As the journal is now.</summary>
    private async Task<(StatementFigures Figures, PartitionHead[] Heads)> ReadAsync(CollectorView collector)
    {
        var now = time.Now();
        var read = await reader.ReadAsync(_collector, From, To, now < To ? now : To.Plus(LastInstant));

        // A month that is locked for the payroll is the payroll's.
        var locked = await GrainFactory.PayMonth(FirstDay).LockedOf(_collector);
        var conduct = await GrainFactory.Conduct(_collector).Get();
        return (
            new StatementFigures
            {
                Name = collector.Name,
                TeamName = await TeamNameAsync(collector),
                RecoveredMinor = read.Entries.Where(e => e.Kind == EntryKind.Recovery).Sum(e => e.AmountMinor),
                ReversedMinor = read.Entries.Where(e => e.Kind == EntryKind.Reversal).Sum(e => e.AmountMinor),
                Receipts = read.Entries.Count(e => e.Kind == EntryKind.Recovery),
                Points = StatementSums.PointsOf(read.Entries, read.Standing),
                Place = await PlaceAsync(),
                Pay = locked ?? read.Pay,
                Holds = StatementSums.HoldsOf(conduct.Holds, From, To),
                Entries = [.. read.Entries.Take(StatementSums.MostEntries)],
                MoreEntries = Math.Max(0, read.Entries.Length - StatementSums.MostEntries),
            },
            read.Heads);
    }

    private async Task<StatementPlace> PlaceAsync()
    {
        var board = GrainFactory.Board(Window.Key);
        var page = await board.Around(Amounts, _collector.Value, 1) ?? await board.Read(Amounts, 0, 1);
        var own = page.Standings.FirstOrDefault(s => string.Equals(s.Id, _collector.Value, StringComparison.Ordinal));
        return new StatementPlace { Rank = own?.Rank ?? 0, Tied = own?.Tied == true, Of = page.Total, AmountMinor = own?.Value ?? 0 };
    }

    /// <summary>Of the team in which the month ended.</summary>
    private async Task<string?> TeamNameAsync(CollectorView collector)
    {
        var stay = collector.Teams.LastOrDefault(t => t.From < To) ?? collector.Teams.FirstOrDefault();
        return stay is { Team: var team } && team != TeamId.None ? (await GrainFactory.Team(team).Get())?.Team.Name : null;
    }
}
