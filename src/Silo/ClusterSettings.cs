using System.Net;

namespace Leaderboard;

/// <summary>Section <c>Leaderboard:Cluster</c>: how this process finds the others, and they it.</summary>
public sealed class ClusterSettings
{
    public const string DefaultName = "leaderboard";

    /// <summary>Processes of one name on one database are one cluster.</summary>
    public string Name { get; set; } = DefaultName;

    /// <summary>Where other processes reach this silo; null: the host's first address, or the loopback when it has no other.</summary>
    public string? Address { get; set; }

    /// <summary>TCP, for the other silos. Each silo of a host needs its own.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP, for web nodes. Each silo of a host needs its own.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>TCP, where the silo answers HTTP: its health and its measurements; 0: any free port. Each silo of a host needs its own.</summary>
    public int HealthPort { get; set; } = 8081;

    internal IEnumerable<string> Faults(LeaderboardOptions options)
    {
        if (options.Database != DatabaseKind.PostgreSql)
            yield return "A cluster needs Leaderboard:Database=PostgreSql: SQLite belongs to one process.";
        if (options.Demo)
            yield return "The demo runs in one process: leave Leaderboard:Cluster out.";
        if (string.IsNullOrWhiteSpace(Name))
            yield return "Leaderboard:Cluster:Name must not be empty.";
        if (Address is not null && !IPAddress.TryParse(Address, out _))
            yield return $"Leaderboard:Cluster:Address '{Address}' is not an IP address.";
        if (SiloPort is < 1 or > 65535 || GatewayPort is < 1 or > 65535 || SiloPort == GatewayPort)
            yield return "Leaderboard:Cluster:SiloPort and GatewayPort must be two of 1 to 65535.";
        if (HealthPort is < 0 or > 65535 || HealthPort == SiloPort || HealthPort == GatewayPort)
            yield return "Leaderboard:Cluster:HealthPort must be another of 0 to 65535.";
    }
}
