using Leaderboard.Statements;
using Leaderboard.Web.Api;
using Leaderboard.Web.Audit;
using Leaderboard.Web.Payroll;
using Leaderboard.Web.People;
using Leaderboard.Web.Rewards;

namespace Leaderboard.Web.Statements;

/// <summary>Finds statements, signs, appeals and answers, and writes down who did; whether they may is the caller's to ask.</summary>
internal sealed class StatementDesk(IGrainFactory grains, AuditLog audit, PayrollDesk months)
{
    public const int MaxReasonLength = RedemptionDesk.MaxReasonLength;

    public DateOnly ThisMonth => months.ThisMonth;

    /// <summary>Null for no month, and for one that has not begun.</summary>
    /// <param name="name">As <c>2026-11</c>.</param>
    public DateOnly? MonthOf(string? name) => months.MonthOf(name);

    /// <summary>The reason, or the answer, as it is kept; null for none, for one that is too long, and for one with control characters.</summary>
    public static string? ReasonOf(string? typed) => RedemptionDesk.ReasonOf(null, typed);

    /// <summary>Null for a collector whom nobody knows, and for who stands for nobody.</summary>
    public async Task<StatementView?> FindAsync(string collector, DateOnly month) =>
        Field.IsId(collector) && new CollectorId(collector) is var id && id != CollectorId.Unassigned ? await grains.Statement(id, month).Get() : null;

    public Task<StatementProgress[]> ListAsync(DateOnly month) => grains.Statements().List(month);

    /// <summary>The months in which appeals wait for an answer, and how many; ascending.</summary>
    public async Task<IReadOnlyList<(DateOnly Month, int Appeals)>> AppealedAsync() => [.. (await grains.Statements().Appealed()).CountBy(m => m).Select(m => (m.Key, m.Value))];

    /// <param name="http">Of the collector's own session.</param>
    /// <param name="collector">Whose.</param>
    /// <param name="month">Any day of it.</param>
    /// <param name="shown">Digest of the figures that were looked at; null: any.</param>
    public Task<StatementAnswer> SignAsync(HttpContext http, CollectorId collector, DateOnly month, Digest? shown) =>
        MoveAsync(http, AuditActions.SignStatement, collector, month, StatementState.Signed, s => s.Sign(By(http), shown), static _ => true);

    public Task<StatementAnswer> AppealAsync(HttpContext http, CollectorId collector, DateOnly month, string reason) =>
        MoveAsync(http, AuditActions.AppealStatement, collector, month, StatementState.Appealed, s => s.Appeal(By(http), reason), v => v.Appeals[^1].Reason == reason);

    public Task<StatementAnswer> AnswerAsync(HttpContext http, CollectorId collector, DateOnly month, AppealVerdict verdict, string text) =>
        MoveAsync(http, AuditActions.AnswerStatement, collector, month, StatementState.Answered, s => s.Answer(By(http), verdict, text), v => v.Appeals[^1].Verdict == verdict && v.Appeals[^1].Answer == text);

    private static Signatory By(HttpContext http) => new() { Id = Caller.By(http.User), Name = Caller.Of(http.User)?.Name ?? http.User.Identity?.Name ?? "" };

    /// <summary>Reasons and answers stay with the statement: they may tell of conduct, which not all who read the audit may know.</summary>
    private async Task<StatementAnswer> MoveAsync(
        HttpContext http, string action, CollectorId collector, DateOnly month, StatementState after, Func<IStatementGrain, Task<StatementAnswer>> move, Func<StatementView, bool> isOurs)
    {
        StatementAnswer answer;
        try
        {
            answer = await move(grains.Statement(collector, month));
        }
        catch
        {
            // It may be done all the same, and who comes again finds it so.
            if (await grains.Statement(collector, month).Get() is { } view && view.State == after && isOurs(view))
                await WriteAsync(view.Digest);
            throw;
        }

        if (answer.IsNew)
            await WriteAsync(answer.Digest);
        return answer;

        Task WriteAsync(Digest? digest) => audit.WriteAsync(http, new AuditEntry(
            action, $"{collector}/{PayrollDesk.NameOf(month)}", After: new { State = BoardRequests.NameOf(after), Digest = after == StatementState.Signed ? digest?.ToString() : null }));
    }
}
