using Leaderboard.Access;
using Leaderboard.Web.People;
using static Leaderboard.Web.Access.Reach;

namespace Leaderboard.Web.Access;

/// <summary>Who may do what, and how far: the one table that routes, pages and hub methods are judged by.</summary>
internal static class AccessTable
{
    /// <param name="Collector">To <paramref name="Admin"/>: how far the right goes for people of the role.</param>
    /// <param name="Keys">Scopes of programs' keys that have it, wholly; <c>admin</c> always does where any does.</param>
    /// <param name="InDemo">Whether everybody has it in the demo, signed in or not.</param>
    internal sealed record Row(Reach Collector, Reach Lead, Reach Manager, Reach Compliance, Reach Admin, KeyScopes? Keys, bool InDemo = false)
    {
        /// <summary>Who has little to do with the rest.</summary>
        public Reach Storekeeper { get; init; } = None;

        /// <summary>Whether a lead has it, wholly, while they decide for a manager.</summary>
        public bool IsDelegated { get; init; }

        public Reach Of(Role role) => role switch
        {
            Role.Collector => Collector,
            Role.Lead => Lead,
            Role.Manager => Manager,
            Role.Compliance => Compliance,
            Role.Admin => Admin,
            Role.Storekeeper => Storekeeper,
            _ => None,
        };
    }

    //                                     collector lead  manager compliance admin  keys
    public static IReadOnlyDictionary<Right, Row> Rows { get; } = new Dictionary<Right, Row>
    {
        [Right.Look] =             new(All,  All,  All,  All,  All,  KeyScopes.Read | KeyScopes.Display, InDemo: true) { Storekeeper = All },
        [Right.ReadRoster] =       new(Own,  Team, All,  All,  All,  KeyScopes.Read, InDemo: true),
        [Right.ReadCollector] =    new(Own,  Team, All,  All,  None, KeyScopes.Read, InDemo: true),
        [Right.ReadTeam] =         new(None, Team, All,  All,  None, KeyScopes.Read, InDemo: true),
        [Right.SetTargets] =       new(None, Team, All,  None, None, KeyScopes.Admin),
        [Right.ReadAbsences] =     new(Own,  Team, All,  None, None, KeyScopes.Admin),
        [Right.KeepAbsences] =     new(None, Team, All,  None, None, KeyScopes.Admin),
        [Right.ClaimReceipts] =    new(Own,  Team, All,  None, None, KeyScopes.Admin),
        [Right.DecideClaims] =     new(None, Team, All,  None, None, KeyScopes.Admin),
        [Right.RunContests] =      new(None, Team, All,  None, None, KeyScopes.Admin),
        [Right.CertifyContests] =  new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.ReadPayouts] =      new(None, None, All,  All,  None, KeyScopes.Read),
        [Right.KeepBenchmarks] =   new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.SeeConduct] =       new(Own,  None, All,  All,  None, KeyScopes.Admin),
        [Right.ReviewConduct] =    new(None, None, All,  All,  None, KeyScopes.Admin),
        [Right.KeepConduct] =      new(None, None, None, All,  None, KeyScopes.Admin),
        [Right.SeeBudgets] =       new(None, Team, All,  All,  None, KeyScopes.Admin),
        [Right.KeepBudgets] =      new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.SeeRewards] =       new(All,  All,  All,  All,  All,  KeyScopes.Read) { Storekeeper = All },
        [Right.KeepRewards] =      new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.Redeem] =           new(Own,  Own,  Own,  None, None, KeyScopes.Admin),
        [Right.SeeRedemptions] =   new(Own,  Team, All,  All,  None, KeyScopes.Read) { Storekeeper = All, IsDelegated = true },
        [Right.DecideRedemptions] = new(None, None, All, None, None, KeyScopes.Admin) { IsDelegated = true },
        [Right.Delegate] =         new(None, None, All,  None, None, null),
        [Right.HandOver] =         new(None, None, All,  None, None, KeyScopes.Admin) { Storekeeper = All },
        [Right.SeePayroll] =       new(None, None, All,  All,  None, KeyScopes.Admin),
        [Right.LockPayroll] =      new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.SeeStatements] =    new(Own,  Team, All,  All,  None, KeyScopes.Read),
        [Right.SignStatement] =    new(Own,  Own,  Own,  None, None, null),
        [Right.ReviewStatements] = new(None, None, All,  All,  None, null),
        [Right.AnswerAppeals] =    new(None, None, All,  None, None, null),
        [Right.KeepNotices] =      new(None, None, All,  None, All,  null),
        [Right.PublishSchemes] =   new(None, None, All,  None, None, KeyScopes.Admin),
        [Right.ChangeRoster] =     new(None, None, All,  None, All,  KeyScopes.Admin),
        [Right.Post] =             new(None, None, All,  None, None, KeyScopes.Ingest),
        [Right.Import] =           new(None, None, All,  None, All,  KeyScopes.Ingest),
        [Right.GiveControls] =     new(None, None, All,  All,  None, KeyScopes.Ingest),
        [Right.ReadReconciliation] = new(None, None, All, All, None, KeyScopes.Admin),
        [Right.Reconcile] =        new(None, None, All,  All,  None, KeyScopes.Admin),
        [Right.SeeMe] =            new(Own,  Own,  Own,  Own,  Own,  null) { Storekeeper = Own },
        [Right.KeepOwnAccount] =   new(Own,  Own,  Own,  Own,  Own,  null) { Storekeeper = Own },
        [Right.ManagePeople] =     new(None, None, All,  None, All,  null),
        [Right.ReadAudit] =        new(None, None, All,  All,  All,  null),
        [Right.ManageKeys] =       new(None, None, None, None, All,  KeyScopes.Admin),
        [Right.ManageDisplays] =   new(None, None, All,  None, All,  KeyScopes.Admin),
        [Right.Verify] =           new(None, None, All,  All,  All,  KeyScopes.Admin),
        [Right.Operate] =          new(None, None, None, None, All,  KeyScopes.Admin),
    };

    /// <summary>How far a right goes for a key with the scopes.</summary>
    public static Reach Of(Right right, KeyScopes scopes) =>
        Rows[right].Keys is { } keys && (scopes & (keys | KeyScopes.Admin)) != KeyScopes.None ? All : None;
}
