using Leaderboard.Testing;

namespace Leaderboard.Faults;

public sealed class StartTests
{
    [Fact]
    public async Task It_starts()
    {
        using var folder = new TempFolder();
        await using var program = await RunningProgram.StartAsync(new ProgramStart(folder.Path), TestContext.Current.CancellationToken);
        Assert.Equal(0, await program.StopAsync());
    }
}
