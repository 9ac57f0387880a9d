using System.Text.Json;
using Leaderboard.Domain.Payroll;
using Leaderboard.Domain.Rewards;
using Leaderboard.Domain.Roster;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Storage;

namespace Leaderboard.Payroll;

/// <summary>Reads what was paid and spent in a time, and the heads of the journal that says so, at one moment.</summary>
internal sealed class PayReader(Database database)
{
    public Task<(PayLine[] Lines, int Unexplained, PartitionHead[] Heads)> ReadAsync(Moment from, Moment to) => database.SnapshotAsync(async session =>
    {
        var entries = await session.QueryAsync(
            "paid-entries",
            c =>
            {
                Database.Bind(c, "from", from.UnixMicroseconds);
                Database.Bind(c, "to", to.UnixMicroseconds);
            },
            r => new PaidEntry(new EntryId(r.GetString(0)), (EntryKind)r.GetInt32(1), new CollectorId(r.GetString(2)), r.GetInt64(3), new Moment(r.GetInt64(4)), r.GetString(5)));
        var (lines, unexplained) = await LinesAsync(session, entries);
        var heads = await session.QueryAsync("chain-heads", null, JournalReader.ReadHead);
        return (lines, unexplained, heads.ToArray());
    });

    /// <summary>Explains entries by their redemptions: by collector, then in time.</summary>
    public async Task<(PayLine[] Lines, int Unexplained)> LinesAsync(ReadSession session, IReadOnlyList<PaidEntry> entries)
    {
        var redemptions = await DocumentsAsync<RedemptionRecord>(session, RedemptionGrain.DocumentKind, entries.Where(PayLines.IsOfRedemption).Select(PayLines.RedemptionOf));
        var people = await DocumentsAsync<CollectorRecord>(session, CollectorGrain.DocumentKind, entries.Select(e => e.Collector.Value));
        var lines = entries.Select(e => PayLines.Of(
            e, PayLines.IsOfRedemption(e) ? redemptions.GetValueOrDefault(PayLines.RedemptionOf(e)) : null, people.GetValueOrDefault(e.Collector.Value)?.Name ?? e.Collector.Value));
        return (
            lines.OfType<PayLine>().OrderBy(l => l.Collector.Value, StringComparer.Ordinal).ThenBy(l => l.At).ThenBy(l => l.Entry.Value, StringComparer.Ordinal).ToArray(),
            entries.Count(e => PayLines.IsOfRedemption(e) && !redemptions.ContainsKey(PayLines.RedemptionOf(e))));
    }

    private async Task<Dictionary<string, T>> DocumentsAsync<T>(ReadSession session, string kind, IEnumerable<string> ids) => (await session.QueryAsync(
        "documents-by-id",
        c =>
        {
            Database.Bind(c, "kind", kind);
            database.BindTexts(c, "ids", [.. ids.Distinct(StringComparer.Ordinal)]);
        },
        r => (Id: r.GetString(0), Document: JsonSerializer.Deserialize<T>(r.GetString(1), DocumentStore.Json) ?? throw new InvalidDataException($"Empty {kind} document."))))
        .ToDictionary(d => d.Id, d => d.Document, StringComparer.Ordinal);
}
