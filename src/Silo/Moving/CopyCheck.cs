using System.Globalization;
using Leaderboard.Journal;
using Leaderboard.Storage;

namespace Leaderboard.Moving;

/// <summary>One figure of both sides.</summary>
internal sealed record ComparedFigure(string Name, long Source, long Target);

/// <summary>What a comparison found.</summary>
internal sealed class CopyReport
{
    public List<ComparedFigure> Figures { get; } = [];

    /// <summary>Empty when both sides are equal; each names the first of its sort.</summary>
    public List<string> Differences { get; } = [];

    public void Add(string name, long source, long target)
    {
        Figures.Add(new ComparedFigure(name, source, target));
        if (source != target)
            Differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {source} in the source, {target} in the target"));
    }
}

/// <summary>Verifies that source and target hold the same: every chain, every table, every board.</summary>
internal sealed class CopyCheck(CopySource source, CopyTarget target)
{
    public async Task<CopyReport> RunAsync(CancellationToken cancel)
    {
        var report = new CopyReport();
        await CompareChainsAsync(report, cancel);
        foreach (var table in CopiedTable.All)
            await CompareAsync(table, report, cancel);
        await ComparePageKeysAsync(report, cancel);
        await new BoardComparison(source.Installation, source.Journal, target.Database).RunAsync(report, cancel);
        return report;
    }

    private async Task CompareChainsAsync(CopyReport report, CancellationToken cancel)
    {
        var walks = await Task.WhenAll(
            ChainWalk.RunAsync(new JournalReader(source.Journal), cancel),
            ChainWalk.RunAsync(new JournalReader(target.Database), cancel));
        if (walks[0].FirstBroken is { } here)
            report.Differences.Add($"source: BROKEN at {here}");
        if (walks[1].FirstBroken is { } there)
            report.Differences.Add($"target: BROKEN at {there}");
        foreach (var (ours, theirs) in walks[0].Heads.Zip(walks[1].Heads).Where(h => h.First != h.Second))
        {
            report.Differences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"head of partition {ours.Partition}: {ours.Seq} {ours.Hash} in the source, {theirs.Seq} {theirs.Hash} in the target"));
        }

        report.Add("entries that fit the chain", walks[0].Entries, walks[1].Entries);
        report.Add("entries in the journal", await CountAsync(source.Journal, cancel), await CountAsync(target.Database, cancel));
    }

    private async Task CompareAsync(CopiedTable table, CopyReport report, CancellationToken cancel)
    {
        var (here, there, difference) = await source.ReadAsync(
            table,
            ours => target.Database.SnapshotAsync(s => CompareAsync(table, ours, s.StreamAsync(table.Query, CopiedTable.Read, cancel), cancel), cancel),
            cancel);
        report.Add($"rows of {table.Name}", here, there);
        if (difference is not null)
            report.Differences.Add(difference);
    }

    private static async Task<(long Source, long Target, string? Difference)> CompareAsync(
        CopiedTable table, IAsyncEnumerable<object?[]> ours, IAsyncEnumerable<object?[]> theirs, CancellationToken cancel)
    {
        await using var source = ours.GetAsyncEnumerator(cancel);
        await using var target = theirs.GetAsyncEnumerator(cancel);
        var (here, there) = (0L, 0L);
        string? difference = null;
        while (true)
        {
            var (isHere, isThere) = (await source.MoveNextAsync(), await target.MoveNextAsync());
            if (!isHere && !isThere)
                return (here, there, difference);
            here += isHere ? 1 : 0;
            there += isThere ? 1 : 0;
            if (difference is null && !(isHere && isThere && CopiedTable.AreEqual(source.Current, target.Current)))
                difference = $"{(isHere ? table.NameOf(source.Current) : "nothing")} in the source, {(isThere ? table.NameOf(target.Current) : "nothing")} in the target: not the same row";
        }
    }

    private async Task ComparePageKeysAsync(CopyReport report, CancellationToken cancel)
    {
        var theirs = await target.Database.QueryAsync("documents-of-kind", c => Database.Bind(c, "kind", SharedKeys.DocumentKind), r => (Id: r.GetString(0), Body: r.GetString(1)), cancel);
        report.Add("keys of forms and cookies", source.PageKeys.Count, theirs.Count);
        if (source.PageKeys.Except(theirs).Select(k => k.Id).FirstOrDefault() is { } missing)
            report.Differences.Add($"{SharedKeys.DocumentKind} {missing}: not the same in the target");
    }

    private static async Task<long> CountAsync(Database database, CancellationToken cancel) =>
        (await database.QueryAsync("count-entries", null, r => r.GetInt64(0), cancel))[0];
}
