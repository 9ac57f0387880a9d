using System.Text.Json.Serialization;
using Leaderboard.Boards;

namespace Leaderboard.Web.Api;

/// <summary>Boards as the API and the hub show them: major units, local times, names for people.</summary>
internal sealed class BoardJson(InstitutionSettings settings, InstitutionCalendar calendar)
{
    public BoardAnswer Page(BoardPage page, BoardRequest request) => new(
        new BoardHead(
            BoardRequests.NameOf(request.Selection.Subject), BoardRequests.NameOf(request.Selection.Measure), BoardRequests.NameOf(request.Period),
            Time(page.From), Time(page.To)),
        page.Epoch,
        page.Revision,
        calendar.Format(page.AsOf),
        Time(page.LastPostedAt),
        page.Total,
        Value(page.Sum, request.Selection.Measure),
        Array.ConvertAll(page.Standings, s => Row(s, request.Selection.Measure)),
        page.Ratio is { } ratio ? Ratio(ratio) : null);

    public StandingRow Row(Standing standing, BoardMeasure measure) => new(
        standing.Rank,
        standing.Tied,
        standing.Id,
        standing.Name,
        standing.Alias,
        standing.Team?.Value,
        standing.TeamName,
        Value(standing.Value, measure),
        calendar.Format(standing.ReachedAt),
        standing.Movement,
        Value(standing.GapToNext, measure),
        Amount(standing.NumeratorMinor),
        Amount(standing.DenominatorMinor))
    {
        Heads = standing.Heads,
        League = standing.League,
    };

    public RaceAnswer Race(BoardRace race, BoardMeasure measure) => new(
        Array.ConvertAll(race.Times, calendar.Format),
        [.. race.Lines.Select(l => new RaceLineAnswer(l.Id, l.Name, Array.ConvertAll(l.Values, v => Value(v, measure))))]);

    public string Format(Moment at) => calendar.Format(at);

    /// <summary>Decimals of a measure's values: of points, percents, indices and scores two, of money those of the currency.</summary>
    public static int DecimalsOf(BoardMeasure measure, InstitutionSettings settings) => measure switch
    {
        BoardMeasure.Count => 0,
        BoardMeasure.Points or BoardMeasure.Rate or BoardMeasure.Attainment or BoardMeasure.Index or BoardMeasure.Score => 2,
        _ => settings.CurrencyDecimals,
    };

    /// <summary>In major units, with the decimals of the measure.</summary>
    public decimal Value(long value, BoardMeasure measure) => MinorUnits.ToMajor(value, DecimalsOf(measure, settings));

    private RatioAnswer Ratio(BoardRatio ratio) => new(
        MinorUnits.ToMajor(ratio.NumeratorMinor, settings.CurrencyDecimals),
        MinorUnits.ToMajor(ratio.DenominatorMinor, settings.CurrencyDecimals),
        ratio.Base is { } rateBase ? BoardRequests.NameOf(rateBase) : null,
        Amount(ratio.ShrinkMinor));

    private decimal? Amount(long? minor) => minor is { } known ? MinorUnits.ToMajor(known, settings.CurrencyDecimals) : null;

    private string? Time(Moment? at) => at is { } moment ? calendar.Format(moment) : null;
}

/// <summary>One board: what it is, and its rows.</summary>
internal sealed record BoardAnswer(
    BoardHead Board, string Epoch, long Revision, string AsOf, string? LastPostedAt, int Total, decimal Sum, StandingRow[] Standings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RatioAnswer? Ratio = null);

/// <summary>What stands behind the sum of a rate, attainment or index; other measures have none.</summary>
/// <param name="Numerator">Recovered by all members.</param>
/// <param name="Denominator">Their bases, targets, or what was expected of them.</param>
/// <param name="Base">Of a rate.</param>
/// <param name="Shrink">Of an index: what was added above and below.</param>
internal sealed record RatioAnswer(
    decimal Numerator,
    decimal Denominator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Base,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Shrink);

internal sealed record BoardHead(string Subject, string Measure, string Period, string? From, string? To);

internal sealed record StandingRow(
    int Rank,
    bool Tied,
    string Id,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Alias,
    string? TeamId,
    string? TeamName,
    decimal Value,
    string ReachedAt,
    int? Movement,
    decimal GapToNext,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Numerator = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Denominator = null)
{
    /// <summary>Of per head: the collectors it was divided by.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Heads { get; init; }

    /// <summary>Of a contest by leagues: from 1, that of the smallest books; ranks and gaps are those of the league.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? League { get; init; }
}

internal sealed record RaceAnswer(string[] Times, RaceLineAnswer[] Lines);

internal sealed record RaceLineAnswer(string Id, string Name, decimal[] Values);
