using System.Globalization;
using Leaderboard.Contests;
using Leaderboard.Domain.Contests;
using Leaderboard.Domain.Payroll;
using Leaderboard.Domain.Reconciliation;
using Leaderboard.Domain.Statements;
using Leaderboard.Journal;
using Leaderboard.Payroll;
using Leaderboard.Statements;
using Leaderboard.Storage;

namespace Leaderboard.Reconciliation;

/// <summary>Holds the journal against closes and certified contests: a chain that was written anew, or cut, has other heads than they tell.</summary>
internal sealed class Anchors(DocumentStore documents, JournalReader reader)
{
    /// <summary>Every stored close: what it says, that each follows the one before, and its heads; and the heads of every certified contest, every locked pay month and every signed statement.</summary>
    public async Task<AnchorReport> RunAsync()
    {
        var faults = new List<string>();
        var closes = new Dictionary<DateOnly, ReadClose>();
        foreach (var (id, stored) in await documents.ListWithIdsAsync<StoredClose>(StoredClose.DocumentKind))
        {
            if (Read(stored.Text, faults, id) is not { } close)
                continue;
            if (StoredClose.IdOf(close.Record.Day) != id)
                faults.Add($"{id}: it holds the close of {StoredClose.IdOf(close.Record.Day)}");
            closes[close.Record.Day] = close;
        }

        foreach (var close in closes.Values.OrderBy(c => c.Record.Day))
        {
            if (close.Record.Previous is var (day, digest) && (!closes.TryGetValue(day, out var before) || before.Stated != digest))
                faults.Add($"{StoredClose.IdOf(close.Record.Day)}: the close of {StoredClose.IdOf(day)} is not the one it follows");
            await CheckHeadsAsync(StoredClose.IdOf(close.Record.Day), close.Record.Heads, faults);
        }

        var contests = await documents.ListAsync<ContestRecord>(ContestGrain.DocumentKind);
        foreach (var contest in contests)
            await CheckHeadsAsync($"contest {contest.Id}", contest.Result?.Heads ?? [], faults);
        foreach (var (month, locked) in await documents.ListWithIdsAsync<PayMonthRecord>(PayMonthGrain.DocumentKind))
            await CheckHeadsAsync($"pay month {month}", locked.Heads, faults);
        await CheckStatementsAsync(faults);
        return new AnchorReport { Closes = closes.Count, Contests = contests.Count(c => c.Result is not null), Faults = [.. faults] };
    }

    /// <summary>One close that was kept elsewhere: also that the stored close of its day, where there is one, is the same.</summary>
    public async Task<AnchorReport> RunAsync(string text, string name)
    {
        var faults = new List<string>();
        if (Read(text, faults, name) is not { } close)
            return new AnchorReport { Closes = 0, Faults = [.. faults] };
        var day = StoredClose.IdOf(close.Record.Day);
        var (_, stored) = await documents.ReadAsync<StoredClose>(StoredClose.DocumentKind, day);
        if (stored is null || CloseText.Write(close.Record) != stored.Text)
            faults.Add($"{day}: {(stored is null ? "the database has no close of this day" : "the database has another close of this day")}");
        await CheckHeadsAsync(day, close.Record.Heads, faults);
        return new AnchorReport { Closes = 1, Faults = [.. faults] };
    }

    /// <summary>That each signed copy has the digest it was signed under, and none is missing; and their heads.</summary>
    private async Task CheckStatementsAsync(List<string> faults)
    {
        var copies = (await documents.ListWithIdsAsync<StatementCopy>(StatementGrain.CopyKind)).ToDictionary(c => c.Id, c => c.Document, StringComparer.Ordinal);
        foreach (var (id, record) in await documents.ListWithIdsAsync<StatementRecord>(StatementGrain.DocumentKind))
        {
            if (record.Signature is not { } signature)
                continue;
            var slash = id.LastIndexOf('/');
            if (!copies.Remove(id, out var copy))
                faults.Add($"statement {id}: what was signed is not there");
            else if (StatementDigest.Of(new CollectorId(id[..slash]), id[(slash + 1)..], copy.Figures).ToString() != signature.Digest)
                faults.Add($"statement {id}: the copy is not what was signed");
            await CheckHeadsAsync($"statement {id}", copy?.Heads ?? [], faults);
        }

        faults.AddRange(copies.Keys.Select(id => $"statement {id}: nobody has signed it"));
    }

    private static ReadClose? Read(string text, List<string> faults, string name)
    {
        try
        {
            var close = CloseText.Read(text);
            if (close.Stated != close.Actual)
                faults.Add($"{name}: the digest does not fit the text");
            return close;
        }
        catch (FormatException fault)
        {
            faults.Add($"{name}: not the text of a close. {fault.Message}");
            return null;
        }
    }

    private async Task CheckHeadsAsync(string name, IReadOnlyList<PartitionHead> heads, List<string> faults)
    {
        foreach (var head in heads.Where(h => h.Seq > 0))
        {
            if (await reader.AtAsync(head.Partition, head.Seq) is not { } entry)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: entry {head.Partition}/{head.Seq} is gone"));
            else if (entry.Hash != head.Hash)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: entry {head.Partition}/{head.Seq} is another than it was then"));
        }
    }
}
