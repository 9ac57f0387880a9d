using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Payroll;
using Leaderboard.Storage;

namespace Leaderboard.Payroll;

/// <summary>Reads one month from the journal until it is locked; then from the document that was written once.</summary>
[GrainType("lb.pay-month")]
internal sealed class PayMonthGrain(DocumentStore documents, PayReader reader, InstitutionCalendar calendar, TimeProvider time) : Grain, IPayMonthGrain
{
    public const string DocumentKind = "pay-month";

    /// <summary>What was decided in the last moment of the month is in the journal by then.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    private string _id = "";
    private BoardWindow? _window;
    private PayMonthRecord? _locked;

    private BoardWindow Window => _window ?? throw new InvalidOperationException("It is not active.");

    private (Moment From, Moment To) Span => (Window.From ?? Moment.MinValue, Window.To ?? Moment.MaxValue);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        _window = calendar.Window("month/" + _id);
        (_, _locked) = await documents.ReadAsync<PayMonthRecord>(DocumentKind, _id);
    }

    public async Task<PayMonthView> Get()
    {
        if (_locked is not null)
            return View([.. _locked.Lines], 0, [.. _locked.Heads]);
        var (lines, unexplained, heads) = await reader.ReadAsync(Span.From, Span.To);
        return View(lines, unexplained, heads);
    }

    public Task<PayLine[]?> LockedOf(CollectorId collector) => Task.FromResult<PayLine[]?>(_locked is null ? null : [.. _locked.Lines.Where(l => l.Collector == collector)]);

    public async Task<PayLockOutcome> Lock(string byId, string byName)
    {
        if (_locked is not null)
            return PayLockOutcome.Done;
        var now = time.Now();
        if (now < Span.To.Plus(OnItsWay))
            return PayLockOutcome.NotOver;
        if ((await documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind)).Any(c => c.IsPayingFor(Span.From, Span.To)))
            return PayLockOutcome.BeingPaid;
        var (lines, unexplained, heads) = await reader.ReadAsync(Span.From, Span.To);
        if (unexplained > 0)
            return PayLockOutcome.Unexplained;
        var locked = new PayMonthRecord { Lines = lines, Heads = heads, LockedAtMicros = now.UnixMicroseconds, LockedById = byId, LockedBy = byName };
        try
        {
            await documents.SaveAsync(DocumentKind, _id, version: 0, locked);
        }
        catch
        {
            // Whoever comes next reads what is there.
            DeactivateOnIdle();
            throw;
        }

        _locked = locked;
        return PayLockOutcome.Done;
    }

    private PayMonthView View(PayLine[] lines, int unexplained, Journal.PartitionHead[] heads) => new()
    {
        Month = DateOnly.ParseExact(_id + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture),
        From = Span.From,
        To = Span.To,
        Lines = lines,
        Heads = heads,
        Unexplained = unexplained,
        LockedAt = _locked is { } at ? new Moment(at.LockedAtMicros) : null,
        LockedBy = _locked?.LockedBy,
    };
}
