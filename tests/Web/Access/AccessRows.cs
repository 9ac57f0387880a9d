using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Leaderboard.Web.Access;

/// <summary>Who may call what, and how far: own, own team, all, or nothing (-). What is open to anybody stands apart.</summary>
internal static class AccessRows
{
    private const string Table = """
        route                                                      collector lead manager compliance admin      store
        GET    /api/v1/boards/{subject}/{measure}/{period}             all   all  all     all        all        all
        GET    /api/v1/boards/{subject}/{measure}/{period}/{id}        all   all  all     all        all        all
        GET    /api/v1/boards/{subject}/{measure}/{period}/{id}/around all   all  all     all        all        all
        GET    /api/v1/races/{subject}/{measure}/{period}              all   all  all     all        all        all
        GET    /api/v1/collectors                                      own   team all     all        all        -
        GET    /api/v1/collectors/{id}                                 own   team all     all        all        -
        GET    /api/v1/collectors/{id}/points                          own   team all     all        -          -
        GET    /api/v1/collectors/{id}/ledger                          own   team all     all        -          -
        GET    /api/v1/collectors/{id}/merits                          own   team all     all        -          -
        GET    /api/v1/teams                                           own   team all     all        all        -
        GET    /api/v1/teams/{id}                                      -     team all     all        -          -
        GET    /api/v1/teams/{id}/targets/{period}/{date}              -     team all     all        -          -
        PUT    /api/v1/teams/{id}/targets/{period}/{date}              -     team all     -          -          -
        PUT    /api/v1/absences                                        -     team all     -          -          -
        GET    /api/v1/collectors/{id}/absences                        own   team all     -          -          -
        DELETE /api/v1/collectors/{id}/absences/{absence}              -     team all     -          -          -
        GET    /api/v1/unassigned                                      own   team all     -          -          -
        POST   /api/v1/unassigned/{id}/claims                          own   team all     -          -          -
        POST   /api/v1/unassigned/{id}/assign                          -     team all     -          -          -
        POST   /api/v1/unassigned/{id}/refuse                          -     team all     -          -          -
        GET    /api/v1/collectors/{id}/claims                          own   team all     -          -          -
        POST   /api/v1/contests                                        -     team all     -          -          -
        GET    /api/v1/contests                                        all   all  all     all        all        all
        GET    /api/v1/contests/{id}                                   all   all  all     all        all        all
        PUT    /api/v1/contests/{id}                                   -     team all     -          -          -
        POST   /api/v1/contests/{id}/schedule                          -     team all     -          -          -
        POST   /api/v1/contests/{id}/cancel                            -     team all     -          -          -
        POST   /api/v1/contests/{id}/certify                           -     -    all     -          -          -
        GET    /api/v1/contests/{id}/standings                         all   all  all     all        all        all
        GET    /api/v1/contests/{id}/race                              all   all  all     all        all        all
        GET    /api/v1/contests/{id}/payouts                           -     -    all     all        -          -
        GET    /api/v1/contests/{id}/restatements                      all   all  all     all        all        all
        GET    /api/v1/benchmarks                                      all   all  all     all        all        all
        PUT    /api/v1/benchmarks                                      -     -    all     -          -          -
        GET    /api/v1/benchmarks/proposal                             -     -    all     -          -          -
        GET    /api/v1/contests/{id}/passed-over                       -     -    all     all        -          -
        GET    /api/v1/conduct                                         -     -    all     all        -          -
        GET    /api/v1/collectors/{id}/conduct                         own   -    all     all        -          -
        POST   /api/v1/collectors/{id}/complaints                      -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/complaints/{complaint}/uphold   -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/complaints/{complaint}/dismiss  -     -    -       all        -          -
        DELETE /api/v1/collectors/{id}/complaints/{complaint}/note     -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/holds                           -     -    -       all        -          -
        POST   /api/v1/collectors/{id}/holds/{hold}/lift               -     -    -       all        -          -
        GET    /api/v1/accounts/{id}/flags                             -     -    all     all        -          -
        POST   /api/v1/accounts/{id}/flags                             -     -    -       all        -          -
        GET    /api/v1/budgets                                         -     team all     all        -          -
        GET    /api/v1/budgets/{id}                                    -     team all     all        -          -
        PUT    /api/v1/budgets/{id}                                    -     -    all     -          -          -
        GET    /api/v1/rewards                                         all   all  all     all        all        all
        PUT    /api/v1/rewards/{id}                                    -     -    all     -          -          -
        PUT    /api/v1/rewards/{id}/picture                            -     -    all     -          -          -
        DELETE /api/v1/rewards/{id}/picture                            -     -    all     -          -          -
        POST   /api/v1/redemptions                                     own   own  own     -          -          -
        GET    /api/v1/redemptions                                     own   team all     all        -          all
        GET    /api/v1/redemptions/{id}                                own   team all     all        -          all
        POST   /api/v1/redemptions/{id}/approve                        -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/reject                         -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/reopen                         -     -    all     -          -          -
        POST   /api/v1/redemptions/{id}/fulfil                         -     -    all     -          -          all
        POST   /api/v1/redemptions/{id}/return                         -     -    all     -          -          all
        POST   /api/v1/redemptions/{id}/cancel                         own   own  own     -          -          -
        GET    /api/v1/schemes                                         all   all  all     all        all        all
        GET    /api/v1/schemes/{id}/{version}                          all   all  all     all        all        all
        POST   /api/v1/schemes                                         -     -    all     -          -          -
        POST   /api/v1/schemes/validate                                -     -    all     -          -          -
        POST   /api/v1/schemes/simulate                                -     -    all     -          -          -
        PUT    /api/v1/roster                                          -     -    all     -          all        -
        POST   /api/v1/recoveries                                      -     -    all     -          -          -
        POST   /api/v1/reversals                                       -     -    all     -          -          -
        POST   /api/v1/accounts                                        -     -    all     -          -          -
        POST   /api/v1/imports                                         -     -    all     -          all        -
        GET    /api/v1/imports                                         -     -    all     -          all        -
        GET    /api/v1/imports/{id}                                    -     -    all     -          all        -
        GET    /api/v1/imports/{id}/errors                             -     -    all     -          all        -
        POST   /api/v1/imports/{id}/run                                -     -    all     -          all        -
        POST   /api/v1/imports/{id}/take-back                          -     -    all     -          all        -
        GET    /api/v1/reconciliations                                 -     -    all     all        -          -
        GET    /api/v1/reconciliations/{day}                           -     -    all     all        -          -
        GET    /api/v1/reconciliations/{day}/{source}/differences      -     -    all     all        -          -
        PUT    /api/v1/reconciliations/{day}/{source}                  -     -    all     all        -          -
        PUT    /api/v1/reconciliations/{day}/{source}/rows             -     -    all     all        -          -
        POST   /api/v1/reconciliations/{day}/close                     -     -    all     all        -          -
        GET    /api/v1/keys                                            -     -    -       -          all        -
        POST   /api/v1/keys                                            -     -    -       -          all        -
        DELETE /api/v1/keys/{id}                                       -     -    -       -          all        -
        GET    /api/v1/displays                                        -     -    all     -          all        -
        POST   /api/v1/displays                                        -     -    all     -          all        -
        DELETE /api/v1/displays/{id}                                   -     -    all     -          all        -
        GET    /api/v1/operations                                      -     -    -       -          all        -
        GET    /api/v1/verify                                          -     -    all     all        all        -
        *      /metrics                                                -     -    -       -          all        -
        *      /hubs/live                                              all   all  all     all        all        all
        *      /wall                                                   all   all  all     all        all        all
        *      /operations                                             -     -    -       -          all        -
        *      /team                                                   -     team all     all        -          -
        *      /unassigned                                             own   team all     -          -          -
        *      /account                                                own   own  own     own        own        own
        *      /manage/audit                                           -     -    all     all        all        -
        *      /me                                                     own   own  own     own        own        own
        *      /boards/{subject?}/{measure?}/{period?}                 all   all  all     all        all        all
        *      /collectors/{id}                                        own   team all     all        -          -
        *      /teams/{id}                                             -     team all     all        -          -
        *      /contests                                               all   all  all     all        all        all
        *      /contests/new                                           -     team all     -          -          -
        *      /contests/{id}                                          all   all  all     all        all        all
        *      /manage/benchmarks                                      -     -    all     -          -          -
        *      /me/conduct                                             own   own  own     own        own        own
        *      /me/kudos                                               own   own  own     own        own        own
        *      /manage/conduct                                         -     -    all     all        -          -
        *      /manage/conduct/accounts                                -     -    all     all        -          -
        *      /manage/redemptions                                     -     -    all     -          -          -
        *      /manage/redemptions/delegation                          -     -    all     -          -          -
        *      /manage/handover                                       -     -    all     -          -          all
        GET    /api/v1/payroll/{month}                                 -     -    all     all        -          -
        POST   /api/v1/payroll/{month}/lock                            -     -    all     -          -          -
        *      /manage/payroll/{month?}                                -     -    all     all        -          -
        GET    /api/v1/collectors/{id}/statements/{month}              own   team all     all        -          -
        POST   /api/v1/collectors/{id}/statements/{month}/sign         own   -    -       -          -          -
        POST   /api/v1/collectors/{id}/statements/{month}/appeal       own   -    -       -          -          -
        *      /me/month/{month?}                                      own   own  own     own        own        own
        *      /collectors/{id}/month/{month?}                         own   team all     all        -          -
        *      /manage/statements/{month?}                             -     -    all     all        -          -
        *      /manage/budgets                                         -     team all     all        -          -
        *      /manage/notifications                                   -     -    all     -          all        -
        *      /shop                                                   all   all  all     all        all        all
        *      /shop/suggestions                                       all   all  all     all        all        all
        *      /manage/rewards                                         -     -    all     -          -          -
        GET    /rewards/{id}/picture                                   all   all  all     all        all        all
        *      /manage/schemes                                         all   all  all     all        all        all
        *      /manage/schemes/new                                     -     -    all     -          -          -
        *      /contests/{id}/certificate/{subjectId}                  all   all  all     all        all        all
        *      /manage/people                                          -     -    all     -          all        -
        *      /manage/keys                                            -     -    -       -          all        -
        *      /manage/displays                                        -     -    all     -          all        -
        *      /manage/displays/{id}                                   -     -    all     -          all        -
        *      /manage/imports                                         -     -    all     -          all        -
        *      /manage/imports/{id}                                    -     -    all     -          all        -
        *      /manage/reconciliation                                  -     -    all     all        -          -
        *      /manage/reconciliation/{day}                            -     -    all     all        -          -
        *      /manage/reconciliation/{day}/close                      -     -    all     all        -          -
        """;

    /// <summary>Open to anybody, each for its reason.</summary>
    public static IReadOnlyList<string> Open { get; } =
    [
        // Doors, and what stands before them.
        "/", "/sign-in", "/sign-in/outside", "/welcome", "/join/{secret}", "/operations/sign-in", "/wall/link/{secret}", "/language", "/error",

        // In the demo alone; elsewhere there is nothing behind it.
        "/tour",

        // Tell nothing of the institution.
        "/health/live", "/health/ready", "/openapi/{documentName}.json", "/docs/{documentName?}", "/schemas/points-scheme.v1.json", "/docs/favicon.svg", "/docs/scalar.js", "/docs/scalar.aspnetcore.js",
    ];

    /// <summary>The columns.</summary>
    public static ImmutableArray<string> Roles { get; } = ["Collector", "Lead", "Manager", "Compliance", "Admin", "Storekeeper"];

    public static IEnumerable<AccessRow> All => Table.Split('\n').Skip(1).Select(line => Regex.Split(line.Trim(), " +", RegexOptions.None, TimeSpan.FromSeconds(1)))
        .Select(c => new AccessRow(c[0], c[1], c[2..]));
}

/// <param name="Method">* is any.</param>
/// <param name="Path">As the route has it.</param>
/// <param name="Reach">Of each role.</param>
internal sealed record AccessRow(string Method, string Path, string[] Reach);
