using System.Runtime.InteropServices;
using Leaderboard.Domain.Boards;
using Leaderboard.Domain.Targets;

namespace Leaderboard.Domain.Measures;

/// <summary>Adds up what the benchmarks expect of the accounts of a window: Σ balance × rate × months.</summary>
internal sealed class Expectation(BenchmarkBook book, WindowSpan span, IRosterLookup roster)
{
    private const int BasisPoints = 10_000;
    private const int Millionths = 1_000_000;

    private readonly Dictionary<(CollectorId, TeamId), Int128> _sums = [];
    private readonly Dictionary<(string?, Points.Bucket, bool?), int> _rates = [];
    private Moment _earliest = Moment.MaxValue;

    /// <param name="history">Of one account, by time; not empty.</param>
    public void Take(IReadOnlyList<BalanceRow> history)
    {
        var (since, _) = OverdueAccount.SpanOf(history, 0);
        _earliest = since < _earliest ? since : _earliest;
        if (OverdueAccount.Of(history, span.From, span.To) is not { } account)
            return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (account.Holder, roster.TeamAt(account.Holder, account.At)), out _);
        sum += (Int128)account.State.ClaimMinor * RateOf(account.State);
    }

    /// <param name="shrinkMinor">Minor units; what an index of shrunk books has more above and below.</param>
    public BaseSheet Build(long shrinkMinor)
    {
        var months = _sums.Count == 0 ? 0 : span.MonthsMillionths(_earliest);
        return new BaseSheet
        {
            Shares = [.. _sums.Select(s => new BaseShare(s.Key.Item1, s.Key.Item2, Rounding.Quotient(s.Value * months, (Int128)BasisPoints * Millionths)))],
            ShrinkMinor = shrinkMinor,
        };
    }

    /// <summary>A book has few kinds of accounts, and many of each.</summary>
    private int RateOf(BalanceRow state)
    {
        ref var rate = ref CollectionsMarshal.GetValueRefOrAddDefault(_rates, (state.Product, state.Bucket, state.IsSecured), out var isKnown);
        return isKnown ? rate : rate = book.RateOf(state.Product, state.Bucket, state.IsSecured);
    }
}
