using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Api;
using Leaderboard.Web.Contests;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>The guided form as it was filled in: a few choices that make up whole rules.</summary>
internal sealed class ContestForm
{
    private const int PointsDecimals = 2;

    public string? Name { get; set; }

    public ContestFormat Format { get; set; } = ContestFormat.Best;

    public BoardMeasure Measure { get; set; } = BoardMeasure.Amount;

    public BoardSubject Subject { get; set; } = BoardSubject.Collectors;

    public string[] Teams { get; set; } = [];

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

    /// <summary>Points for the first, the second and the third.</summary>
    public string? Gold { get; set; }

    public string? Silver { get; set; }

    public string? Bronze { get; set; }

    /// <summary>Points for all who win together.</summary>
    public string? Pool { get; set; }

    /// <summary>Id of the envelope that prizes are paid from; empty: from none.</summary>
    public string? Budget { get; set; }

    /// <summary>Whole rules, or the name of the field that is at fault.</summary>
    public (ContestRules? Rules, string? Fault) Read(InstitutionCalendar calendar, InstitutionSettings settings)
    {
        if (!Enum.IsDefined(Format) || !BoardMeasures.OfBoards.Contains(Measure) || !Enum.IsDefined(Subject))
            return (null, nameof(Format));
        if (From is not { Year: >= 1971 and < 9000 } from)
            return (null, nameof(From));
        if (To is not { Year: < 9000 } to)
            return (null, nameof(To));
        if (!TypedAmounts.TryRead(Target, BoardJson.DecimalsOf(Measure, settings), out var target))
            return (null, nameof(Target));
        if (!TypedAmounts.TryRead(MinimumBook, settings.CurrencyDecimals, out var book))
            return (null, nameof(MinimumBook));
        var hasTarget = Format is ContestFormat.FirstToTarget or ContestFormat.AllWhoReach;
        var prizes = new List<ContestPrize>();
        foreach (var (text, rank, field) in new[] { (Gold, 1, nameof(Gold)), (Silver, 2, nameof(Silver)), (Bronze, 3, nameof(Bronze)), (Pool, 0, nameof(Pool)) })
        {
            if (!TypedAmounts.TryRead(text, PointsDecimals, out var points))
                return (null, field);
            if (points is not null)
                prizes.Add(rank == 0 ? new ContestPrize { Unit = PrizeUnit.Points, Pool = points } : new ContestPrize { Unit = PrizeUnit.Points, FromRank = rank, ToRank = rank, Each = points });
        }

        var rules = new ContestRules
        {
            Name = Name?.Trim() ?? "",
            Subject = Format == ContestFormat.Duel ? BoardSubject.Collectors : Subject,
            Measure = Measure,
            Format = Format,
            StartsAt = calendar.StartOfDay(from),
            EndsAt = calendar.StartOfDay(to.AddDays(1)),
            SettleDays = SettleDays,
            Tie = TieRule.Competition,
            Teams = [.. Teams.Where(Field.IsId).Distinct(StringComparer.Ordinal)],
            Members = Format == ContestFormat.Duel ? [.. new[] { First, Second }.OfType<string>().Where(Field.IsId).Distinct(StringComparer.Ordinal)] : [],
            Target = hasTarget && !OwnTargets ? target : null,
            HasOwnTargets = hasTarget && OwnTargets,
            MinimumBookMinor = book,
            Base = RateBase.OpeningAndNew,
            IsShrunk = true,
            Prizes = [.. prizes],
            Budget = Field.IsId(Budget) ? Budget : null,
        };
        if (ContestChecks.FaultOf(rules) is { } fault)
            return (null, FieldOf(fault.Field));
        return ContestMeasures.FaultOf(rules, calendar) is { } unfit ? (null, unfit.Field == "endsAt" ? "Window" : FieldOf(unfit.Field)) : (rules, null);
    }

    /// <summary>Where the form has what the API calls otherwise.</summary>
    private static string FieldOf(string field) => field switch
    {
        "name" => nameof(Name),
        "endsAt" => nameof(To),
        "settleDays" => nameof(SettleDays),
        "target" => nameof(Target),
        "targets" => nameof(OwnTargets),
        "entrants.members" => nameof(First),
        "entrants.teams" => nameof(Teams),
        "measure" => nameof(Measure),
        _ => nameof(Format),
    };
}
