using Leaderboard.Storage;
using Leaderboard.Web;
using Microsoft.Extensions.Options;

try
{
    return await LeaderboardProgram.RunAsync(args);
}
catch (Exception refused) when (refused is DatabaseRefusedException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
