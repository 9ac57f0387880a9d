using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Leaderboard.Testing;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Leaderboard.Faults.Cluster;

/// <summary>A client of the hub that stays connected and up to date as the wall does, and remembers every figure it was told.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly HubConnection _line;
    private readonly int _limit;
    private readonly Lock _lock = new();
    private readonly List<(string Collector, long Minor)> _figures = [];
    private readonly CancellationTokenSource _end = new();
    private JsonElement? _board;
    private int _isAsking;

    /// <param name="server">Where it connects, and connects again.</param>
    /// <param name="limit">Rows of the board of collectors by amount of all time: 10, 25 or 100.</param>
    public Watcher(Uri server, int limit)
    {
        _limit = limit;
        _line = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "hubs/live"), HttpTransportType.WebSockets, http =>
            {
                http.SkipNegotiation = true;
                http.Headers["Authorization"] = "Bearer " + RunningProgram.Key;
            })
            .WithAutomaticReconnect(new Endless())
            .Build();
        _line.ServerTimeout = TimeSpan.FromSeconds(12);
        _line.On<JsonElement>("board", message => Take(message.Clone()));
        _line.On<JsonElement>("heartbeat", Compare);
        _line.Reconnected += _ => AskAsync();
        _line.Closed += _ => StartAsync();
    }

    /// <summary>The board as it was told last, and when (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    public (JsonElement? Board, long At) Last
    {
        get
        {
            lock (_lock)
                return (_board, field.At);
        }
        private set;
    }

    /// <summary>Every figure it was told, in order.</summary>
    public IReadOnlyList<(string Collector, long Minor)> Figures
    {
        get
        {
            lock (_lock)
                return [.. _figures];
        }
    }

    /// <summary>Connects; returns when it was told the board, or will be when it can be read.</summary>
    public async Task StartAsync()
    {
        for (var attempt = 0; !_end.IsCancellationRequested; attempt++)
        {
            try
            {
                await _line.StartAsync(_end.Token);
                await AskAsync();
                return;
            }
            catch (Exception outage) when (outage is HttpRequestException or WebSocketException or IOException or TimeoutException)
            {
                await Task.Delay(WaitAfter(attempt), _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _line.DisposeAsync();
    }

    private static TimeSpan WaitAfter(long attempt) => TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 0.5 * Math.Pow(2, attempt)));

    private static string? Epoch(JsonElement? message) => message?.GetProperty("epoch").GetString();

    private static long Revision(JsonElement? message) => message?.GetProperty("revision").GetInt64() ?? -1;

    private async Task AskAsync()
    {
        if (Interlocked.Exchange(ref _isAsking, 1) == 1)
            return;
        try
        {
            await _line.InvokeAsync("Watch", new { subject = "collectors", measure = "amount", period = "all", limit = _limit }, _end.Token);
        }
        catch (Exception outage) when (outage is HubException or InvalidOperationException or OperationCanceledException or IOException or WebSocketException or TimeoutException)
        {
            // Cut off, or the board cannot be read now: the next connection or heartbeat asks again.
        }
        finally
        {
            Volatile.Write(ref _isAsking, 0);
        }
    }

    private void Take(JsonElement message)
    {
        bool follows;
        lock (_lock)
        {
            var isSameEpoch = Epoch(message) == Epoch(_board);
            if (isSameEpoch && Revision(message) < Revision(_board))
                return;
            follows = message.GetProperty("kind").GetString() == "snapshot" || (isSameEpoch && message.GetProperty("since").GetInt64() <= Revision(_board));
            _board = message;
            Last = (message, Stopwatch.GetTimestamp());
            _figures.AddRange(message.GetProperty("standings").EnumerateArray().Select(s => (s.GetProperty("id").GetString()!, (long)(s.GetProperty("value").GetDecimal() * 100))));
        }

        if (!follows)
            _ = AskAsync();
    }

    private void Compare(JsonElement beat)
    {
        bool isBehind;
        lock (_lock)
            isBehind = Epoch(beat) != Epoch(_board) || Revision(beat) > Revision(_board);
        if (isBehind)
            _ = AskAsync();
    }

    private sealed class Endless : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => WaitAfter(retryContext.PreviousRetryCount);
    }
}
