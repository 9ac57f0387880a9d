using Leaderboard.Operations;

namespace Leaderboard.Web.Operations;

public sealed class OperationsFaultTests
{
    [Fact]
    public void Nodes_that_answer_with_one_version_are_well() => Assert.Empty(OperationsFault.Of([Node("a"), Node("b")]));

    [Fact]
    public void No_active_node_is_a_silent_cluster() =>
        Assert.Equal([new OperationsFault("clusterSilent", "")], OperationsFault.Of([Node("a") with { Status = NodeStatus.Gone, Report = null }]));

    [Fact]
    public void An_active_node_without_a_report_is_silent() => Assert.Equal([new OperationsFault("nodeSilent", "b")], OperationsFault.Of([Node("a"), Node("b") with { Report = null }]));

    [Fact]
    public void A_node_that_joins_or_leaves_is_no_fault() =>
        Assert.Empty(OperationsFault.Of([Node("a"), Node("b") with { Status = NodeStatus.Joining, Report = null }, Node("c") with { Status = NodeStatus.Leaving, Report = null }]));

    [Fact]
    public void More_than_half_of_what_may_wait_is_a_slow_journal()
    {
        Assert.Empty(OperationsFault.Of([Node("a", waiting: 50)]));
        Assert.Equal([new OperationsFault("journalSlow", "a")], OperationsFault.Of([Node("a", waiting: 51)]));
    }

    [Fact]
    public void Boards_far_behind_the_journal_are_told() =>
        Assert.Equal([new OperationsFault("boardsBehind", "a")], OperationsFault.Of([Node("a", behind: OperationsFault.MaxBehindEntries + 1)]));

    [Fact]
    public void Different_versions_are_told_once() =>
        Assert.Equal([new OperationsFault("nodesDiffer", "")], OperationsFault.Of([Node("a"), Node("b", version: "2"), Node("c", version: "3")]));

    private static OperationsNode Node(string name, int waiting = 0, long behind = 0, string version = "1") => new()
    {
        Name = name,
        Status = NodeStatus.Active,
        Since = default,
        Report = new NodeReport { Version = version, WaitingEntries = waiting, MaxWaitingEntries = 100, Heads = [], BehindEntries = behind },
    };
}
