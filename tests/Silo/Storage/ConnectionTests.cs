using Leaderboard.Storage;

namespace Leaderboard.Silo.Storage;

public sealed class ConnectionTests
{
    // Three pools stay below the 97 that a server as it is installed has for others than its superuser; what the operator says goes before.
    [Theory]
    [InlineData("Host=h;Database=d", 30)]
    [InlineData("Host=h;Database=d;Maximum Pool Size=100", 100)]
    [InlineData("Host=h;Database=d;MaxPoolSize=5", 5)]
    public void The_pools_of_a_process_stay_below_what_a_server_has_unless_the_operator_says_so(string text, int size)
    {
        var connection = DatabaseSetup.PostgreSqlConnection(text);

        Assert.Equal(size, connection.MaxPoolSize);
        Assert.Contains("idle_in_transaction_session_timeout=10s", connection.Options, StringComparison.Ordinal);
    }
}
