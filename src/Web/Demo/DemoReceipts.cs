using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Leaderboard.Web.Load;
using NodaTime;

namespace Leaderboard.Web.Demo;

/// <summary>Invents receipts: drawn from the day and the collector, so that a restart makes the same ones again.</summary>
internal sealed class DemoReceipts(InstitutionSettings settings)
{
    private static readonly string[] Kinds = ["cash", "cash", "cash", "cash", "cash", "cash", "writtenOffRecovery", "restructured", "assetInLieu"];
    private static readonly string[] Channels = ["transfer", "transfer", "wechat", "alipay", "card", "cash", "cheque"];

    /// <summary>One receipt in so many is the first collector's, who is whoever looks at the demo: their own page is to live, too.</summary>
    private const int ReceiptsPerOwn = 30;

    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <summary>A working day's receipts of the whole floor up to a moment, in the order of their time.</summary>
    public IReadOnlyList<RecoveryBody> OfDay(LocalDate day, Instant until)
    {
        var weekend = day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
        return
        [
            .. DemoFloor.Collectors
                .SelectMany((collector, index) => Enumerable.Range(0, weekend ? 1 : 3 + (index % 3)).Select(n => OneOfDay(day, collector, index, n)))
                .Where(r => r.At <= until)
                .OrderBy(r => r.At)
                .Select(r => r.Body),
        ];
    }

    /// <summary>A week's sum of each collector, as one receipt.</summary>
    /// <param name="first">Its first day.</param>
    public IEnumerable<RecoveryBody> OfEarlierWeek(LocalDate first) => DemoFloor.Collectors.Select((collector, index) =>
    {
        var days = Enumerable.Range(0, 5).SelectMany(d => Enumerable.Range(0, 3 + (index % 3)).Select(n => OneOfDay(first.PlusDays(d), collector, index, n).Body)).ToList();
        var sum = days.Sum(r => decimal.Parse(r.Amount, CultureInfo.InvariantCulture));
        return days[0] with { Id = FormattableString.Invariant($"demo-week-{first:yyyy-MM-dd}-{collector.Id}"), Amount = sum.ToString(CultureInfo.InvariantCulture) };
    });

    /// <summary>A few receipts of accounts that nobody holds: they wait to be claimed.</summary>
    public IEnumerable<RecoveryBody> WithoutHolder(LocalDate today, Instant until) => Enumerable.Range(1, 4)
        .Select(n => (Number: n, One: OneOfDay(today.PlusDays(-n), DemoFloor.Collectors[n], n, 0)))
        .Where(r => r.One.At <= until)
        .Select(r => r.One.Body with { Id = FormattableString.Invariant($"demo-lost-{today:yyyy-MM-dd}-{r.Number}"), CollectorId = null, AccountId = FormattableString.Invariant($"a-lost-{r.Number}") });

    /// <summary>A receipt of this moment.</summary>
    public RecoveryBody Live(Random random, Instant now)
    {
        var index = random.Next(ReceiptsPerOwn) == 0 ? 0 : random.Next(DemoFloor.Collectors.Count);
        return Body(FormattableString.Invariant($"live-{now.ToUnixTimeMilliseconds()}-{index}"), DemoFloor.Collectors[index], index, random, now);
    }

    private (Instant At, RecoveryBody Body) OneOfDay(LocalDate day, CollectorBody collector, int index, int number)
    {
        var id = FormattableString.Invariant($"demo-{day:yyyy-MM-dd}-{collector.Id}-{number}");
        var random = new Random((int)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id)));
        var at = _zone.AtLeniently(day + new LocalTime(8, 30).PlusSeconds(random.Next(9 * 3600))).ToInstant();
        return (at, Body(id, collector, index, random, at));
    }

    private RecoveryBody Body(string id, CollectorBody collector, int index, Random random, Instant at)
    {
        // A few collectors are better than the rest, and money comes in many small and a few large receipts.
        var skill = 0.7 + (((index * 37) % 60) / 60.0);
        var amount = Math.Round((decimal)(skill * 900 * Math.Exp(random.NextDouble() * 2.6)), 2, MidpointRounding.AwayFromZero);
        return new RecoveryBody(
            id,
            collector.Id,
            Math.Round(amount, settings.CurrencyDecimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture),
            at.InZone(_zone).ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture),
            Kinds[random.Next(Kinds.Length)],
            Channels[random.Next(Channels.Length)],
            DemoFloor.AccountId(collector.Id, random.Next(DemoFloor.AccountsEach)));
    }
}
