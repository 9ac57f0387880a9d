using Leaderboard.Payroll;

namespace Leaderboard.Web.Payroll;

/// <summary>Sums of a month's lines, minor units; of one person, or of all.</summary>
internal sealed record PayTotals(long InKindMinor, long BenefitMinor, long CashMinor, long PrizeMinor)
{
    public static PayTotals Of(IEnumerable<PayLine> lines)
    {
        var sums = lines.GroupBy(l => l.Kind, l => l.ValueMinor).ToDictionary(g => g.Key, g => g.Sum());
        return new PayTotals(sums.GetValueOrDefault(PayKind.InKind), sums.GetValueOrDefault(PayKind.Benefit), sums.GetValueOrDefault(PayKind.Cash), sums.GetValueOrDefault(PayKind.Prize));
    }

    /// <summary>By collector, in the order of the lines.</summary>
    public static IReadOnlyList<(CollectorId Collector, string Name, PayTotals Totals)> ByPerson(PayMonthView month) =>
        [.. month.Lines.GroupBy(l => l.Collector).Select(g => (g.Key, g.First().Name, Of(g)))];

    /// <summary>What is added to the wages.</summary>
    public long PaidMinor => CashMinor + PrizeMinor;
}
