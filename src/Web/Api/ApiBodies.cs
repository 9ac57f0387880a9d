using System.ComponentModel;
using System.Text.Json.Nodes;
using Leaderboard.Recoveries;
using Leaderboard.Targets;

namespace Leaderboard.Web.Api;

// What requests say and what answers to them carry, for the API document. Requests are read value by value, so that one bad
// entry never stops the others: these records are never bound.

internal sealed record RecoveryEntry
{
    [Description("Yours, unique for ever: 1-64 characters of A-Z a-z 0-9 . _ : -")]
    public required string Id { get; init; }

    public string? AccountId { get; init; }

    [Description("May be absent when accountId is there: who held the account at receivedAt is credited.")]
    public string? CollectorId { get; init; }

    [Description("Major units above 0, up to 10^13, with at most the currency's decimals; never rounded.")]
    public required decimal Amount { get; init; }

    [Description("Must be the institution's.")]
    public string? Currency { get; init; }

    [Description("Default: cash.")]
    public RecoveryKind? Kind { get; init; }

    [Description("Default: transfer.")]
    public PaymentChannel? Channel { get; init; }

    [Description("An offset is required; at most 24 hours ahead.")]
    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed record ReversalEntry
{
    [Description("Yours, unique among reversals for ever.")]
    public required string Id { get; init; }

    public required string RecoveryId { get; init; }

    [Description("Absent: all that is left.")]
    public decimal? Amount { get; init; }

    public required ReversalReason Reason { get; init; }

    [Description("At most 1000 characters; kept beside the journal.")]
    public string? Note { get; init; }

    [Description("Default: now.")]
    public DateTimeOffset? ReversedAt { get; init; }
}

internal sealed record AccountEntry
{
    public required string Id { get; init; }

    [Description("Who holds the account from asOf on; absent: nobody.")]
    public string? CollectorId { get; init; }

    public string? Product { get; init; }

    public decimal? Principal { get; init; }

    public decimal? OnBalanceInterest { get; init; }

    public decimal? OffBalanceInterest { get; init; }

    public int? DaysPastDue { get; init; }

    public bool? Secured { get; init; }

    public DateTimeOffset? PlacedAt { get; init; }

    [Description("Default: now. A later one replaces an earlier one, which is kept as history.")]
    public DateTimeOffset? AsOf { get; init; }

    [Description("From asOf on money from it earns nothing: vulnerable, hardship, disputed, deceased, bankrupt, ceaseContact. Empty: none any more; absent: as before.")]
    public IReadOnlyList<string>? Flags { get; init; }

    [Description("For the recovery-measures report.")]
    public JsonObject? Borrower { get; init; }

    [Description("For the recovery-measures report.")]
    public JsonObject? Contract { get; init; }
}

[Description("Upserts: a field left out keeps its value, and who is not named is left alone.")]
internal sealed record RosterEntries
{
    public IReadOnlyList<TeamEntry>? Teams { get; init; }

    public IReadOnlyList<CollectorEntry>? Collectors { get; init; }
}

internal sealed record TeamEntry
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Region { get; init; }

    public string? Branch { get; init; }
}

internal sealed record CollectorEntry
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [Description("Shown on walls instead of the name; an empty text takes it away.")]
    public string? Alias { get; init; }

    public string? TeamId { get; init; }

    [Description("A time with an offset, or a date, which is a day of the institution. Default: now; only a first team may begin earlier.")]
    public string? TeamFrom { get; init; }

    public bool? Active { get; init; }
}

[Description("What is left out keeps its target; null takes it away. All of it counts, or nothing.")]
internal sealed record TargetsEntry
{
    [Description("The team's own. Without one, the team is measured by the sum of its members' targets.")]
    public decimal? Team { get; init; }

    public IReadOnlyList<MemberTargetEntry>? Collectors { get; init; }
}

internal sealed record MemberTargetEntry
{
    public required string Id { get; init; }

    [Description("Major units above 0; null takes the target away.")]
    public required decimal? Target { get; init; }
}

[Description("An id that is known for the collector is replaced.")]
internal sealed record AbsenceEntry
{
    [Description("Yours, unique for the collector.")]
    public required string Id { get; init; }

    public required string CollectorId { get; init; }

    [Description("First day, a date of the institution.")]
    public required DateOnly From { get; init; }

    [Description("Last day, inclusive; at most a year after the first.")]
    public required DateOnly To { get; init; }

    public required AbsenceKind Kind { get; init; }
}

internal sealed record PostingResult
{
    public required int Accepted { get; init; }

    public required int Duplicates { get; init; }

    [Description("Conflicts are counted here too.")]
    public required int Rejected { get; init; }

    [Description("In the order of the request.")]
    public required IReadOnlyList<PostingItem> Items { get; init; }
}

internal sealed record PostingItem
{
    [Description("Null when it could not be read.")]
    public required string? Id { get; init; }

    public required PostingStatus Status { get; init; }

    [Description("Of the stored entry, two decimals; negative for a reversal; absent when nothing is stored under the id.")]
    public decimal? Points { get; init; }

    public PostingError? Error { get; init; }
}

internal sealed record PostingError
{
    public required Refusal Code { get; init; }

    public required string? Field { get; init; }

    public required string Message { get; init; }
}
