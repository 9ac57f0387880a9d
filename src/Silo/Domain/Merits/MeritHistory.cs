using Leaderboard.Domain.Schemes;
using Leaderboard.Merits;

namespace Leaderboard.Domain.Merits;

/// <summary>What a collector's local day has come to.</summary>
/// <param name="AmountMinor">Received, less what was taken back; without receipts that earn nothing because their account was flagged.</param>
/// <param name="OldDebtMinor">Of it, from accounts more than 180 days overdue.</param>
internal readonly record struct EarningDay(DateOnly Day, long AmountMinor, long OldDebtMinor);

/// <summary>A streak that was completed, or a badge.</summary>
/// <param name="Key">Unique for the collector; names what it was earned for.</param>
/// <param name="PointsHundredths">What the scheme of the day gives for it; 0 for what is shown alone.</param>
internal sealed record Merit(MeritKind Kind, string Key, DateOnly Day, long PointsHundredths, string Scheme)
{
    public MeritView ToView() => new() { Kind = Kind, Day = Day, PointsHundredths = PointsHundredths, Scheme = Scheme };
}

/// <summary>
/// All that follows from the receipts of a collector that stand, beside their points. Nothing here is kept: the same receipts, in whatever order they and
/// their reversals came, have the same merits.
/// </summary>
internal sealed class MeritHistory
{
    /// <summary>Days with a receipt before one can be the best: after fewer nearly every day is.</summary>
    private const int DaysBeforeBest = 5;

    private const int BadgeStreak = 5;

    /// <summary>Who is away for longer is not told when to come back.</summary>
    private const int MaxDaysAhead = 400;

    private readonly Dictionary<DateOnly, EarningDay> _days;
    private readonly Func<DateOnly, bool> _counts;
    private readonly Func<DateOnly, PublishedScheme> _schemeOf;

    /// <param name="days">Any order, each once.</param>
    /// <param name="counts">Whether a day counts in streaks: a working day on which the collector is there.</param>
    /// <param name="schemeOf">The scheme in force on a day.</param>
    public MeritHistory(IEnumerable<EarningDay> days, Func<DateOnly, bool> counts, Func<DateOnly, PublishedScheme> schemeOf)
    {
        _days = days.Where(d => d.AmountMinor > 0).ToDictionary(d => d.Day);
        (_counts, _schemeOf) = (counts, schemeOf);
    }

    private IEnumerable<EarningDay> InOrder => _days.Values.OrderBy(d => d.Day);

    /// <summary>Everything that is earned now.</summary>
    public IEnumerable<Merit> Earned() => FirstReceipts().Concat(PersonalBests()).Concat(OldDebts()).Concat(Streaks());

    /// <summary>The streak as it stands.</summary>
    /// <param name="today">Breaks nothing while it is not over.</param>
    public StreakView StreakOn(DateOnly today)
    {
        var last = Rows().LastOrDefault(r => r.Day <= today);
        var days = last.Length > 0 && !IsBroken(last.Day, today) ? last.Length : 0;
        var rule = _schemeOf(today).Rules.Streaks;
        return new StreakView
        {
            Days = days,
            NextDay = Enumerable.Range(_days.ContainsKey(today) ? 1 : 0, MaxDaysAhead).Select(today.AddDays).Cast<DateOnly?>().FirstOrDefault(d => _counts(d!.Value)),
            RewardDays = rule is { Days: { } every, Points: not null } ? ((days / every) + 1) * every : null,
            RewardHundredths = rule.Points ?? 0,
        };
    }

    private static string KeyOf(MeritKind kind, FormattableString day) => FormattableString.Invariant($"{WordOf(kind)}:{FormattableString.Invariant(day)}");

    private static string WordOf(MeritKind kind) => kind switch
    {
        MeritKind.Streak => "streak",
        MeritKind.FirstReceipt => "first-receipt",
        MeritKind.PersonalBest => "personal-best",
        MeritKind.FiveDayStreak => "five-day-streak",
        MeritKind.OldDebt => "old-debt",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no key."),
    };

    private IEnumerable<Merit> FirstReceipts() => InOrder.Take(1).Select(d => Badge(MeritKind.FirstReceipt, WordOf(MeritKind.FirstReceipt), d.Day));

    private IEnumerable<Merit> PersonalBests()
    {
        var (best, before) = (0L, 0);
        foreach (var day in InOrder)
        {
            if (before >= DaysBeforeBest && day.AmountMinor > best)
                yield return Badge(MeritKind.PersonalBest, KeyOf(MeritKind.PersonalBest, $"{day.Day:yyyy-MM-dd}"), day.Day);
            best = Math.Max(best, day.AmountMinor);
            before++;
        }
    }

    private IEnumerable<Merit> OldDebts() => InOrder.Where(d => d.OldDebtMinor > 0).DistinctBy(d => (d.Day.Year, d.Day.Month))
        .Select(d => Badge(MeritKind.OldDebt, KeyOf(MeritKind.OldDebt, $"{d.Day:yyyy-MM}"), d.Day));

    private IEnumerable<Merit> Streaks()
    {
        foreach (var (day, length) in Rows())
        {
            var scheme = _schemeOf(day);
            if (scheme.Rules.Streaks is { Days: { } every, Points: { } points } && length % every == 0)
                yield return new Merit(MeritKind.Streak, KeyOf(MeritKind.Streak, $"{day:yyyy-MM-dd}"), day, points, scheme.Name);
            if (length == BadgeStreak)
                yield return Badge(MeritKind.FiveDayStreak, KeyOf(MeritKind.FiveDayStreak, $"{day:yyyy-MM-dd}"), day);
        }
    }

    private Merit Badge(MeritKind kind, string key, DateOnly day)
    {
        var scheme = _schemeOf(day);
        return new Merit(kind, key, day, PointsOf(kind, scheme.Rules.Badges) ?? 0, scheme.Name);
    }

    private static long? PointsOf(MeritKind kind, Leaderboard.Schemes.BadgePoints points) => kind switch
    {
        MeritKind.FirstReceipt => points.FirstReceipt,
        MeritKind.PersonalBest => points.PersonalBest,
        MeritKind.FiveDayStreak => points.FiveDayStreak,
        MeritKind.OldDebt => points.OldDebt,
        _ => null,
    };

    /// <summary>Every day that counts and has a receipt, with how many in a row it makes.</summary>
    private IEnumerable<(DateOnly Day, int Length)> Rows()
    {
        var (length, last) = (0, DateOnly.MinValue);
        foreach (var day in InOrder.Select(d => d.Day).Where(_counts))
        {
            length = length > 0 && !IsBroken(last, day) ? length + 1 : 1;
            last = day;
            yield return (day, length);
        }
    }

    /// <summary>Whether a day that counts lies between two days (both exclusive): it has no receipt, or the first would not be the last before it.</summary>
    private bool IsBroken(DateOnly after, DateOnly before)
    {
        for (var day = after.AddDays(1); day < before; day = day.AddDays(1))
        {
            if (_counts(day))
                return true;
        }

        return false;
    }
}
