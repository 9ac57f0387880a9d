using Leaderboard.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Leaderboard.Hosting;

/// <summary>Where a program's measurements go: to whoever asks at <see cref="Path"/>, and to a collector when one is named.</summary>
public static class TelemetrySetup
{
    /// <summary>In the form that Prometheus reads.</summary>
    public const string Path = "/metrics";

    /// <summary>OpenTelemetry's own variable; its kin (headers, protocol, resource attributes) work too.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Ours, and those that cost nothing at every grain call: Orleans' own would.</summary>
    private static readonly string[] Meters = [SiloMetrics.MeterName, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Npgsql"];

    /// <param name="builder">The program's.</param>
    /// <param name="service">Its name among others, unless OTEL_SERVICE_NAME says otherwise.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string service) => builder.Services.AddOpenTelemetry()
        .ConfigureResource(r => r.AddService(service).AddEnvironmentVariableDetector())
        .WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter();
            if (!string.IsNullOrEmpty(builder.Configuration[Collector]))
                metrics.AddOtlpExporter();
        });
}
