using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Api;
using Leaderboard.Web.Contests;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>The guided form as it was filled in: a few choices that make up whole rules.</summary>
internal sealed class ContestForm
{
    /// <summary>Leagues beside the one from 0.</summary>
    public const int MoreLeagues = 3;

    public const int Sides = 6;

    /// <summary>Steps of an accelerator.</summary>
    public const int Steps = 3;

    private const int PointsDecimals = 2;

    /// <summary>Percents with two decimals are ten-thousandths.</summary>
    private const int PercentDecimals = 2;

    /// <summary>Percents with four decimals are millionths.</summary>
    private const int RateDecimals = 4;

    /// <summary>100 %, in millionths.</summary>
    private const int WholeRate = 1_000_000;

    /// <summary>Shares of a target from which steps begin: up to 1,000 %, in ten-thousandths.</summary>
    private const int MostOfTarget = 100_000;

    public string? Name { get; set; }

    public ContestFormat Format { get; set; } = ContestFormat.Best;

    public BoardMeasure Measure { get; set; } = BoardMeasure.Amount;

    public BoardSubject Subject { get; set; } = BoardSubject.Collectors;

    public string[] Teams { get; set; } = [];

    /// <summary>Percents by measure, in the order of the boards' measures; where there is any they are the mix, and the measure is not asked for.</summary>
    public string?[] Weights { get; set; } = [];

    /// <summary>What a rate and the book are reckoned by.</summary>
    public RateBase Base { get; set; } = RateBase.OpeningAndNew;

    /// <summary>Whether an index counts small books as they are.</summary>
    public bool IsPlain { get; set; }

    /// <summary>In major units: from which book on the second league is, and those after it; empty: all run together.</summary>
    public string?[] Leagues { get; set; } = [];

    /// <summary>Whether teams take part that live with the contest. The teams that were ticked then only say whose people are there to choose from.</summary>
    public bool IsAdHoc { get; set; }

    public string?[] SideNames { get; set; } = [];

    /// <summary>Who runs for which of them: its place from 1, a slash, the collector.</summary>
    public string?[] Picked { get; set; } = [];

    public string? First { get; set; }

    public string? Second { get; set; }

    /// <summary>Local day, inclusive.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Local day, inclusive.</summary>
    public DateOnly? To { get; set; }

    public int SettleDays { get; set; } = 3;

    /// <summary>In major units of the measure.</summary>
    public string? Target { get; set; }

    /// <summary>Whether each entrant's own target of the week, month or quarter is the target.</summary>
    public bool OwnTargets { get; set; }

    /// <summary>In major units: who holds less does not take part.</summary>
    public string? MinimumBook { get; set; }

    /// <summary>What the first three and all together win: points, or money that is paid with the wages.</summary>
    public PrizeUnit Unit { get; set; } = PrizeUnit.Points;

    /// <summary>For the first, the second and the third, in the unit.</summary>
    public string? Gold { get; set; }

    public string? Silver { get; set; }

    public string? Bronze { get; set; }

    /// <summary>For all who win together, in the unit.</summary>
    public string? Pool { get; set; }

    /// <summary>The part of the pool that is shared by effective amount, in percent; the rest is shared equally.</summary>
    public string? ByValue { get; set; }

    /// <summary>Percents of the target from which the steps of an accelerator begin; empty: there is none.</summary>
    public string?[] StepFroms { get; set; } = [];

    /// <summary>What each step pays of the part above it, in percent, in money.</summary>
    public string?[] StepRates { get; set; } = [];

    /// <summary>Id of the envelope that prizes are paid from; empty: from none.</summary>
    public string? Budget { get; set; }

    /// <summary>Whole rules, or the name of the field that is at fault.</summary>
    public (ContestRules? Rules, string? Fault) Read(InstitutionCalendar calendar, InstitutionSettings settings)
    {
        if (!Enum.IsDefined(Format) || !BoardMeasures.OfBoards.Contains(Measure) || !Enum.IsDefined(Subject) || !Enum.IsDefined(Base) || !Enum.IsDefined(Unit))
            return (null, nameof(Format));
        if (From is not { Year: >= 1971 and < 9000 } from)
            return (null, nameof(From));
        if (To is not { Year: < 9000 } to)
            return (null, nameof(To));
        if (ReadScore() is not { } score)
            return (null, nameof(Weights));
        var measure = score.Length > 0 ? BoardMeasure.Score : Measure;
        if (!TypedAmounts.TryRead(Target, BoardJson.DecimalsOf(measure, settings), out var target))
            return (null, nameof(Target));
        if (!TypedAmounts.TryRead(MinimumBook, settings.CurrencyDecimals, out var book))
            return (null, nameof(MinimumBook));
        if (ReadLeagues(settings) is not { } leagues)
            return (null, nameof(Leagues));
        if (ReadPrizes(settings, out var fault) is not { } prizes)
            return (null, fault);
        var hasTarget = Format is ContestFormat.FirstToTarget or ContestFormat.AllWhoReach || prizes.Exists(p => p.Tiers.Length > 0);

        var rules = new ContestRules
        {
            Name = Name?.Trim() ?? "",
            Subject = IsAdHoc ? BoardSubject.Teams : Format == ContestFormat.Duel ? BoardSubject.Collectors : Subject,
            Measure = measure,
            Score = score,
            Format = Format,
            StartsAt = calendar.StartOfDay(from),
            EndsAt = calendar.StartOfDay(to.AddDays(1)),
            SettleDays = SettleDays,
            Tie = TieRule.Competition,
            AdHocTeams = IsAdHoc ? [.. ReadSides()] : [],
            Teams = IsAdHoc ? [] : [.. Teams.Where(Field.IsId).Distinct(StringComparer.Ordinal)],
            Members = Format == ContestFormat.Duel && !IsAdHoc ? [.. new[] { First, Second }.OfType<string>().Where(Field.IsId).Distinct(StringComparer.Ordinal)] : [],
            Target = hasTarget && !OwnTargets ? target : null,
            HasOwnTargets = hasTarget && OwnTargets,
            MinimumBookMinor = book,
            LeaguesMinor = leagues,
            Base = Base,
            IsShrunk = !IsPlain,
            Prizes = [.. prizes],
            Budget = Field.IsId(Budget) ? Budget : null,
        };
        if (IsAdHoc && rules.AdHocTeams.Length == 0)
            return (null, nameof(Picked));
        if (ContestChecks.FaultOf(rules) is { } unwell)
            return (null, FieldOf(unwell.Field));
        return ContestMeasures.FaultOf(rules, calendar) is { } unfit ? (null, unfit.Field == "endsAt" ? "Window" : FieldOf(unfit.Field)) : (rules, null);
    }

    /// <summary>Where the form has what the API calls otherwise.</summary>
    public static string FieldOf(string field) => field switch
    {
        "name" => nameof(Name),
        "endsAt" => nameof(To),
        "settleDays" => nameof(SettleDays),
        "target" => nameof(Target),
        "targets" => nameof(OwnTargets),
        "entrants.members" => nameof(First),
        "entrants.teams" => nameof(Teams),
        "measure" => nameof(Measure),
        _ when field.StartsWith("score", StringComparison.Ordinal) => nameof(Weights),
        _ when field.StartsWith("prizes", StringComparison.Ordinal) => nameof(StepFroms),
        _ when field.StartsWith("leagues", StringComparison.Ordinal) => nameof(Leagues),
        _ when field.StartsWith(AdHocChecks.FieldName, StringComparison.Ordinal) => field.EndsWith(".name", StringComparison.Ordinal) ? nameof(SideNames) : nameof(Picked),
        _ => nameof(Format),
    };

    /// <summary>Those that were filled in; null, and the field at fault, where one cannot be read.</summary>
    private List<ContestPrize>? ReadPrizes(InstitutionSettings settings, out string? fault)
    {
        var prizes = new List<ContestPrize>();
        var decimals = Unit == PrizeUnit.Points ? PointsDecimals : settings.CurrencyDecimals;
        foreach (var (text, rank, field) in new[] { (Gold, 1, nameof(Gold)), (Silver, 2, nameof(Silver)), (Bronze, 3, nameof(Bronze)) })
        {
            fault = field;
            if (!TypedAmounts.TryRead(text, decimals, out var each))
                return null;
            if (each is not null)
                prizes.Add(new ContestPrize { Unit = Unit, FromRank = rank, ToRank = rank, Each = each });
        }

        fault = nameof(Pool);
        if (!TypedAmounts.TryRead(Pool, decimals, out var pool))
            return null;
        fault = nameof(ByValue);
        if (!TypedAmounts.TryRead(ByValue, PercentDecimals, out var byValue) || byValue > ContestMeasures.WholeWeight || (byValue is not null && pool is null))
            return null;
        if (pool is not null)
            prizes.Add(new ContestPrize { Unit = Unit, Pool = pool, Split = byValue is { } part ? new PrizeSplit { ByValue = (int)part, Measure = BoardMeasure.Effective } : PrizeSplit.Equal });
        fault = nameof(StepFroms);
        if (ReadSteps() is not { } steps)
            return null;
        if (steps.Length > 0)
            prizes.Add(new ContestPrize { Unit = PrizeUnit.Money, Tiers = steps });
        fault = null;
        return prizes;
    }

    /// <summary>Empty where there are none; null where one is half filled in, cannot be read, or does not begin above the one before.</summary>
    private PrizeTier[]? ReadSteps()
    {
        var steps = new List<PrizeTier>();
        for (var i = 0; i < Steps; i++)
        {
            if (!TypedAmounts.TryRead(StepFroms.ElementAtOrDefault(i), PercentDecimals, out var from) || from > MostOfTarget
                || !TypedAmounts.TryRead(StepRates.ElementAtOrDefault(i), RateDecimals, out var rate) || rate > WholeRate
                || from is null != rate is null || (from is not null && steps.Count > 0 && steps[^1].From >= from))
                return null;
            if (from is not null && rate is not null)
                steps.Add(new PrizeTier { From = (int)from, Rate = (int)rate });
        }

        return [.. steps];
    }

    /// <summary>Empty where there is no mix; null where a weight cannot be read.</summary>
    private ScorePart[]? ReadScore()
    {
        var parts = new List<ScorePart>();
        foreach (var (measure, text) in BoardMeasures.OfBoards.Zip(Weights))
        {
            if (!TypedAmounts.TryRead(text, PercentDecimals, out var weight) || weight > ContestMeasures.WholeWeight)
                return null;
            if (weight is { } part)
                parts.Add(new ScorePart { Measure = measure, Weight = (int)part });
        }

        return [.. parts];
    }

    /// <summary>With the one from 0; empty where there are none, null where a book cannot be read.</summary>
    private long[]? ReadLeagues(InstitutionSettings settings)
    {
        var bounds = new List<long>();
        foreach (var text in Leagues)
        {
            if (!TypedAmounts.TryRead(text, settings.CurrencyDecimals, out var bound))
                return null;
            if (bound is { } from)
                bounds.Add(from);
        }

        return bounds.Count == 0 ? [] : [0, .. bounds];
    }

    /// <summary>Those that have a name or people.</summary>
    private IEnumerable<AdHocTeam> ReadSides()
    {
        var picked = Picked.OfType<string>().Select(p => p.Split('/', 2)).Where(p => p.Length == 2 && Field.IsId(p[1])).ToLookup(p => p[0], p => p[1], StringComparer.Ordinal);
        for (var side = 1; side <= Sides; side++)
        {
            var (key, name) = (side.ToString(CultureInfo.InvariantCulture), SideNames.ElementAtOrDefault(side - 1)?.Trim() ?? "");
            if (name.Length > 0 || picked[key].Any())
                yield return new AdHocTeam { Id = "side-" + key, Name = name, Collectors = [.. picked[key]] };
        }
    }
}
