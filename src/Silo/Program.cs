using Leaderboard.Hosting;
using Leaderboard.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = Host.CreateApplicationBuilder(args);
builder.Configuration.AddLogDefaults();
try
{
    await builder.AddClusterSiloAsync();
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception refused) when (refused is DatabaseRefusedException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
