using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Payroll;
using Leaderboard.Storage;

namespace Leaderboard.Payroll;

/// <summary>Reads one month from the journal until it is locked; then from the document that was written once.</summary>
[GrainType("lb.pay-month")]
internal sealed class PayMonthGrain(DocumentStore documents, PayReader reader, InstitutionCalendar calendar, TimeProvider time)
    : DocumentGrain<PayMonthRecord>(documents, PayMonthGrain.DocumentKind), IPayMonthGrain
{
    public const string DocumentKind = "pay-month";

    /// <summary>What was decided in the last moment of the month is in the journal by then.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    private BoardWindow? _window;

    private BoardWindow Window => _window ?? throw new InvalidOperationException("It is not active.");

    private (Moment From, Moment To) Span => (Window.From ?? Moment.MinValue, Window.To ?? Moment.MaxValue);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _window = calendar.Window("month/" + Id);
        return ReadAsync();
    }

    public async Task<PayMonthView> Get()
    {
        if (Stored is not null)
            return View([.. Stored.Lines], 0, [.. Stored.Heads]);
        var (lines, unexplained, heads) = await reader.ReadAsync(Span.From, Span.To);
        return View(lines, unexplained, heads);
    }

    public Task<PayLine[]?> LockedOf(CollectorId collector) => Task.FromResult<PayLine[]?>(Stored is null ? null : [.. Stored.Lines.Where(l => l.Collector == collector)]);

    public async Task<PayLockOutcome> Lock(string byId, string byName)
    {
        if (Stored is not null)
            return PayLockOutcome.Done;
        var now = time.Now();
        if (now < Span.To.Plus(OnItsWay))
            return PayLockOutcome.NotOver;
        if ((await Documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind)).Any(c => c.IsPayingFor(Span.From, Span.To)))
            return PayLockOutcome.BeingPaid;
        var (lines, unexplained, heads) = await reader.ReadAsync(Span.From, Span.To);
        if (unexplained > 0)
            return PayLockOutcome.Unexplained;
        await SaveAsync(new PayMonthRecord { Lines = lines, Heads = heads, LockedAtMicros = now.UnixMicroseconds, LockedById = byId, LockedBy = byName });
        return PayLockOutcome.Done;
    }

    private PayMonthView View(PayLine[] lines, int unexplained, Journal.PartitionHead[] heads) => new()
    {
        Month = DateOnly.ParseExact(Id + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture),
        From = Span.From,
        To = Span.To,
        Lines = lines,
        Heads = heads,
        Unexplained = unexplained,
        LockedAt = Stored is { } at ? new Moment(at.LockedAtMicros) : null,
        LockedBy = Stored?.LockedBy,
    };
}
