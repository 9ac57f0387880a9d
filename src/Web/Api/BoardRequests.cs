using System.Globalization;
using Leaderboard.Boards;

namespace Leaderboard.Web.Api;

/// <summary>A request for a board, understood: which board, and which view of it.</summary>
internal sealed record BoardRequest(BoardWindow Window, BoardPeriod Period, BoardSelection Selection);

/// <summary>Reads subject, measure, period and query of a board request, or refuses with the parameter's name.</summary>
internal sealed class BoardRequests(InstitutionCalendar calendar, TimeProvider time)
{
    public static IReadOnlyCollection<string> SubjectNames => Subjects.Keys;

    public static IReadOnlyCollection<string> MeasureNames => Measures.Keys;

    public static IReadOnlyCollection<string> PeriodNames => Periods.Keys;

    public static IReadOnlyCollection<string> TieNames => Ties.Keys;

    public static IReadOnlyCollection<string> BaseNames => Bases.Keys;

    /// <summary>The measures of boards by their names.</summary>
    public static IReadOnlyDictionary<string, BoardMeasure> MeasuresByName => Measures;

    /// <summary>Bases of a rate by their names.</summary>
    public static IReadOnlyDictionary<string, RateBase> BasesByName => Bases;

    private static readonly Dictionary<string, BoardSubject> Subjects = Names<BoardSubject>();
    private static readonly Dictionary<string, BoardMeasure> Measures = BoardMeasures.OfBoards.ToDictionary(NameOf, m => m, StringComparer.Ordinal);
    private static readonly Dictionary<string, BoardPeriod> Periods = Names<BoardPeriod>();
    private static readonly Dictionary<string, TieRule> Ties = Names<TieRule>();
    private static readonly Dictionary<string, RateBase> Bases = Names<RateBase>();
    private static readonly Dictionary<string, bool> Flags = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    /// <summary>The year after it would have no end that can be written.</summary>
    private readonly Moment _end = calendar.StartOfDate("9998-12-31") ?? throw new InvalidOperationException("A date.");

    public static string NameOf<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Every value of an enumeration by the name it has in the API.</summary>
    public static Dictionary<string, T> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(NameOf, v => v, StringComparer.Ordinal);

    public BoardRequest Read(string subject, string measure, string period, IQueryCollection query)
    {
        var named = Choice(Periods, period, "period");
        var selection = Selection(subject, measure, Text(query, "team"), Text(query, "branch"), Text(query, "region")) with
        {
            Tie = Text(query, "tie") is { } tie ? Choice(Ties, tie, "tie") : TieRule.Competition,
            Base = Text(query, "base") is { } rateBase ? Choice(Bases, rateBase, "base") : null,
            IsShrunk = Text(query, "shrink") is { } shrink ? Choice(Flags, shrink, "shrink") : null,
        };
        return new BoardRequest(calendar.Window(named, At(query)), named, selection);
    }

    public BoardRequest Now(string subject, string measure, string period, string? team)
    {
        var named = Choice(Periods, period, "period");
        return new BoardRequest(calendar.Window(named, time.Now()), named, Selection(subject, measure, team, null, null));
    }

    public static T Number<T>(IQueryCollection query, string name, T otherwise, T min, T max)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        if (Text(query, name) is not { } text)
            return otherwise;
        return T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new ApiRefusedException(ApiProblem.Invalid(name, $"{name} must be a whole number from {min} to {max}."));
    }

    private static BoardSelection Selection(string subject, string measure, string? team, string? branch, string? region) => new()
    {
        Subject = Choice(Subjects, subject, "subject"),
        Measure = Choice(Measures, measure, "measure"),
        Team = team is null ? null : new TeamId(team),
        Branch = branch,
        Region = region,
    };

    private static string? Text(IQueryCollection query, string name) => query[name] switch
    {
        [] or [null or ""] => null,
        [var value] => value,
        _ => throw new ApiRefusedException(ApiProblem.Invalid(name, $"{name} is given more than once.")),
    };

    private static T Choice<T>(Dictionary<string, T> choices, string text, string name) => choices.TryGetValue(text, out var value)
        ? value
        : throw new ApiRefusedException(ApiProblem.Invalid(name, $"{name} must be one of {string.Join(", ", choices.Keys)}."));

    private Moment At(IQueryCollection query)
    {
        if (Text(query, "at") is not { } text)
            return time.Now();

        // A plus sign that was not encoded arrives as a space.
        if (calendar.StartOfDate(text) is { } day)
            return day;
        return Rfc3339.TryParse(text.Replace(' ', '+'), out var at) && at < _end
            ? at
            : throw new ApiRefusedException(ApiProblem.Invalid("at", "at must be a date, or an RFC 3339 time with an offset."));
    }
}
