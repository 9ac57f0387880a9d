namespace Leaderboard.Web.Access;

/// <summary>What somebody may be allowed to do. Every route and hub method names one; <see cref="AccessTable"/> says whose it is.</summary>
internal enum Right
{
    /// <summary>Boards, walls, and their live lines: names and standings, as they hang on the floor.</summary>
    Look = 1,

    /// <summary>Records of collectors and teams.</summary>
    ReadRoster,

    /// <summary>A collector's receipts, points, and why each was given.</summary>
    ReadCollector,

    /// <summary>A team's members and how they do.</summary>
    ReadTeam,

    /// <summary>Targets of a team and its members.</summary>
    SetTargets,

    /// <summary>Why and when a collector is not there: personal.</summary>
    ReadAbsences,

    /// <summary>Adds and takes away days on which a collector is not there.</summary>
    KeepAbsences,

    /// <summary>Sees receipts that nobody was credited with, and says whose they are.</summary>
    ClaimReceipts,

    /// <summary>Credits such receipts to somebody, or refuses who claims them.</summary>
    DecideClaims,

    /// <summary>Sets contests up, schedules and cancels them; who leads teams, among those.</summary>
    RunContests,

    /// <summary>Turns a contest's standings into its result, and pays it.</summary>
    CertifyContests,

    /// <summary>Who was paid what for a contest.</summary>
    ReadPayouts,

    /// <summary>What is usually recovered of balances, which an index is measured by.</summary>
    KeepBenchmarks,

    /// <summary>Complaints about a collector and holds on their prizes: who it is about, too.</summary>
    SeeConduct,

    /// <summary>The same of everybody, and whom prizes passed over.</summary>
    ReviewConduct,

    /// <summary>Writes complaints down and decides them; withholds prizes.</summary>
    KeepConduct,

    /// <summary>What prizes may cost, and how much of it is left.</summary>
    SeeBudgets,

    /// <summary>Makes and changes that.</summary>
    KeepBudgets,

    /// <summary>The catalogue.</summary>
    SeeRewards,

    /// <summary>Puts rewards into it, with their price and stock.</summary>
    KeepRewards,

    /// <summary>Asks for rewards, and takes that back.</summary>
    Redeem,

    /// <summary>What was asked for, and what became of it.</summary>
    SeeRedemptions,

    /// <summary>Approves and rejects it: never one's own.</summary>
    DecideRedemptions,

    /// <summary>Lets a lead decide about it for a while.</summary>
    Delegate,

    /// <summary>Hands over what was approved, and takes it back: never one's own.</summary>
    HandOver,

    /// <summary>What of that could not be told outside, and sending it again.</summary>
    KeepNotices,

    /// <summary>What people got beside their wages, month by month: personal.</summary>
    SeePayroll,

    /// <summary>Locks months for tax and payroll.</summary>
    LockPayroll,

    /// <summary>What a month came to for a collector, receipts to pay lines: personal.</summary>
    SeeStatements,

    /// <summary>Signs and appeals it: the person alone, never a program.</summary>
    SignStatement,

    /// <summary>How far everybody's have come, and what was appealed.</summary>
    ReviewStatements,

    /// <summary>Answers appeals: never one's own.</summary>
    AnswerAppeals,

    /// <summary>Tries points schemes on what was earned, and publishes them.</summary>
    PublishSchemes,

    /// <summary>Teams, collectors, and who belongs where.</summary>
    ChangeRoster,

    /// <summary>Recoveries, reversals, accounts.</summary>
    Post,

    /// <summary>Files of recoveries, reversals, accounts and the roster; taking them back.</summary>
    Import,

    /// <summary>Says what the bank counted and summed up, in figures or rows.</summary>
    GiveControls,

    /// <summary>Days against the bank's figures, and their closes.</summary>
    ReadReconciliation,

    /// <summary>Closes days.</summary>
    Reconcile,

    /// <summary>The page of one's own.</summary>
    SeeMe,

    /// <summary>Own name, password, passkeys, sessions.</summary>
    KeepOwnAccount,

    /// <summary>Who may sign in, as what.</summary>
    ManagePeople,

    /// <summary>Who did what, when, from where.</summary>
    ReadAudit,

    /// <summary>Keys of programs.</summary>
    ManageKeys,

    /// <summary>Links of wall displays.</summary>
    ManageDisplays,

    /// <summary>Walk the hash chain.</summary>
    Verify,

    /// <summary>Nodes, partitions, lag, metrics.</summary>
    Operate,
}

/// <summary>How far a right goes.</summary>
internal enum Reach
{
    None = 0,

    /// <summary>What is about the person alone.</summary>
    Own = 1,

    /// <summary>What is about the teams the person leads, and about the person.</summary>
    Team = 2,

    All = 3,
}
