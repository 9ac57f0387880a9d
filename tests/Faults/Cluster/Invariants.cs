namespace Leaderboard.Faults.Cluster;

/// <summary>What must hold of a cluster after whatever has happened to it.</summary>
internal static class Invariants
{
    /// <summary>
    /// Nothing acknowledged is lost, nothing counts twice, boards at every node equal plain SQL, every hash fits; who looked on
    /// was shown the journal, in its order, or told that figures were old, and sees the board of the API in the end; a contest that went on
    /// through it all is what plain SQL says, and pays once. Whoever adds
    /// facts of money or points adds what must hold of them here.
    /// </summary>
    public static async Task AssertAsync(RunningCluster cluster, Audience audience, Posting[] expected, CancellationToken cancel)
    {
        await cluster.Books.AssertHoldAsync(expected, cancel);
        foreach (var web in cluster.Webs)
        {
            await cluster.Books.AssertBoardsAsync(web.Http, cancel);
            await web.Http.AssertWholeAsync(expected.Length, cancel);
        }

        await audience.AssertSawAsync(cluster, cancel);
        var prizes = await cluster.Contest.AssertPaidOnceAsync(cluster, cancel);
        foreach (var web in cluster.Webs)
            await web.Http.AssertWholeAsync(expected.Length + prizes, cancel);
    }
}
