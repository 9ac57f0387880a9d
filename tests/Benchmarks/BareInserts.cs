using System.Diagnostics;
using System.Globalization;
using Leaderboard.Hosting;
using Leaderboard.Journal;
using Leaderboard.Storage;
using Microsoft.Extensions.Configuration;

namespace Leaderboard.Benchmarks;

/// <summary>
/// What the database alone can take: lots as large as the writer's, inserted one after the other into the same table with
/// the same indexes, by a program that does nothing else. No request, no pricing, no chain.
/// </summary>
internal sealed class BareInserts : IAsyncDisposable
{
    private readonly OpenDatabases _databases;
    private readonly Random _random = new(1);
    private readonly byte[] _hash = new byte[Digest.SizeBytes];
    private long _seq;

    private BareInserts(OpenDatabases databases) => _databases = databases;

    /// <param name="database">A fresh one: the product's schema is applied.</param>
    public static async Task<BareInserts> OpenAsync(BenchmarkDatabase database) =>
        new(await DatabaseSetup.OpenAsync(SiloSetup.ReadOptions(new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).Build())));

    /// <returns>Rows a second.</returns>
    public async Task<double> InsertAsync(int lotRows, TimeSpan duration)
    {
        var (count, watch, next) = (0L, Stopwatch.StartNew(), Task.Run(() => NextLot(lotRows)));
        while (watch.Elapsed < duration)
        {
            var lot = await next;
            next = Task.Run(() => NextLot(lotRows));
            var receipt = await _databases.Journal.AppendAsync(lot, CancellationToken.None);
            if (receipt.Outcome != LotOutcome.Written || receipt.Fenced.Count > 0)
                throw new InvalidOperationException($"{receipt.Outcome}");
            count += lotRows;
        }

        // The lot that is ready goes nowhere: the next call begins where the journal ends.
        await next;
        _seq -= lotRows;
        return count / watch.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => _databases.DisposeAsync();

    private Lot NextLot(int rows)
    {
        var (old, now, partition) = (_seq, TimeProvider.System.Now(), 0);
        var entries = new JournalEntry[rows];
        for (var i = 0; i < rows; i++)
        {
            var collector = new CollectorId(string.Create(CultureInfo.InvariantCulture, $"c-{_random.Next(PostingClients.Collectors)}"));
            entries[i] = new JournalEntry
            {
                Partition = partition,
                Seq = ++_seq,
                PostedAt = now,
                Draft = new EntryDraft
                {
                    Id = EntryId.Recovery(Guid.NewGuid().ToString("N")),
                    Kind = EntryKind.Recovery,
                    Collector = collector,
                    Team = FilledJournal.Team,
                    AmountMinor = 12_345,
                    EffectiveMinor = 12_345,
                    PointsHundredths = 12_345,
                    Receipts = 1,
                    ReceivedAt = now,
                    OccurredAt = now,
                    VestsAt = now,
                    Scheme = "default/1",
                    RequestHash = new Digest(_hash),
                    Details = """{"kind":"cash","channel":"transfer"}""",
                },
                Hash = new Digest(_hash),
            };
        }

        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Draft.Id.Value, b.Draft.Id.Value));
        return new Lot([new HeadMove(old, new PartitionHead { Partition = partition, Seq = _seq, Hash = new Digest(_hash) })], entries);
    }
}
