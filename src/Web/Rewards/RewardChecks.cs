using Leaderboard.Recoveries;
using Leaderboard.Rewards;
using Leaderboard.Web.Api;

namespace Leaderboard.Web.Rewards;

/// <summary>What a reward must be, whether a program sends it or a person fills in the form.</summary>
internal sealed class RewardChecks(IGrainFactory grains)
{
    public const int MaxNameLength = 120;
    public const int MaxDescriptionLength = 500;
    public const int MaxTeams = 100;

    /// <summary>10^13 points, as far as amounts go: a thousand of it are still a number.</summary>
    private const long MaxPriceHundredths = 1_000_000_000_000_000;

    /// <summary>The field of the API that is at fault, and why; null when all are well.</summary>
    /// <param name="id">Of the reward, whether it is there or not.</param>
    /// <param name="terms">As they are to be.</param>
    public async Task<EntryFault?> FaultAsync(string id, RewardTerms terms)
    {
        if (FaultOf(terms) is { } fault)
            return fault;
        if (!MayBeByCode(terms.Kind) && await grains.Reward(id).Get() is { IsByCode: true })
            return Invalid("kind", "What is had by code is goods or a service.");
        if (terms.Budget is { } budget && await grains.Budget(budget).Get() is null)
            return Invalid("budget", $"There is no budget {budget}.");
        foreach (var team in terms.TeamIds())
        {
            if (await grains.Team(new TeamId(team)).Get() is null)
                return Invalid("teams", $"There is no team {team}.");
        }

        return null;
    }

    public static bool MayBeByCode(RewardKind kind) => kind is RewardKind.Goods or RewardKind.Service;

    private static EntryFault? FaultOf(RewardTerms terms) => terms switch
    {
        { Name.Length: 0 or > MaxNameLength } => Invalid("name", $"A name of 1 to {MaxNameLength} characters is required."),
        { Description.Length: > MaxDescriptionLength } => Invalid("description", $"A text of at most {MaxDescriptionLength} characters."),
        { PriceHundredths: <= 0 or > MaxPriceHundredths } => new EntryFault(Refusal.InvalidAmount, "price", "Points above 0, up to 10^13."),
        { Stock: < 0 } => Invalid("stock", "A whole number from 0."),
        { LowStockAt: < 0 } => Invalid("lowStockAt", "A whole number from 0."),
        { Kind: RewardKind.Cash, ValueMinor: 0, IsActive: true } => new EntryFault(Refusal.InvalidAmount, "value", "Money is worth more than 0."),
        { ValueMinor: < 0 } => new EntryFault(Refusal.InvalidAmount, "value", "An amount from 0."),
        _ when terms.From >= terms.To => new EntryFault(Refusal.InvalidTime, "to", "After it begins."),
        _ when terms.TeamIds().Length > MaxTeams => Invalid("teams", $"At most {MaxTeams} teams."),
        _ => null,
    };

    private static EntryFault Invalid(string field, string message) => new(Refusal.InvalidField, field, message);
}
