using System.Globalization;
using Leaderboard.Payroll;
using Leaderboard.Web.Audit;
using Leaderboard.Web.People;

namespace Leaderboard.Web.Payroll;

/// <summary>Finds months, locks them, and writes down who did; whether they may is the caller's to ask.</summary>
internal sealed class PayrollDesk(IGrainFactory grains, AuditLog audit, InstitutionCalendar calendar, TimeProvider time)
{
    private const string Format = "yyyy-MM";
    private const int FirstYear = 2000;

    public DateOnly ThisMonth => calendar.DayOf(time.Now()) is var day ? new DateOnly(day.Year, day.Month, 1) : default;

    public static string NameOf(DateOnly month) => month.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Null for no month, and for one that has not begun.</summary>
    /// <param name="name">As <c>2026-11</c>.</param>
    public DateOnly? MonthOf(string? name) =>
        DateOnly.TryParseExact(name, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year >= FirstYear && month <= ThisMonth ? month : null;

    public Task<PayMonthView> GetAsync(DateOnly month) => grains.PayMonth(month).Get();

    public async Task<PayLockOutcome> LockAsync(HttpContext http, DateOnly month)
    {
        var before = await GetAsync(month);
        try
        {
            var outcome = await grains.PayMonth(month).Lock(Caller.By(http.User), Caller.Of(http.User)?.Name ?? http.User.Identity?.Name ?? "");
            await WriteAsync(http, before, await GetAsync(month));
            return outcome;
        }
        catch
        {
            // It may be locked all the same, and who comes again finds it so.
            await WriteAsync(http, before, await GetAsync(month));
            throw;
        }
    }

    private async Task WriteAsync(HttpContext http, PayMonthView before, PayMonthView after)
    {
        if (after.IsLocked && !before.IsLocked)
            await audit.WriteAsync(http, new AuditEntry(AuditActions.LockPayMonth, NameOf(after.Month), After: new { Lines = after.Lines.Length, ValueMinor = after.Lines.Sum(l => l.ValueMinor) }));
    }
}
