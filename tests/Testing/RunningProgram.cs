using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Leaderboard.Testing;

/// <summary>
/// The web program as a process of its own, on a free port. It ends with the test process, however that ends: its leash
/// waits on a pipe that closes then.
/// </summary>
public sealed partial class RunningProgram : IAsyncDisposable
{
    /// <summary>What the tests' own calls carry: a key with the scope admin.</summary>
    public const string Key = "bootstrap-key-of-the-tests";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly Process _leash;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Start();
        _leash = Start("sh", ["-c", "cat >/dev/null; kill -KILL " + process.Id.ToString(CultureInfo.InvariantCulture)], redirect: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>Carries <see cref="Key"/>; its base address is the program's.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to standard output and error so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the server and returns when it is ready.</summary>
    public static async Task<RunningProgram> StartAsync(ProgramStart start, CancellationToken cancel = default)
    {
        var program = new RunningProgram(start.ToProcess());
        try
        {
            program.Http.BaseAddress = await program.ListeningAsync(cancel);
            await Eventually.TrueAsync("the program is ready", StartPatience, program.IsReadyAsync, cancel);
            return program;
        }
        catch (Exception failure)
        {
            await program.DisposeAsync();
            throw new InvalidOperationException("The program did not start: " + program.Output, failure);
        }
    }

    /// <summary>Starts a silo of a cluster, and returns when its host has started; its base address is where it answers its health.</summary>
    public static async Task<RunningProgram> StartSiloAsync(ProgramStart start, CancellationToken cancel = default)
    {
        var program = new RunningProgram((start with { Program = ProgramStart.Silo, Arguments = [] }).ToProcess());
        try
        {
            await program.UntilAsync(program._started.Task, cancel);
            program.Http.BaseAddress = await program._listening.Task.WaitAsync(StartPatience, cancel);
            return program;
        }
        catch (Exception failure)
        {
            await program.DisposeAsync();
            throw new InvalidOperationException("The silo did not start: " + program.Output, failure);
        }
    }

    /// <summary>Starts one of the program's tools and returns at once.</summary>
    public static RunningProgram Launch(ProgramStart start) => new(start.ToProcess());

    /// <summary>Runs the program until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Errors, string Output)> RunAsync(ProgramStart start, CancellationToken cancel = default)
    {
        using var process = start.ToProcess();
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = await process.StandardError.ReadToEndAsync(cancel).WaitAsync(StartPatience, cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, errors, await output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>SIGKILL: no handler, no flush, no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it is there, and does nothing.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on where it was, and does not know for how long it slept.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(EndPatience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _leash.Kill();
        await _leash.WaitForExitAsync();
        _leash.Dispose();
        _process.Dispose();
        Http.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {Id}")], redirect: false);
        await kill.WaitForExitAsync();
    }

    private static Process Start(string program, string[] arguments, bool redirect) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = redirect })
        ?? throw new InvalidOperationException($"{program} could not be started.");

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match)
            _listening.TrySetResult(new Uri(match.Groups["url"].Value));
        if (line.Contains("Application started", StringComparison.Ordinal))
            _started.TrySetResult();
    }

    private async Task<Uri> ListeningAsync(CancellationToken cancel)
    {
        await UntilAsync(_listening.Task, cancel);
        return await _listening.Task;
    }

    private async Task UntilAsync(Task said, CancellationToken cancel)
    {
        var ended = _process.WaitForExitAsync(cancel);
        if (await Task.WhenAny(said, ended).WaitAsync(StartPatience, cancel) == ended)
            throw new InvalidOperationException("It ended.");
    }

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    [GeneratedRegex("Now listening on: (?<url>http://[0-9.:]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
