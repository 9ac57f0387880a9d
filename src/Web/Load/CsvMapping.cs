using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Leaderboard.Web.Load;

/// <summary>
/// How the columns of a file become receipts: texts in which <c>{column}</c> stands for a row's value. Kept as a JSON file;
/// see <c>docs/examples</c>.
/// </summary>
internal sealed partial record CsvMapping
{
    public required string TeamId { get; init; }

    public required string TeamName { get; init; }

    public required string CollectorId { get; init; }

    public required string CollectorName { get; init; }

    public required string RecoveryId { get; init; }

    public string? AccountId { get; init; }

    /// <summary>Rounded half away from zero to the currency's decimals; rows of 0 or less are left out.</summary>
    public required string Amount { get; init; }

    public string Kind { get; init; } = "cash";

    public string Channel { get; init; } = "transfer";

    public required string ReceivedOn { get; init; }

    /// <summary>.NET format of <see cref="ReceivedOn"/>, invariant culture.</summary>
    public required string DateFormat { get; init; }

    /// <summary>For rows without a date, in <see cref="DateFormat"/>.</summary>
    public string? DateWhenMissing { get; init; }

    /// <summary>Time of day added to the date.</summary>
    public TimeSpan TimeOfDay { get; init; } = TimeSpan.FromHours(12);

    public static CsvMapping Read(string file) =>
        JsonSerializer.Deserialize<CsvMapping>(File.ReadAllText(file), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException($"{file} holds no mapping.");

    /// <summary>Rows of a file in the order of their time, then of the file.</summary>
    public IReadOnlyList<MappedRow> Rows(TextReader file, InstitutionSettings settings)
    {
        using var csv = new CsvReader(file, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<MappedRow>();
        while (csv.Read())
        {
            if (Map(csv, settings) is { } row)
                rows.Add(row);
        }

        return [.. rows.OrderBy(r => r.ReceivedAt)];
    }

    private MappedRow? Map(CsvReader csv, InstitutionSettings settings)
    {
        var text = Fill(Amount, csv);
        var amount = text.Length == 0 ? 0 : Math.Round(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture), settings.CurrencyDecimals, MidpointRounding.AwayFromZero);
        if (amount <= 0)
            return null;
        var date = Fill(ReceivedOn, csv);
        var day = DateTime.ParseExact(date.Length == 0 && DateWhenMissing is not null ? DateWhenMissing : date, DateFormat, CultureInfo.InvariantCulture);
        return new MappedRow(
            new TeamBody(Fill(TeamId, csv), Fill(TeamName, csv)),
            new CollectorBody(Fill(CollectorId, csv), Fill(CollectorName, csv), Fill(TeamId, csv)),
            day + TimeOfDay,
            Fill(RecoveryId, csv),
            AccountId is null ? null : Fill(AccountId, csv),
            amount,
            Kind,
            Channel);
    }

    private static string Fill(string template, CsvReader csv) => Placeholder().Replace(template, m => csv.GetField(m.Groups["column"].Value)?.Trim() ?? "");

    [GeneratedRegex(@"\{(?<column>[^}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

/// <param name="ReceivedAt">Local time of the institution.</param>
/// <param name="Amount">Major units.</param>
internal sealed record MappedRow(
    TeamBody Team, CollectorBody Collector, DateTime ReceivedAt, string RecoveryId, string? AccountId, decimal Amount, string Kind, string Channel);
