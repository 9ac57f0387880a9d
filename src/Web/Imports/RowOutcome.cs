using System.Text.Json;
using Leaderboard.Imports;
using Leaderboard.Recoveries;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Imports;

/// <summary>What became of a row, or would.</summary>
/// <param name="Error">Of a row that was refused.</param>
/// <param name="Entry">Of the journal, whose row it is; null for rows that are no entries.</param>
/// <param name="AmountMinor">0 where there is none.</param>
internal readonly record struct RowOutcome(PostingStatus Status, ImportError? Error, EntryId? Entry, long AmountMinor)
{
    private static readonly Dictionary<string, string> Faults = new(StringComparer.Ordinal)
    {
        ["raggedRow"] = "The row has more cells than the header: put what holds the delimiter into quotes.",
        ["lineTooLong"] = "The line is longer than any row can be.",
        ["unclosedQuote"] = "A quote is opened in this line and never closed.",
        ["conflict"] = "The id is in use with other content; nothing was changed.",
        ["contradiction"] = "A row before it says otherwise; that one counts.",
    };

    /// <summary>What a row's fault means.</summary>
    public static string MessageOf(string fault) => Faults[fault];

    public static RowOutcome Refused(SheetRow row, string code) => Refused(row, null, code, Faults[code]);

    public static RowOutcome Refused(SheetRow row, string? field, string code, string message) =>
        new(PostingStatus.Rejected, new ImportError { Line = row.Line.Line, Field = field, Code = code, Message = message }, null, 0);

    public static RowOutcome Refused(SheetRow row, EntryFault fault) =>
        Refused(row, fault.Field, JsonNamingPolicy.CamelCase.ConvertName(fault.Refusal.ToString()), fault.Message);

    public static RowOutcome Of(SheetRow row, EntryAnswer answer, EntryId? entry, long amountMinor) => answer.Status switch
    {
        PostingStatus.Accepted or PostingStatus.Duplicate => new RowOutcome(answer.Status, null, entry, amountMinor),
        PostingStatus.Conflict => Refused(row, "id", "conflict", Faults["conflict"]) with { Status = PostingStatus.Conflict },
        _ => Refused(row, answer.Fault ?? new EntryFault(Refusal.InvalidField, null, "Refused.")),
    };
}
