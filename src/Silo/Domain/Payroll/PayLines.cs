using System.Text.Json;
using Leaderboard.Domain.Rewards;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Rewards;

namespace Leaderboard.Domain.Payroll;

/// <summary>Reads entries of the journal as tax and payroll do.</summary>
internal static class PayLines
{
    private const char AttemptSeparator = '/';

    /// <summary>Whether it spent points on a reward, or gave them back.</summary>
    public static bool IsOfRedemption(PaidEntry entry) => entry.Kind is EntryKind.Capture or EntryKind.Return;

    /// <summary>The redemption for which points were spent or given back: the entry is named by it, and by which attempt it was.</summary>
    public static string RedemptionOf(PaidEntry entry)
    {
        var id = entry.Id.SenderId;
        return id[..id.LastIndexOf(AttemptSeparator)];
    }

    /// <returns>Null for a prize of points alone, and for an entry whose redemption is not there.</returns>
    /// <param name="entry">A capture, a return, or a payout.</param>
    /// <param name="redemption">Of a capture or return.</param>
    /// <param name="name">Of the collector.</param>
    public static PayLine? Of(PaidEntry entry, RedemptionRecord? redemption, string name) => entry.Kind switch
    {
        EntryKind.Capture when redemption is not null => Line(entry, name, KindOf(redemption.Kind), redemption.Id, Named(redemption), redemption.ValueMinor),
        EntryKind.Return when redemption is not null => Line(entry, name, KindOf(redemption.Kind), redemption.Id, Named(redemption), -redemption.ValueMinor),
        EntryKind.Payout when Prize(entry) is { MoneyMinor: > 0 } prize => Line(entry, name, PayKind.Prize, prize.Contest, prize.Contest, prize.MoneyMinor),
        _ => null,
    };

    private static string Named(RedemptionRecord redemption) =>
        redemption.Quantity == 1 ? redemption.RewardName : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{redemption.Quantity} × {redemption.RewardName}");

    private static PayKind KindOf(RewardKind kind) => kind switch
    {
        RewardKind.Cash => PayKind.Cash,
        RewardKind.Leave or RewardKind.Training => PayKind.Benefit,
        _ => PayKind.InKind,
    };

    private static (string Contest, long MoneyMinor) Prize(PaidEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Details);
        return (json.RootElement.GetProperty("contest").GetString() ?? "", json.RootElement.GetProperty("money").GetInt64());
    }

    private static PayLine Line(PaidEntry entry, string name, PayKind kind, string source, string what, long valueMinor) => new()
    {
        Entry = entry.Id,
        Collector = entry.Collector,
        Name = name,
        Kind = kind,
        Source = source,
        What = what,
        PointsHundredths = entry.PointsHundredths,
        ValueMinor = valueMinor,
        At = entry.At,
    };
}

/// <summary>An entry that spent points on a reward, gave them back, or paid a prize.</summary>
internal sealed record PaidEntry(EntryId Id, EntryKind Kind, CollectorId Collector, long PointsHundredths, Moment At, string Details);
