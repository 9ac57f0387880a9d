using Leaderboard.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leaderboard.Benchmarks;

/// <summary>The embedded silo in this process, called past HTTP.</summary>
internal sealed class EmbeddedProgram : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedProgram(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <param name="database">The schema is applied.</param>
    /// <param name="fill">Written before the silo starts; null: nothing.</param>
    public static async Task<EmbeddedProgram> StartAsync(BenchmarkDatabase database, FilledJournal? fill = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(database.Settings());
        await builder.AddEmbeddedSiloAsync();
        if (fill is not null)
            await fill.FillAsync(database);
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedProgram(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
