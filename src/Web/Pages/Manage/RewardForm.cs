using System.Globalization;
using Leaderboard.Rewards;
using Leaderboard.Web.Api;
using Leaderboard.Web.Rewards;

namespace Leaderboard.Web.Pages.Manage;

/// <summary>The form of a reward as it was filled in.</summary>
internal sealed class RewardForm
{
    private const int PointsDecimals = 2;

    /// <summary>Null: a new one.</summary>
    public string? Id { get; set; }

    public string? Name { get; set; }

    public RewardKind Kind { get; set; } = RewardKind.Goods;

    public string? Description { get; set; }

    /// <summary>Points.</summary>
    public string? Price { get; set; }

    /// <summary>In major units.</summary>
    public string? Value { get; set; }

    /// <summary>Of a new one; empty: as many as are asked for.</summary>
    public string? Stock { get; set; }

    public string? LowStockAt { get; set; }

    /// <summary>Id of the envelope; empty: none.</summary>
    public string? Budget { get; set; }

    /// <summary>Local day, inclusive.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Local day, inclusive.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Ids; none: everybody.</summary>
    public string[] Teams { get; set; } = [];

    public bool IsActive { get; set; }

    public static RewardForm Of(RewardView reward, InstitutionCalendar calendar, InstitutionSettings settings) => new()
    {
        Id = reward.Id,
        Name = reward.Terms.Name,
        Kind = reward.Terms.Kind,
        Description = reward.Terms.Description,
        Price = Written(MinorUnits.ToMajor(reward.Terms.PriceHundredths, PointsDecimals)),
        Value = Written(MinorUnits.ToMajor(reward.Terms.ValueMinor, settings.CurrencyDecimals)),
        LowStockAt = reward.Terms.LowStockAt?.ToString(CultureInfo.InvariantCulture),
        Budget = reward.Terms.Budget,
        From = reward.Terms.From is { } from ? calendar.DayOf(from) : null,
        To = reward.Terms.To is { } to ? LastDay(to, calendar) : null,
        Teams = reward.Terms.TeamIds(),
        IsActive = reward.Terms.IsActive,
    };

    /// <summary>Terms, or the field of the API that cannot be read.</summary>
    /// <param name="before">Of the reward that changes: the moments of days that stay do too. Null: a new one.</param>
    /// <param name="calendar">Of the institution.</param>
    /// <param name="settings">Of the institution.</param>
    public (RewardTerms? Terms, string? Fault) Read(RewardTerms? before, InstitutionCalendar calendar, InstitutionSettings settings)
    {
        if (!Enum.IsDefined(Kind))
            return (null, "kind");
        if (!TypedAmounts.TryRead(Price, PointsDecimals, out var price) || price is null)
            return (null, "price");
        if (!TypedAmounts.TryRead(Value, settings.CurrencyDecimals, out var value, zeroAllowed: true))
            return (null, "value");
        if (!TryCount(Stock, out var stock))
            return (null, "stock");
        if (!TryCount(LowStockAt, out var low))
            return (null, "lowStockAt");
        if (From is { Year: < 1971 or >= 9000 })
            return (null, "from");
        if (To is { Year: < 1971 or >= 9000 })
            return (null, "to");
        if (!Array.TrueForAll(Teams, Field.IsId))
            return (null, "teams");
        if (!string.IsNullOrEmpty(Budget) && !Field.IsId(Budget))
            return (null, "budget");
        return (new RewardTerms
        {
            Name = Name?.Trim() ?? "",
            Kind = Kind,
            Description = Description?.Trim().ReplaceLineEndings("\n") is { Length: > 0 } description ? description : null,
            PriceHundredths = price.Value,
            ValueMinor = value ?? 0,
            Stock = stock,
            LowStockAt = low,
            Budget = string.IsNullOrEmpty(Budget) ? null : Budget,
            From = before?.From is { } from && calendar.DayOf(from) == From ? from : From is { } first ? calendar.StartOfDay(first) : null,
            To = before?.To is { } to && LastDay(to, calendar) == To ? to : To is { } last ? calendar.StartOfDay(last.AddDays(1)) : null,
            Teams = RewardTerms.JoinTeams(Teams),
            IsActive = IsActive,
        }, null);
    }

    /// <summary>An empty field is true, and null: as many as are asked for.</summary>
    public static bool TryCount(string? text, out int? count)
    {
        count = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        count = CellFormats.Count(text.Trim());
        return count is not null;
    }

    private static DateOnly LastDay(Moment to, InstitutionCalendar calendar) => calendar.DayOf(to.Plus(TimeSpan.FromMicroseconds(-1)));

    private static string Written(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
