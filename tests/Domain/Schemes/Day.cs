using Leaderboard.Domain.Points;
using Leaderboard.Journal;
using Leaderboard.Recoveries;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>One local day of a collector under a scheme with limits: what is posted to it, and the caps that follow, one posting after the other.</summary>
internal sealed class Day(SchemeRules rules)
{
    public static readonly Moment Start = new(20_000L * 86_400_000_000);

    private readonly LimitedDay _day = new(
        new CollectorId("c"), new DateOnly(2024, 10, 4), Start, Start.Plus(TimeSpan.FromDays(1)), PointsPlan.Default with { Id = "capped", Rules = rules });

    private readonly List<DayEntry> _entries = [];

    public List<EntryDraft> Caps { get; } = [];

    /// <summary>What the day's entries add up to, caps and all.</summary>
    public long Sum => _entries.Sum(e => e.PointsHundredths);

    /// <summary>Caps by when they vest (days after the day, 0: at once) and team; those that have come to nothing are left out.</summary>
    public Dictionary<(int Days, string Team), long> CapsByPlace => Caps.GroupBy(c => ((int)(c.VestsAt - Start).TotalDays, c.Team.Value))
        .Select(g => (g.Key, Sum: g.Sum(c => c.PointsHundredths))).Where(g => g.Sum != 0).ToDictionary(g => g.Key, g => g.Sum);

    /// <summary>What may be spent so many days later.</summary>
    public long VestedAfter(int days) => _entries.Where(e => e.VestsAt < Start.Plus(TimeSpan.FromDays(days + 1))).Sum(e => e.PointsHundredths);

    public static Moment At(string time) => Start.Plus(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

    public static SchemeRules Rules(long? day = null, long? account = null, int? coolDownMinutes = null, int coolDownFactor = 0) => PointsPlan.Default.Rules with
    {
        Caps = new DayCaps { CollectorPerDay = day, AccountPerDay = account },
        CoolDown = new CoolDown { Minutes = coolDownMinutes, Factor = coolDownFactor },
    };

    public static DayEntry Receipt(string id, string time, long points, string? account = null, string team = "t", int clearsAfterDays = 0) => new(
        EntryId.Recovery(id), EntryKind.Recovery, null, account is null ? null : new AccountId(account), new TeamId(team), points, points, At(time), At(time),
        clearsAfterDays == 0 ? At(time) : Start.Plus(TimeSpan.FromDays(clearsAfterDays)));

    public static DayEntry Back(string id, in DayEntry receipt, long points) => receipt with
    {
        Id = EntryId.Reversal(id),
        Kind = EntryKind.Reversal,
        Source = receipt.Id,
        AmountMinor = -points,
        PointsHundredths = -points,
        OccurredAt = Start.Plus(TimeSpan.FromDays(2)),
    };

    /// <summary>Posts together.</summary>
    public Day Post(params DayEntry[] entries)
    {
        _entries.AddRange(entries);
        foreach (var cap in DayLimits.Missing(_day, _entries))
        {
            Caps.Add(cap);
            _entries.Add(DayEntry.Of(cap));
        }

        return this;
    }
}
