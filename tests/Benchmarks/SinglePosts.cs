namespace Leaderboard.Benchmarks;

/// <summary>One receipt a request from 64 clients, against bare SQL and against the same SQL behind a minimal HTTP endpoint.</summary>
internal static class SinglePosts
{
    private const int Clients = 64;
    /// <summary>Until the runtime has compiled the hot paths for good: before that, most of what is measured is its compiler.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Scoreboard scores)
    {
        foreach (var kind in BenchmarkDatabase.Kinds)
        {
            using var plainDatabase = await BenchmarkDatabase.CreateAsync(kind);
            using var endpointDatabase = await BenchmarkDatabase.CreateAsync(kind);
            using var database = await BenchmarkDatabase.CreateAsync(kind);
            await using var plain = await PlainSql.OpenAsync(plainDatabase);
            await using var endpoint = await PlainEndpoint.StartAsync(endpointDatabase);
            await using var product = await Product.StartAsync(database);
            await Product.PutRosterAsync(product.Address, PostingClients.Collectors);
            using var plainClients = await PostingClients.ConnectAsync(new Uri(endpoint.Address, PlainEndpoint.Path), isArray: false, Clients, 1);
            using var clients = await PostingClients.ConnectAsync(product.Address, Clients, 1);
            await plain.PostAsync(Duration);
            await plainClients.PostAsync(Warming);
            await clients.PostAsync(Warming);
            var rounds = await Rounds.RunAsync(
                _ => plain.PostAsync(Duration),
                async _ => (await plainClients.PostAsync(Duration)).PerSecond,
                async _ => (await clients.PostAsync(Duration)).PerSecond);
            scores.AtLeast($"single, {kind}, to bare SQL", $"{rounds.Median(2):N0}/s, bare SQL {rounds.Median(0):N0}/s", rounds.Ratio(2, 0), 0.8);
            scores.AtLeast($"single, {kind}, to SQL behind HTTP", $"{rounds.Median(2):N0}/s, endpoint {rounds.Median(1):N0}/s", rounds.Ratio(2, 1), 2);
        }
    }
}
