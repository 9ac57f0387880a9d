using System.Runtime.InteropServices;
using Leaderboard.Boards;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>Adds up what a rate is divided by, account by account.</summary>
/// <param name="rateBase">What of an account counts.</param>
/// <param name="span">Of the window.</param>
/// <param name="roster">Whose people the holders were.</param>
internal sealed class BaseReckoning(RateBase rateBase, WindowSpan span, IRosterLookup roster)
{
    private readonly Dictionary<(CollectorId, TeamId), Int128> _sums = [];
    private Moment _earliest = Moment.MaxValue;

    /// <param name="history">Of one account, by time; not empty.</param>
    public void Take(IReadOnlyList<BalanceRow> history)
    {
        if (rateBase == RateBase.DailyAverage)
        {
            TakeDays(history);
            return;
        }

        if (OverdueAccount.Of(history, span.From, span.To) is not { } account || (rateBase == RateBase.Opening && !account.IsOpening))
            return;
        Add(account.Holder, roster.TeamAt(account.Holder, account.At), rateBase == RateBase.Placed ? account.FirstClaimMinor : account.State.ClaimMinor);
    }

    public BaseSheet Build()
    {
        var days = rateBase == RateBase.DailyAverage ? Math.Max(1, span.DayStarts(_earliest, Moment.MaxValue)) : 1;
        return new BaseSheet { Shares = [.. _sums.Select(s => new BaseShare(s.Key.Item1, s.Key.Item2, Rounding.Quotient(s.Value, days)))] };
    }

    private void TakeDays(IReadOnlyList<BalanceRow> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            var (since, until) = OverdueAccount.SpanOf(history, i);
            if (i == 0 && since < _earliest)
                _earliest = since;
            if (history[i] is not { IsHeldOverdue: true, Holder: { } holder } row)
                continue;
            foreach (var (team, from, to) in roster.StaysOf(holder, since, until))
                Add(holder, team, (Int128)row.ClaimMinor * span.DayStarts(from, to));
        }
    }

    private void Add(CollectorId holder, TeamId team, Int128 minor)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (holder, team), out _);
        sum += minor;
    }
}

/// <summary>A window and how far it has come.</summary>
/// <param name="From">Inclusive; null: from ever.</param>
/// <param name="To">Exclusive; null: for ever.</param>
/// <param name="Now">Of the institution's clock.</param>
/// <param name="Calendar">Of the institution.</param>
internal sealed record WindowSpan(Moment? From, Moment? To, Moment Now, InstitutionCalendar Calendar)
{
    private const long Millionths = 1_000_000;

    /// <summary>How many days of the window, today included, begin between two moments, half-open.</summary>
    public int DayStarts(Moment from, Moment to)
    {
        var since = From is { } start && start > from ? start : from;
        var now = new Moment(Now.UnixMicroseconds + 1);
        var until = To is { } end && end < now ? end : now;
        until = to < until ? to : until;
        return since >= until ? 0 : FirstDayAt(until).DayNumber - FirstDayAt(since).DayNumber;
    }

    /// <summary>The months it is long, in millionths: each day is its part of its own month, so that a month is one and a quarter three.</summary>
    /// <param name="earliest">Where a window from ever begins; one for ever ends today.</param>
    public long MonthsMillionths(Moment earliest)
    {
        var (from, end) = (From ?? earliest, To ?? Calendar.DayStart(Now, 1));
        var months = 0L;
        for (var at = from; at < end;)
        {
            var month = Calendar.Window(BoardPeriod.Month, at);
            var (start, next) = (month.From ?? at, month.To ?? end);
            var part = (next < end ? next : end).UnixMicroseconds - at.UnixMicroseconds;
            months += Rounding.Quotient((Int128)part * Millionths, next.UnixMicroseconds - start.UnixMicroseconds);
            at = next;
        }

        return months;
    }

    /// <summary>The first local day that begins at a moment or later.</summary>
    private DateOnly FirstDayAt(Moment at)
    {
        var day = Calendar.DayOf(at);
        return Calendar.StartOfDay(day) == at ? day : day.AddDays(1);
    }
}

/// <summary>In whose team somebody was.</summary>
internal static class RosterStays
{
    /// <summary>The first team counts for all that came before it; none for who never had one.</summary>
    public static TeamId TeamAt(this IRosterLookup roster, CollectorId collector, Moment at)
    {
        if (roster.Collector(collector) is not { Teams: { Length: > 0 } stays })
            return roster.Collector(collector)?.Team ?? TeamId.None;
        return (Array.FindLast(stays, s => s.From <= at) ?? stays[0]).Team;
    }

    /// <summary>The teams between two moments, half-open, each from when to when.</summary>
    public static IEnumerable<(TeamId Team, Moment From, Moment To)> StaysOf(this IRosterLookup roster, CollectorId collector, Moment from, Moment to)
    {
        var stays = roster.Collector(collector)?.Teams ?? [];
        var at = from;
        foreach (var next in stays.Skip(1).Where(s => s.From > from && s.From < to))
        {
            yield return (roster.TeamAt(collector, at), at, next.From);
            at = next.From;
        }

        yield return (roster.TeamAt(collector, at), at, to);
    }
}
