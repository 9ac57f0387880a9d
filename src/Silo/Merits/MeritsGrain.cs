using Leaderboard.Journal;
using Leaderboard.Notices;
using Leaderboard.Roster;
using Leaderboard.Schemes;
using Leaderboard.Storage;
using Leaderboard.Targets;

namespace Leaderboard.Merits;

/// <summary>
/// Calls the collectors of a partition about whom something may have changed: who got entries, whose absences changed, and all of them once a day. The
/// position is saved when all have been called; after a crash some are called again, which does nothing.
/// </summary>
[GrainType("lb.merits")]
internal sealed class MeritsGrain(
    DocumentStore documents,
    Database database,
    JournalReader journal,
    SchemeDirectory schemes,
    RosterDirectory roster,
    PointsReminders reminders,
    Installation installation,
    InstitutionCalendar calendar,
    TimeProvider time) : Grain, IMeritsGrain
{
    private const string DocumentKind = "merits";

    /// <summary>Called in one turn. Each reads its history, some milliseconds; so it stays a part of one core, however many get receipts.</summary>
    private const int MaxCalled = 32;

    /// <summary>Called at the same time.</summary>
    private const int MaxTogether = 4;

    private readonly HashSet<CollectorId> _waiting = [];
    private int _partition;
    private string _id = "";
    private long _version;
    private MeritsPosition? _position;
    private MeritsPosition? _next;

    /// <summary>The revision of all documents at the last look: while it stays, no absence has changed.</summary>
    private long _lookedAt = -1;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = GrainKeys.IdOf(this.GetPrimaryKeyString());
        _partition = int.Parse(_id, System.Globalization.CultureInfo.InvariantCulture);
        (_version, _position) = await documents.ReadAsync<MeritsPosition>(DocumentKind, _id);
    }

    public async Task<int> Tend()
    {
        await schemes.FreshAsync();
        if (!schemes.Book.HasHad(r => r.HasMerits || r.Expiry.Days is not null, time.Now()))
            return 0;
        if (_waiting.Count == 0)
            await LookAsync();
        foreach (var turn in _waiting.Take(MaxCalled).ToArray().Chunk(MaxTogether))
            await Task.WhenAll(turn.Select(CallAsync));
        if (_waiting.Count == 0)
            await SaveAsync();
        return _waiting.Count;
    }

    private async Task CallAsync(CollectorId collector)
    {
        await GrainFactory.Collector(collector).Tend();

        // What has expired is gone by now.
        if (schemes.Book.HasHad(r => r.Expiry.Days is not null, time.Now()))
            await reminders.RemindAsync(collector);
        _waiting.Remove(collector);
    }

    /// <summary>Finds who has to be called, and how far that goes.</summary>
    private async Task LookAsync()
    {
        var (seqs, revision) = await journal.PositionAsync(installation.Partitions.Count);
        var absences = revision == _lookedAt ? [] : await documents.ChangedAsync(AbsencesGrain.DocumentKind, _position?.Revision ?? 0);
        var next = new MeritsPosition
        {
            Seq = seqs[_partition],
            Revision = absences.Count > 0 ? absences[^1].Revision : _position?.Revision ?? 0,
            Day = calendar.DayOf(time.Now()),
        };
        if (_position is not { } before || before.Day != next.Day)
        {
            await roster.ReachAsync(revision);
            _waiting.UnionWith(Mine(roster.Collectors.Select(c => c.Id)));
        }
        else
        {
            if (next.Seq > before.Seq)
                _waiting.UnionWith(await PostedAsync(before.Seq, next.Seq));
            _waiting.UnionWith(Mine(absences.Select(a => new CollectorId(a.Id))));
        }

        _waiting.Remove(CollectorId.Unassigned);
        (_next, _lookedAt) = (next, revision);
    }

    private Task<List<CollectorId>> PostedAsync(long after, long to) => database.QueryAsync(
        "collectors-posted",
        c =>
        {
            Database.Bind(c, "partition", _partition);
            Database.Bind(c, "after", after);
            Database.Bind(c, "to", to);
        },
        r => new CollectorId(r.GetString(0)));

    private IEnumerable<CollectorId> Mine(IEnumerable<CollectorId> collectors) => collectors.Where(c => installation.Partitions.Of(c) == _partition);

    private async Task SaveAsync()
    {
        if (_next is null || _next == _position)
            return;
        try
        {
            _version = await documents.SaveAsync(DocumentKind, _id, _version, _next);
            (_position, _next) = (_next, null);
        }
        catch (DocumentConflictException)
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
