using System.Globalization;
using Leaderboard.Boards;
using Leaderboard.Contests;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Pages.Contests;

/// <summary>The guided form as it was filled in: a few choices that make up whole rules.</summary>
internal sealed class ContestForm
{
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

    /// <summary>Points for the first, the second and the third.</summary>
    public string? Gold { get; set; }

    public string? Silver { get; set; }

    public string? Bronze { get; set; }

    /// <summary>Points for all who win together.</summary>
    public string? Pool { get; set; }

    /// <summary>Whole rules, or the name of the field that is at fault.</summary>
    public (ContestRules? Rules, string? Fault) Read(InstitutionCalendar calendar, InstitutionSettings settings)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 120)
            return (null, nameof(Name));
        if (!Enum.IsDefined(Format) || !Enum.IsDefined(Measure) || !Enum.IsDefined(Subject))
            return (null, nameof(Format));
        if (Measure == BoardMeasure.PerHead && (Subject == BoardSubject.Collectors || Format == ContestFormat.FirstToTarget))
            return (null, nameof(Measure));
        if (From is not { Year: >= 1971 and < 9000 } from)
            return (null, nameof(From));
        if (To is not { Year: < 9000 } to || to < from)
            return (null, nameof(To));
        if (SettleDays is < 0 or > 366)
            return (null, nameof(SettleDays));
        var isDuel = Format == ContestFormat.Duel;
        if (isDuel && (!Field.IsId(First) || !Field.IsId(Second) || First == Second))
            return (null, nameof(First));
        var decimals = Measure switch { BoardMeasure.Count => 0, BoardMeasure.Points => 2, _ => settings.CurrencyDecimals };
        var hasTarget = Format is ContestFormat.FirstToTarget or ContestFormat.AllWhoReach;
        if (!TryRead(Target, decimals, out var target) || (hasTarget && target is null))
            return (null, nameof(Target));
        var prizes = new List<ContestPrize>();
        foreach (var (text, rank, field) in new[] { (Gold, 1, nameof(Gold)), (Silver, 2, nameof(Silver)), (Bronze, 3, nameof(Bronze)) })
        {
            if (!TryRead(text, 2, out var points))
                return (null, field);
            if (points is { } each)
                prizes.Add(new ContestPrize { Unit = PrizeUnit.Points, FromRank = rank, ToRank = rank, Each = each });
        }

        if (!TryRead(Pool, 2, out var pool))
            return (null, nameof(Pool));
        if (pool is { } together)
            prizes.Add(new ContestPrize { Unit = PrizeUnit.Points, Pool = together });
        return (new ContestRules
        {
            Name = Name.Trim(),
            Subject = Subject,
            Measure = Measure,
            Format = Format,
            StartsAt = calendar.StartOfDay(from),
            EndsAt = calendar.StartOfDay(to.AddDays(1)),
            SettleDays = SettleDays,
            Tie = TieRule.Competition,
            Teams = [.. Teams.Where(Field.IsId).Distinct(StringComparer.Ordinal)],
            Members = isDuel ? [First ?? "", Second ?? ""] : [],
            Target = hasTarget ? target : null,
            Prizes = [.. prizes],
        }, null);
    }

    /// <summary>Empty is none; signs of money and of thousands are understood.</summary>
    private static bool TryRead(string? text, int decimals, out long? value)
    {
        value = null;
        var digits = (text ?? "").Trim().TrimStart('¥', '￥', '$', '€', '£').Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal).Trim();
        if (digits.Length == 0)
            return true;
        var isGood = MinorUnits.TryParse(digits, decimals, out var minor) && minor > 0;
        value = minor;
        return isGood;
    }
}
