using System.Text.Json;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Roster;
using Leaderboard.Storage;

namespace Leaderboard.Roster;

/// <summary>The roster as this silo knows it: names for boards, members for teams. Brought up to a revision before it is read.</summary>
internal sealed class RosterDirectory(DocumentStore documents, TimeProvider time) : IRosterLookup
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, CollectorView> _collectors = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TeamView> _teams = new(StringComparer.Ordinal);
    private long _revision;
    private long _lastChange;

    /// <summary>The document revision this directory includes.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>The revision at which the roster last changed: other documents are written too, and concern no board.</summary>
    public long LastChange => Volatile.Read(ref _lastChange);

    public IEnumerable<CollectorView> Collectors => _collectors.Values.Select(AsOfNow);

    public IEnumerable<TeamView> Teams => _teams.Values;

    public CollectorView? Collector(CollectorId id) => _collectors.TryGetValue(id.Value, out var collector) ? AsOfNow(collector) : null;

    public TeamView? Team(TeamId id) => _teams.GetValueOrDefault(id.Value);

    /// <summary>Returns when the directory includes every document up to the revision.</summary>
    public async Task ReachAsync(long revision)
    {
        if (Volatile.Read(ref _revision) >= revision)
            return;
        await _refreshing.WaitAsync();
        try
        {
            if (_revision >= revision)
                return;
            foreach (var (kind, id, body, written) in await documents.RosterSinceAsync(_revision))
            {
                Take(kind, id, body);
                Volatile.Write(ref _revision, written);
                Volatile.Write(ref _lastChange, written);
            }

            Volatile.Write(ref _revision, Math.Max(_revision, revision));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>A transfer announced for later takes effect by the clock, without a new document.</summary>
    private CollectorView AsOfNow(CollectorView collector)
    {
        if (collector.Teams.Length < 2)
            return collector;
        var now = time.Now();
        var team = Array.FindLast(collector.Teams, t => t.From <= now)?.Team ?? collector.Teams[0].Team;
        return team == collector.Team ? collector : collector with { Team = team };
    }

    private void Take(string kind, string id, string body)
    {
        if (kind == Recoveries.CollectorGrain.DocumentKind)
        {
            _collectors[id] = Parse<CollectorRecord>(body).ToView(time.Now());
        }
        else
        {
            _teams[id] = Parse<TeamRecord>(body).ToView();
        }
    }

    private static T Parse<T>(string body) => JsonSerializer.Deserialize<T>(body, DocumentStore.Json) ?? throw new InvalidDataException("Empty document.");
}
