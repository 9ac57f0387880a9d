namespace Leaderboard.Benchmarks;

/// <summary>What a receipt costs when the journal already has 10⁵, 10⁶ or 10⁷ rows with random ids.</summary>
internal static class Growth
{
    private const int Clients = 16;
    private const int Receipts = 100;
    private static readonly int[] Sizes = [100_000, 1_000_000, 10_000_000];
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            var programs = new List<(BenchmarkDatabase Database, ChildProcess Product)>();
            var clients = new List<PostingClients>();
            try
            {
                foreach (var size in Sizes)
                    programs.Add(await StartAsync(kind, size));
                // Only now: a program hangs up on who is silent while the others are being filled.
                foreach (var (_, product) in programs)
                    clients.Add(await PostingClients.ConnectAsync(product.Address, Clients, Receipts));
                foreach (var client in clients)
                    await client.PostAsync(Warming);
                var rounds = await Rounds.RunAsync([.. clients.Select(c => (Func<int, Task<double>>)(async _ => (await c.PostAsync(Duration)).PerSecond))]);
                for (var i = 0; i < Sizes.Length; i++)
                    scores.Note($"growth, {kind}, {Sizes[i]:N0} rows: {rounds.Median(i):N0}/s, {1e6 / rounds.Median(i):N1} µs a receipt");
                scores.AtMost($"growth, {kind}", $"cost of a receipt at {Sizes[^1]:N0} rows to {Sizes[0]:N0}", rounds.Ratio(0, Sizes.Length - 1), kind == DatabaseKind.Sqlite ? 2.5 : 1.5, "×");
            }
            finally
            {
                clients.ForEach(c => c.Dispose());
                foreach (var (database, product) in programs)
                {
                    await product.DisposeAsync();
                    database.Dispose();
                }
            }
        }
    }

    private static async Task<(BenchmarkDatabase, ChildProcess)> StartAsync(DatabaseKind kind, int size)
    {
        var database = await BenchmarkDatabase.CreateAsync(kind);
        await using (await BareInserts.OpenAsync(database))
        {
            // Applies the schema.
        }

        await new FilledJournal
        {
            Rows = size,
            Members = PostingClients.Collectors,
            From = TimeProvider.System.Now().Plus(-TimeSpan.FromDays(366)),
            Over = TimeSpan.FromDays(365),
            HasRandomIds = true,
        }.FillAsync(database);
        var product = await Product.StartAsync(database);
        try
        {
            await FilledJournal.UntilTotalsAreKeptAsync(database, size);
            await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
            return (database, product);
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }
}
