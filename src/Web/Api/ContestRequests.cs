using System.Globalization;
using System.Text.Json;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Recoveries;
using Leaderboard.Web.Contests;

namespace Leaderboard.Web.Api;

/// <summary>A contest as it was sent.</summary>
internal sealed record ContestRequest(string Id, ContestRules Rules);

/// <summary>Reads a contest, or refuses it with the field that is at fault.</summary>
internal sealed class ContestRequests(ContestEntrants known, InstitutionSettings settings, InstitutionCalendar calendar)
{
    private const string OwnTargets = "own";

    private const int MaxEntrants = 1000;
    private const int MaxPrizes = 50;
    private const int MaxTiers = 20;
    private const int MaxRank = 100_000;

    /// <summary>Shares are given as fractions of 1 with four decimals, rates with six.</summary>
    private const int ShareDecimals = 4;
    private const int RateDecimals = 6;
    private const int WholeShare = 10_000;

    private static readonly string[] LaterFormats = ["bracket", "league", "raffle"];

    public static IReadOnlyDictionary<string, ContestFormat> Formats { get; } = BoardRequests.Names<ContestFormat>();

    public static IReadOnlyDictionary<string, ContestState> States { get; } = BoardRequests.Names<ContestState>();

    private static IReadOnlyDictionary<string, BoardSubject> Subjects { get; } = BoardRequests.Names<BoardSubject>();

    private static IReadOnlyDictionary<string, BoardMeasure> Measures => BoardRequests.MeasuresByName;

    private static IReadOnlyDictionary<string, TieRule> Ties { get; } = BoardRequests.Names<TieRule>();

    private static IReadOnlyDictionary<string, PrizeUnit> Units { get; } = BoardRequests.Names<PrizeUnit>();

    /// <param name="body">As sent.</param>
    /// <param name="id">From the address; null: the body names it.</param>
    public async Task<ContestRequest> ReadAsync(JsonElement body, string? id = null)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RequestBody.Malformed("The body must be a contest.");
        try
        {
            var request = new ContestRequest(id ?? Field.Id(body, "id"), Rules(body));
            return await known.FaultAsync(request.Rules) is { } absent ? throw Fault(absent.Field, absent.Message) : request;
        }
        catch (EntryFaultException fault)
        {
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status400BadRequest, BoardRequests.NameOf(fault.Fault.Refusal), $"{fault.Fault.Field}: {fault.Fault.Message}", fault.Fault.Field));
        }
    }

    private ContestRules Rules(JsonElement body)
    {
        var score = Score(body);
        var measure = score.Length > 0 ? BoardMeasure.Score : Choice(body, "measure", Measures, [], "");
        var format = Choice(body, "format", Formats, LaterFormats, "formatUnavailable");
        var entrants = Part(body, "entrants", JsonValueKind.Object);
        var rules = new ContestRules
        {
            Name = Field.OptionalText(body, "name", ContestChecks.MaxNameLength)?.Trim() ?? "",
            Subject = Field.Choice(body, "subject", Subjects, BoardSubject.Collectors, Refusal.InvalidField),
            Measure = measure,
            Format = format,
            StartsAt = Field.Time(body, "startsAt"),
            EndsAt = Field.Time(body, "endsAt"),
            SettleDays = Field.OptionalCount(body, "settleDays") ?? 0,
            Tie = Field.Choice(body, "tie", Ties, TieRule.Competition, Refusal.InvalidField),
            Teams = entrants is { } e ? Ids(e, "teams") : [],
            Members = entrants is { } m ? Ids(m, "members") : [],
            AdHocTeams = entrants is { } own ? AdHoc(own) : [],
            LeaguesMinor = Leagues(body),
            Target = Value(body, "target", "target", measure),
            Targets = HasOwnTargets(body) ? [] : Targets(body, measure),
            HasOwnTargets = HasOwnTargets(body),
            MinimumBookMinor = Amount(body, "minimumBook", "minimumBook", settings.CurrencyDecimals),
            Score = score,
            Base = Field.Choice(body, "base", BoardRequests.BasesByName, RateBase.OpeningAndNew, Refusal.InvalidField),
            IsShrunk = Field.OptionalFlag(body, "shrink") ?? true,
            Prizes = [.. Each(body, "prizes", "prizes", MaxPrizes).Select(p => Prize(p.Json, p.Path))],
            Budget = Field.OptionalId(body, "budget"),
        };
        return (ContestChecks.FaultOf(rules) ?? ContestMeasures.FaultOf(rules, calendar)) is { } fault ? throw Fault(fault.Field, fault.Message) : rules;
    }

    private static bool HasOwnTargets(JsonElement body) => body.TryGetProperty("targets", out var targets) && targets.ValueKind == JsonValueKind.String
        && (targets.ValueEquals(OwnTargets) ? true : throw Fault("targets", "By the id of a member, or own."));

    /// <summary>Empty where one measure is named instead. A whole contest answers with both, the measure being the score.</summary>
    private static ScorePart[] Score(JsonElement body)
    {
        ScorePart[] parts = [.. Each(body, "score", "score", ContestMeasures.MaxParts).Select(p => new ScorePart
        {
            Measure = Choice(p.Json, "measure", Measures, p.Path + ".measure"),
            Weight = Fraction(p.Json, "weight", p.Path, ShareDecimals, WholeShare),
        })];
        var isBoth = parts.Length > 0 && body.TryGetProperty("measure", out var measure) && measure.ValueKind != JsonValueKind.Null && new EntryValue(measure).Text != BoardRequests.NameOf(BoardMeasure.Score);
        return isBoth ? throw Fault("measure", "A measure or a score, not both.") : parts;
    }

    private static T Choice<T>(JsonElement json, string name, IReadOnlyDictionary<string, T> choices, string path)
        where T : struct, Enum =>
        json.TryGetProperty(name, out var value) && new EntryValue(value).Text is { } text && choices.TryGetValue(text, out var choice) ? choice : throw Fault(path, "One of " + string.Join(", ", choices.Keys) + ".");

    private static AdHocTeam[] AdHoc(JsonElement entrants) =>
    [
        .. Each(entrants, "adHocTeams", AdHocChecks.FieldName, AdHocChecks.MaxTeams).Select((t, i) => new AdHocTeam
        {
            Id = t.Json.TryGetProperty("id", out var id) && new EntryValue(id).Text is { } named && Field.IsId(named) ? named : throw Fault(AdHocChecks.Path(i, "id"), "An id."),
            Name = t.Json.TryGetProperty("name", out var name) ? new EntryValue(name).Text?.Trim() ?? "" : "",
            Collectors = t.Json.TryGetProperty("collectors", out var ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() <= AdHocChecks.MaxCollectors
                ? [.. ids.EnumerateArray().Select(c => new EntryValue(c).Text is { } text && Field.IsId(text) ? text : throw Fault(AdHocChecks.Path(i, "collectors"), "Ids."))]
                : throw Fault(AdHocChecks.Path(i, "collectors"), "An array of ids."),
        }),
    ];

    private long[] Leagues(JsonElement body) => Part(body, "leagues", JsonValueKind.Array) is not { } bounds ? []
        : bounds.GetArrayLength() > ContestChecks.MaxLeagues ? throw Fault("leagues", $"At most {ContestChecks.MaxLeagues}.")
        : [.. bounds.EnumerateArray().Select((b, i) => new EntryValue(b).Amount is { } text && MinorUnits.TryParse(text, settings.CurrencyDecimals, out var minor) && minor >= 0
            ? minor
            : throw Fault(FormattableString.Invariant($"leagues[{i}]"), "An amount of 0 or more."))];

    private ContestPrize Prize(JsonElement json, string path)
    {
        var unit = Field.Choice(json, "unit", Units, json.TryGetProperty("money", out _) ? PrizeUnit.Money : PrizeUnit.Points, Refusal.InvalidField);
        var each = Amount(json, unit == PrizeUnit.Money && json.TryGetProperty("money", out _) ? "money" : "points", path, unit);
        var pool = Amount(json, "pool", path, unit);
        var tiers = Each(json, "tiers", path + ".tiers", MaxTiers).Select(t => Tier(t.Json, t.Path)).ToArray();
        if ((each is null ? 0 : 1) + (pool is null ? 0 : 1) + (tiers.Length > 0 ? 1 : 0) != 1)
            throw Fault(path, "One of points, money, pool or tiers.");
        if (tiers.Zip(tiers.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
            throw Fault(path + ".tiers", "Each begins above the one before.");
        var from = Rank(json, "fromRank", path) ?? 1;
        var to = Rank(json, "toRank", path) ?? (each is null ? null : from);
        if (to < from)
            throw Fault(path + ".toRank", "Not before fromRank.");
        return new ContestPrize { Unit = tiers.Length > 0 ? PrizeUnit.Money : unit, FromRank = from, ToRank = to, Each = each, Pool = pool, Tiers = tiers, Split = Split(json, path) };
    }

    private static PrizeTier Tier(JsonElement json, string path) => new()
    {
        From = Fraction(json, "from", path, ShareDecimals, 100 * WholeShare),
        Rate = Fraction(json, "rate", path, RateDecimals, 1_000_000),
    };

    private static PrizeSplit Split(JsonElement json, string path)
    {
        if (!json.TryGetProperty("split", out var split) || split.ValueKind == JsonValueKind.Null)
            return PrizeSplit.Equal;
        if (split.ValueKind == JsonValueKind.String && split.ValueEquals("equal"))
            return PrizeSplit.Equal;
        if (split.ValueKind == JsonValueKind.String && split.ValueEquals("byValue"))
            return new PrizeSplit { ByValue = WholeShare };
        if (split.ValueKind != JsonValueKind.Object)
            throw Fault(path + ".split", "equal, byValue, or an object with the parts of both.");
        var (equal, byValue) = (Fraction(split, "equal", path + ".split", ShareDecimals, WholeShare), Fraction(split, "byValue", path + ".split", ShareDecimals, WholeShare));
        if (equal + byValue != WholeShare)
            throw Fault(path + ".split", "The parts add up to 1.");
        return new PrizeSplit { ByValue = byValue, Measure = Field.Choice(split, "measure", Measures, BoardMeasure.Amount, Refusal.InvalidField) };
    }

    private MemberGoal[] Targets(JsonElement body, BoardMeasure measure)
    {
        if (Part(body, "targets", JsonValueKind.Object) is not { } targets)
            return [];
        MemberGoal[] goals =
        [
            .. targets.EnumerateObject().Take(MaxEntrants + 1).Select(t => new MemberGoal
            {
                MemberId = Field.IsId(t.Name) ? t.Name : throw Fault("targets", "By the id of a member."),
                Value = Value(targets, t.Name, "targets." + t.Name, measure) ?? throw Fault("targets." + t.Name, "A number above 0."),
            }),
        ];
        return goals.Length <= MaxEntrants ? goals : throw Fault("targets", $"At most {MaxEntrants}.");
    }

    /// <summary>Above 0, in the unit of the measure.</summary>
    private long? Value(JsonElement json, string name, string path, BoardMeasure measure) => Amount(json, name, path, BoardJson.DecimalsOf(measure, settings));

    private long? Amount(JsonElement json, string name, string path, PrizeUnit unit) => Amount(json, name, path + "." + name, unit == PrizeUnit.Points ? 2 : settings.CurrencyDecimals);

    private static long? Amount(JsonElement json, string name, string path, int decimals)
    {
        try
        {
            return Field.OptionalAmount(json, name, decimals);
        }
        catch (EntryFaultException fault)
        {
            throw new EntryFaultException(fault.Fault with { Field = path });
        }
    }

    private static int Fraction(JsonElement json, string name, string path, int decimals, int max) =>
        json.TryGetProperty(name, out var value) && new EntryValue(value).Amount is { } text && MinorUnits.TryParse(text, decimals, out var fraction) && fraction >= 0 && fraction <= max
            ? (int)fraction
            : throw Fault($"{path}.{name}", string.Create(CultureInfo.InvariantCulture, $"A number from 0 to {max / Math.Pow(10, decimals)} with at most {decimals} decimals."));

    private static int? Rank(JsonElement json, string name, string path) => Field.OptionalCount(json, name) is not { } rank
        ? null
        : rank is >= 1 and <= MaxRank ? rank : throw Fault($"{path}.{name}", $"From 1 to {MaxRank}.");

    private static string[] Ids(JsonElement json, string name)
    {
        if (Part(json, name, JsonValueKind.Array) is not { } ids)
            return [];
        string[] read = [.. ids.EnumerateArray().Take(MaxEntrants + 1).Select(i => new EntryValue(i).Text is { } text && Field.IsId(text) ? text : throw Fault("entrants." + name, "Ids."))];
        return read.Length <= MaxEntrants ? [.. read.Distinct(StringComparer.Ordinal)] : throw Fault("entrants." + name, $"At most {MaxEntrants}.");
    }

    private static IEnumerable<(JsonElement Json, string Path)> Each(JsonElement json, string name, string path, int max)
    {
        if (Part(json, name, JsonValueKind.Array) is not { } array)
            return [];
        if (array.GetArrayLength() > max || array.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.Object))
            throw Fault(path, $"At most {max} objects.");
        return array.EnumerateArray().Select((item, i) => (item, FormattableString.Invariant($"{path}[{i}]")));
    }

    private static JsonElement? Part(JsonElement json, string name, JsonValueKind kind) =>
        !json.TryGetProperty(name, out var part) || part.ValueKind == JsonValueKind.Null ? null
        : part.ValueKind == kind ? part
        : throw Fault(name, kind == JsonValueKind.Array ? "An array." : "An object.");

    private static T Choice<T>(JsonElement json, string name, IReadOnlyDictionary<string, T> choices, string[] later, string code)
        where T : struct, Enum
    {
        var text = json.TryGetProperty(name, out var value) ? new EntryValue(value).Text : null;
        if (later.Contains(text, StringComparer.Ordinal))
            throw new ApiRefusedException(ApiProblem.Of(StatusCodes.Status400BadRequest, code, $"{name} {text} is not to be had in this version.", name));
        return text is not null && choices.TryGetValue(text, out var choice) ? choice : throw Fault(name, "One of " + string.Join(", ", choices.Keys) + ".");
    }

    private static EntryFaultException Fault(string field, string message) => Field.Fault(Refusal.InvalidField, field, message);
}
