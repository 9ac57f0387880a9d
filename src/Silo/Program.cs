using Leaderboard.Hosting;
using Leaderboard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration.AddLogDefaults();
try
{
    await builder.AddClusterSiloAsync();
    builder.AddTelemetry("leaderboard-silo");
    await using var app = builder.Build();
    app.MapSiloEndpoints();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is DatabaseRefusedException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
