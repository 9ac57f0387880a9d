using System.Runtime.InteropServices;
using Leaderboard.Domain.Merits;
using Leaderboard.Domain.Points;
using Leaderboard.Domain.Recoveries;
using Leaderboard.Recoveries;
using Leaderboard.Schemes;

namespace Leaderboard.Domain.Schemes;

/// <summary>Takes receipts in, each once, and tells what they would have earned under other rules beside what they did earn.</summary>
/// <param name="rules">To be tried.</param>
internal sealed class SchemeReplay(SchemeRules rules, ReplayedDays replayed, long minorPerMajor)
{
    /// <summary>Details that receipts have in common: kind, channel, bucket, factors and sender. Who posts with many senders pays for it in time, not in memory.</summary>
    private const int MaxRates = 10_000;

    private readonly Dictionary<string, RecoveryDetails> _rates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Member> _members = new(StringComparer.Ordinal);
    private long _receipts;

    /// <summary>What streaks and badges follow from, the days before those replayed too; null when they earn nothing.</summary>
    public MeritReplay? Merits { get; } = rules.HasMerits ? new MeritReplay(rules) : null;

    /// <summary>Takes a receipt in.</summary>
    /// <param name="receipt">With all that was taken back of it.</param>
    public void Add(in ReplayedReceipt receipt)
    {
        _receipts++;
        var rate = RateOf(receipt.Details);
        var back = -receipt.ReversedMinor;
        var points = rate.Points(receipt.AmountMinor, minorPerMajor) - rate.Points(back, minorPerMajor);
        var member = MemberOf(receipt.Collector);
        var earned = member.In(receipt.Team);
        earned.Before = checked(earned.Before + receipt.PointsHundredths + receipt.ReversedPoints);
        if (Merits is not null && rate.Excluded is null)
            Merits.Add(receipt.Collector, EarningDayOf(receipt, rate.Bucket));
        if (!rules.HasDayLimits)
        {
            earned.After = checked(earned.After + points);
            return;
        }

        if (back >= receipt.AmountMinor)
            return;
        var day = replayed.IndexOf(receipt.ReceivedAt);

        // What no limit asks for is not kept: there may be millions.
        var id = rules.CoolDown.Minutes is null ? "" : receipt.Id;
        AccountId? account = receipt.Account is null || (rules.CoolDown.Minutes is null && rules.Caps.AccountPerDay is null) ? null : new AccountId(receipt.Account);
        member.Limited.Add((day, new StandingReceipt(id, account, receipt.ReceivedAt, new Place(ClearsAt(rate, day), earned.Team), points)));
    }

    /// <summary>What a collector earned beside receipts, or limits took.</summary>
    public void AddBeside(string collector, string team, long pointsHundredths) => MemberOf(collector).In(team).Before += pointsHundredths;

    /// <summary>Reckons with what streaks and badges of the days replayed would have earned.</summary>
    /// <param name="counts">Whether a day counts in a collector's streaks.</param>
    /// <param name="teamAt">Whose team it would have been credited to.</param>
    public void AddMerits(Func<string, DateOnly, bool> counts, Func<string, Moment, string> teamAt)
    {
        foreach (var (collector, merit) in Merits?.Earned(counts) ?? [])
        {
            if (replayed.StartOf(merit.Day) is { } start)
                MemberOf(collector).In(teamAt(collector, start)).After += merit.PointsHundredths;
        }
    }

    /// <param name="movers">Collectors at most who gain, and who lose.</param>
    public SchemeTrial ToTrial(int movers)
    {
        foreach (var member in _members.Values)
            member.Limit(rules);
        var collectors = Rows(e => e.Collector);
        return new SchemeTrial
        {
            From = replayed.Start,
            To = replayed.End,
            Receipts = _receipts,
            Total = new SchemeTrialRow { Id = "", BeforeHundredths = collectors.Sum(c => c.BeforeHundredths), AfterHundredths = collectors.Sum(c => c.AfterHundredths) },
            Gaining = collectors.Count(c => Change(c) > 0),
            Losing = collectors.Count(c => Change(c) < 0),
            Unchanged = collectors.Count(c => Change(c) == 0),
            Teams = [.. Rows(e => e.Team)],
            Gainers = [.. collectors.Where(c => Change(c) > 0).OrderByDescending(Change).Take(movers)],
            Losers = [.. collectors.Where(c => Change(c) < 0).OrderBy(Change).Take(movers)],
        };
    }

    private static long Change(SchemeTrialRow row) => row.AfterHundredths - row.BeforeHundredths;

    /// <summary>Summed by collector or by team, by id.</summary>
    private List<SchemeTrialRow> Rows(Func<(string Collector, string Team), string> part) =>
    [
        .. _members.SelectMany(m => m.Value.Earned.Select(e => (Part: part((m.Key, e.Team.Value)), Earned: e)))
            .GroupBy(e => e.Part, e => e.Earned, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new SchemeTrialRow { Id = g.Key, BeforeHundredths = g.Sum(e => e.Before), AfterHundredths = g.Sum(e => e.After) }),
    ];

    private Member MemberOf(string collector)
    {
        ref var member = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, collector, out _);
        return member ??= new Member();
    }

    /// <summary>How the receipt would have been priced.</summary>
    private RecoveryDetails RateOf(string details)
    {
        if (_rates.TryGetValue(details, out var known))
            return known;
        var was = RecoveryDetails.Parse(details);
        var rate = was with { KindFactor = rules.Kinds.FactorOf(was.Kind), BucketFactor = rules.Buckets.FactorOf(was.Bucket), PointsPer100 = rules.PointsPer100 };
        if (_rates.Count >= MaxRates)
            _rates.Clear();
        return _rates[details] = rate;
    }

    private EarningDay EarningDayOf(in ReplayedReceipt receipt, Bucket bucket)
    {
        var left = receipt.AmountMinor + receipt.ReversedMinor;
        return new EarningDay(replayed.DayAt(replayed.IndexOf(receipt.ReceivedAt)), left, bucket == Bucket.M6Plus ? left : 0);
    }

    /// <summary>In the order in which channels clear; the moment itself does not matter here.</summary>
    private Moment ClearsAt(RecoveryDetails rate, int day) => new(replayed.StartAt(day).UnixMicroseconds + rules.Clearing.DaysOf(rate.Channel));

    /// <summary>What one collector has earned, by team, and what limits have still to be held against.</summary>
    private sealed class Member
    {
        public List<Earned> Earned { get; } = [];

        public List<(int Day, StandingReceipt Receipt)> Limited { get; } = [];

        /// <summary>Few are in more than one or two.</summary>
        public Earned In(string team)
        {
            foreach (var earned in Earned)
            {
                if (string.Equals(earned.Team.Value, team, StringComparison.Ordinal))
                    return earned;
            }

            Earned.Add(new Earned(new TeamId(team)));
            return Earned[^1];
        }

        /// <summary>Adds what the limits leave of each day.</summary>
        public void Limit(SchemeRules rules)
        {
            Limited.Sort(static (a, b) => a.Day.CompareTo(b.Day));
            var day = new List<StandingReceipt>();
            for (var i = 0; i < Limited.Count; i++)
            {
                day.Add(Limited[i].Receipt);
                if (i + 1 < Limited.Count && Limited[i + 1].Day == Limited[i].Day)
                    continue;
                foreach (var (place, points) in DayLimits.KeptByPlace(rules, day))
                    In(place.Team.Value).After += points;
                day.Clear();
            }

            Limited.Clear();
        }
    }

    private sealed class Earned(TeamId team)
    {
        public TeamId Team => team;

        public long Before { get; set; }

        public long After { get; set; }
    }
}

/// <summary>The local days that are replayed.</summary>
/// <param name="first">The first of them.</param>
/// <param name="starts">First instants of all of them, ascending, and the end of the last.</param>
internal sealed class ReplayedDays(DateOnly first, Moment[] starts)
{
    /// <summary>Inclusive.</summary>
    public Moment Start => starts[0];

    /// <summary>Exclusive.</summary>
    public Moment End => starts[^1];

    public DateOnly DayAt(int index) => first.AddDays(index);

    public Moment StartAt(int index) => starts[index];

    /// <summary>Null for a day that is not replayed.</summary>
    public Moment? StartOf(DateOnly day) => day.DayNumber - first.DayNumber is var index && index >= 0 && index < starts.Length - 1 ? starts[index] : null;

    /// <summary>Of the day in which a moment lies.</summary>
    public int IndexOf(Moment at)
    {
        var index = Array.BinarySearch(starts, at);
        return index >= 0 ? index : ~index - 1;
    }
}

/// <summary>A receipt of the journal, with all that was taken back of it.</summary>
/// <param name="ReversedMinor">0 or less.</param>
/// <param name="ReversedPoints">Hundredths, 0 or less.</param>
/// <param name="Details">As stored.</param>
internal readonly record struct ReplayedReceipt(
    string Id, string Collector, string Team, string? Account, Moment ReceivedAt, long AmountMinor, long PointsHundredths, string Details, long ReversedMinor, long ReversedPoints);
