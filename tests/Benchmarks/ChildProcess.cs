using System.Diagnostics;
using System.Globalization;
using Leaderboard.Testing;

namespace Leaderboard.Benchmarks;

/// <summary>A server in a process of its own; killed when disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new();
    private readonly Process _process;

    private ChildProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Bytes of memory in use now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most bytes of memory it has had in use.</summary>
    public long PeakResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Time of all cores used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Runs <c>dotnet assembly arguments</c> on a free port, and returns when <paramref name="readyPath"/> answers 200.</summary>
    /// <param name="arguments">Told the address.</param>
    public static async Task<ChildProcess> StartAsync(
        string assembly, Func<string, string[]> arguments, IReadOnlyDictionary<string, string?> settings, string readyPath)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.One()}");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments(address)])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
        {
            if (value is not null)
                start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} could not be started.");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                Console.Error.WriteLine(line.Data);
        };
        process.BeginOutputReadLine();
        var child = new ChildProcess(process, new Uri(address));
        await child.WaitAsync(readyPath);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(string path)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !_process.HasExited; await Task.Delay(10))
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, path));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException("The process did not get ready.");
    }
}
