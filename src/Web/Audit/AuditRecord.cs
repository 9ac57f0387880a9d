using System.ComponentModel.DataAnnotations.Schema;

namespace Leaderboard.Web.Audit;

/// <summary>Who did what, when, from where, and what it changed. Rows are only ever added.</summary>
internal sealed class AuditRecord
{
    /// <summary>Ordinally later for later records of one node.</summary>
    public required string Id { get; init; }

    public required long AtMicros { get; init; }

    /// <summary>Id of the person or key; empty for somebody who was not let in.</summary>
    public required string ActorId { get; init; }

    /// <summary>What they were called then.</summary>
    public required string ActorName { get; init; }

    /// <summary>Where the request came from; empty when unknown.</summary>
    public required string Address { get; init; }

    public required string Action { get; init; }

    /// <summary>Id of whom or what it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it may be there already.</summary>
    [NotMapped]
    public bool IsAgain { get; init; }

    /// <summary>JSON; null where there was nothing before.</summary>
    public string? Before { get; init; }

    /// <summary>JSON; null where nothing is left.</summary>
    public string? After { get; init; }
}

/// <summary>What is written down of one act.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Subject">Id of whom or what it was done to.</param>
internal sealed record AuditEntry(string Action, string Subject, object? Before = null, object? After = null)
{
    /// <summary>Which act it is, where it may be written down again: it is there once then. Null: whenever it is written down.</summary>
    public AuditAct? Act { get; init; }
}

/// <summary>An act that is known again.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Name">Of this act alone, whatever was done besides.</param>
internal sealed record AuditAct(Moment At, string Name);

/// <summary>What can be done. Each has a word <c>audit.…</c> in both languages.</summary>
internal static class AuditActions
{
    public const string PutTeam = "team.put";
    public const string PutCollector = "collector.put";
    public const string AddKey = "key.add";
    public const string RevokeKey = "key.revoke";
    public const string AddDisplay = "display.add";
    public const string RevokeDisplay = "display.revoke";
    public const string SetScenes = "display.scenes";
    public const string SetTarget = "target.set";
    public const string PutAbsence = "absence.put";
    public const string RemoveAbsence = "absence.remove";
    public const string ClaimReceipt = "claim.make";
    public const string AssignReceipt = "claim.assign";
    public const string RefuseClaim = "claim.refuse";
    public const string DraftContest = "contest.draft";
    public const string ScheduleContest = "contest.schedule";
    public const string CancelContest = "contest.cancel";
    public const string CertifyContest = "contest.certify";
    public const string PutBenchmarks = "benchmarks.put";
    public const string RecordComplaint = "complaint.record";
    public const string UpholdComplaint = "complaint.uphold";
    public const string DismissComplaint = "complaint.dismiss";
    public const string EraseComplaintNote = "complaint.erase";
    public const string PlaceHold = "hold.place";
    public const string LiftHold = "hold.lift";
    public const string FlagAccount = "account.flag";
    public const string PutBudget = "budget.put";
    public const string PutReward = "reward.put";
    public const string AnswerSuggestion = "suggestion.answer";
    public const string GiveKudos = "kudos.give";
    public const string PutCodes = "reward.codes";
    public const string TakeOutCodes = "reward.codesOut";
    public const string PutPicture = "reward.picture";
    public const string ApproveRedemption = "redemption.approve";
    public const string RejectRedemption = "redemption.reject";
    public const string ReopenRedemption = "redemption.reopen";
    public const string CancelRedemption = "redemption.cancel";
    public const string Delegate = "delegation.give";
    public const string EndDelegation = "delegation.end";
    public const string LockPayMonth = "payroll.lock";
    public const string SignStatement = "statement.sign";
    public const string AppealStatement = "statement.appeal";
    public const string AnswerStatement = "statement.answer";
    public const string FulfilRedemption = "redemption.fulfil";
    public const string ReturnRedemption = "redemption.return";
    public const string ShowCode = "redemption.show";
    public const string SendNoticeAgain = "notice.again";
    public const string PublishScheme = "scheme.publish";
    public const string ComeFirst = "person.first";
    public const string Invite = "person.invite";
    public const string TakeBackInvitation = "person.takeback";
    public const string Join = "person.join";
    public const string ChangePerson = "person.change";
    public const string DisablePerson = "person.disable";
    public const string EnablePerson = "person.enable";
    public const string SignIn = "session.begin";
    public const string RefusedSignIn = "session.refused";
    public const string EndSession = "session.end";
    public const string ChangePassword = "password.change";
    public const string ChangeContact = "contact.change";
    public const string AddPasskey = "passkey.add";
    public const string ForgetPasskey = "passkey.forget";
    public const string PutControl = "reconciliation.control";
    public const string PutBankRows = "reconciliation.rows";
    public const string CloseDay = "reconciliation.close";
    public const string StartImport = "import.start";
    public const string TakeBackImport = "import.takeback";

    /// <summary>For who may review conduct alone: that there is a complaint or a hold is private.</summary>
    public static IReadOnlyList<string> OfConduct { get; } = [RecordComplaint, UpholdComplaint, DismissComplaint, EraseComplaintNote, PlaceHold, LiftHold, FlagAccount];

    public static IReadOnlyList<string> All { get; } =
    [
        PutTeam, PutCollector, AddKey, RevokeKey, AddDisplay, RevokeDisplay, SetScenes, SetTarget, PutAbsence, RemoveAbsence,
        ClaimReceipt, AssignReceipt, RefuseClaim, DraftContest, ScheduleContest, CancelContest, CertifyContest, .. OfConduct, PutBudget, PutReward, PutCodes, TakeOutCodes, PutPicture, AnswerSuggestion, GiveKudos, ApproveRedemption, RejectRedemption, ReopenRedemption, CancelRedemption, FulfilRedemption, ReturnRedemption, ShowCode, Delegate, EndDelegation, SendNoticeAgain, LockPayMonth, SignStatement, AppealStatement, AnswerStatement, PutBenchmarks, PublishScheme, ComeFirst, Invite, TakeBackInvitation, Join, ChangePerson, DisablePerson, EnablePerson, SignIn, RefusedSignIn, EndSession, ChangePassword, ChangeContact, AddPasskey, ForgetPasskey, PutControl, PutBankRows, CloseDay, StartImport, TakeBackImport,
    ];
}
