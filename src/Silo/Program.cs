using Leaderboard.Hosting;
using Leaderboard.Storage;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
try
{
    await builder.AddEmbeddedSiloAsync();
    await builder.Build().RunAsync();
    return 0;
}
catch (DatabaseRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
